//! Every panel in every state. A new state is a row in its panel's file, a new panel a file and a row here.

mod actions;
mod assistant;
mod attributes;
mod check;
mod contacts;
mod data;
mod dialogs;
mod drawer;
mod history;
mod lines;
mod made_up;
mod mini;
mod notices;
mod recording;
mod status;

use crate::exhibit::Exhibit;

/// The states by what they are states of.
pub const PANELS: &[(&str, &[Exhibit])] = &[
    ("status", status::STATES),
    ("lines", lines::STATES),
    ("dialogs", dialogs::STATES),
    ("contacts", contacts::STATES),
    ("attributes", attributes::STATES),
    ("data", data::STATES),
    ("actions", actions::STATES),
    ("history", history::STATES),
    ("notices", notices::STATES),
    ("drawer", drawer::STATES),
    ("recording", recording::STATES),
    ("assistant", assistant::STATES),
    ("mini", mini::STATES),
    ("check", check::STATES),
];

/// The whole name of a state.
pub fn name(panel: &str, exhibit: &Exhibit) -> String {
    [panel, "-", exhibit.name].concat()
}

pub fn find(wanted: &str) -> Option<&'static Exhibit> {
    let all = PANELS.iter().flat_map(|(panel, states)| states.iter().map(move |state| (*panel, state)));
    all.into_iter().find(|(panel, state)| name(panel, state) == wanted).map(|(_, state)| state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_finds_its_state_and_no_other() {
        let all =
            PANELS.iter().flat_map(|(panel, states)| states.iter().map(move |state| name(panel, state)));
        let mut names: Vec<_> = all.collect();
        assert!(names.iter().all(|name| find(name).is_some()));
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "two states have one name");
        assert!(find("status").is_none());
    }

    #[test]
    fn the_page_frame_is_that_of_the_softphone() {
        let frame = |html: &'static str| {
            let (_, main) = html.split_once("<main").unwrap();
            let before_the_phone = main.split_once("<div id=\"ccp\">").unwrap().0;
            before_the_phone.split_whitespace().collect::<Vec<_>>()
        };
        let softphone = include_str!("../../../index.html");
        assert_eq!(frame(include_str!("../page/index.html")), frame(softphone));
        let after = |html: &'static str| html.matches("<div id=\"ccp\">").count();
        assert_eq!(after(softphone), 1);
    }
}
