//! How the drawer stands: open or closed and on which panel, for each contact by itself.

use cti_core::ContactId;
use litemap::LiteMap;

use super::Panel;

/// A share of the page's height, in percent, that leaves both the drawer and the phone usable.
pub const HEIGHTS: std::ops::RangeInclusive<u8> = 25..=75;
const HEIGHT: u8 = 50;

/// What the agent has made of the drawers; `None` stands for no contact at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawers {
    contacts: LiteMap<Option<ContactId>, Drawer>,
    /// Beside the phone, a drawer that nobody has touched is closed too.
    closed_beside: bool,
    /// How much of the page an open drawer takes below the phone, in percent.
    pub height: u8,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Drawer {
    /// Nothing until somebody opens or closes it.
    open: Option<bool>,
    panel: Option<Panel>,
    /// The panel that was last chosen beside the first.
    second: Option<Panel>,
}

impl Default for Drawers {
    fn default() -> Self {
        Self { contacts: LiteMap::new(), closed_beside: false, height: HEIGHT }
    }
}

impl Drawers {
    /// A drawer never opens by itself over the phone; beside it, it is there until the agent closes it.
    pub fn is_open(&self, contact: &Option<ContactId>, beside: bool) -> bool {
        self.of(contact).open.unwrap_or(beside && !self.closed_beside)
    }

    pub fn toggle(&mut self, contact: Option<ContactId>, beside: bool) {
        let open = !self.is_open(&contact, beside);
        if beside {
            self.closed_beside = !open;
        }
        self.change(contact).open = Some(open);
    }

    /// The panel is shown, by the agent or a flow; `first` is the one whose tab stays.
    pub fn show(&mut self, contact: Option<ContactId>, panel: Panel, first: Option<Panel>) {
        let drawer = self.change(contact);
        drawer.open = Some(true);
        drawer.panel = Some(panel);
        if Some(panel) != first {
            drawer.second = Some(panel);
        }
    }

    /// The panel that is shown of those that there are.
    pub fn panel(&self, contact: &Option<ContactId>, panels: &[Panel]) -> Panel {
        let chosen = self.of(contact).panel.filter(|panel| panels.contains(panel));
        chosen.or_else(|| panels.first().copied()).unwrap_or_default()
    }

    /// How many of the panels have a tab, which are the first two of them; the others are in the menu.
    /// The one that was last chosen from the menu has the second tab's place.
    pub fn in_place(&self, contact: &Option<ContactId>, panels: &[Panel]) -> Vec<Panel> {
        let mut placed = panels.to_vec();
        let second = self.of(contact).second.and_then(|second| panels.iter().position(|it| *it == second));
        if let Some(from) = second.filter(|from| *from > 1) {
            let panel = placed.remove(from);
            placed.insert(1, panel);
        }
        placed
    }

    pub fn set_height(&mut self, percent: u8) {
        self.height = percent.clamp(*HEIGHTS.start(), *HEIGHTS.end());
    }

    pub fn retain(&mut self, is_there: impl Fn(&ContactId) -> bool) {
        self.contacts.retain(|contact, _| contact.as_ref().is_none_or(&is_there));
    }

    fn of(&self, contact: &Option<ContactId>) -> Drawer {
        self.contacts.get(contact).copied().unwrap_or_default()
    }

    fn change(&mut self, contact: Option<ContactId>) -> &mut Drawer {
        self.contacts.entry(contact).or_default()
    }

    /// As this tab keeps it over a reload: a line for what is the same for all, and a line a contact.
    pub fn write(&self) -> String {
        let mut text = [&self.height.to_string(), flag(Some(self.closed_beside))].join("\t");
        let name = |panel: Option<Panel>| panel.map_or("", Panel::name);
        for (contact, drawer) in &self.contacts {
            let id = contact.as_ref().map_or("", ContactId::as_str);
            let line = [id, flag(drawer.open), name(drawer.panel), name(drawer.second)].join("\t");
            text.push('\n');
            text.push_str(&line);
        }
        text
    }

    /// What cannot be read is as if nobody had touched it.
    pub fn parse(text: &str) -> Self {
        let mut drawers = Self::default();
        let mut lines = text.lines().map(|line| line.split('\t'));
        if let Some(mut all) = lines.next() {
            drawers.set_height(all.next().and_then(|height| height.parse().ok()).unwrap_or(HEIGHT));
            drawers.closed_beside = parse_flag(all.next()).unwrap_or_default();
        }
        for mut line in lines {
            let contact = line.next().filter(|id| !id.is_empty()).map(ContactId::from);
            *drawers.change(contact) = Drawer {
                open: parse_flag(line.next()),
                panel: line.next().and_then(Panel::find),
                second: line.next().and_then(Panel::find),
            };
        }
        drawers
    }
}

fn flag(flag: Option<bool>) -> &'static str {
    match flag {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

fn parse_flag(text: Option<&str>) -> Option<bool> {
    match text? {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Panel::{Actions, Attributes, Data, History};
    use super::*;

    const PANELS: [Panel; 4] = [Attributes, Actions, Data, History];

    fn id(contact: &str) -> Option<ContactId> {
        Some(contact.into())
    }

    #[test]
    fn over_the_phone_each_contact_has_its_own_drawer() {
        let mut drawers = Drawers::default();
        drawers.toggle(id("a"), false);
        assert!(drawers.is_open(&id("a"), false));
        assert!(!drawers.is_open(&id("b"), false) && !drawers.is_open(&None, false));
        drawers.toggle(id("a"), false);
        assert!(!drawers.is_open(&id("a"), false));
        assert!(drawers.is_open(&id("b"), true), "what is closed over the phone says nothing of beside it");
    }

    #[test]
    fn beside_the_phone_it_is_there_until_the_agent_wants_the_room() {
        let mut drawers = Drawers::default();
        assert!(drawers.is_open(&id("a"), true));
        drawers.show(id("b"), Data, Some(Attributes));
        drawers.toggle(id("a"), true);
        assert!(!drawers.is_open(&id("a"), true) && !drawers.is_open(&id("new"), true));
        assert!(drawers.is_open(&id("b"), true), "this one was opened by somebody");
        drawers.toggle(id("new"), true);
        assert!(drawers.is_open(&id("newer"), true));
    }

    #[test]
    fn a_panel_from_the_menu_takes_the_second_tab_and_keeps_it() {
        let mut drawers = Drawers::default();
        let tabs = |drawers: &Drawers, contact| drawers.in_place(&contact, &PANELS);
        assert_eq!(tabs(&drawers, id("a")), PANELS);
        drawers.show(id("a"), History, Some(Attributes));
        assert_eq!(tabs(&drawers, id("a")), [Attributes, History, Actions, Data]);
        drawers.show(id("a"), Attributes, Some(Attributes));
        assert_eq!(tabs(&drawers, id("a")), [Attributes, History, Actions, Data]);
        assert_eq!(drawers.panel(&id("a"), &PANELS), Attributes);
        assert_eq!(tabs(&drawers, id("b")), PANELS, "another contact's tabs are its own");
    }

    #[test]
    fn a_panel_that_is_no_longer_there_gives_way_to_the_first() {
        let mut drawers = Drawers::default();
        drawers.show(None, History, Some(Attributes));
        assert_eq!(drawers.panel(&None, &[Data, Actions]), Data);
        assert_eq!(drawers.in_place(&None, &[Data, Actions]), [Data, Actions]);
        assert_eq!(drawers.panel(&None, &PANELS), History);
    }

    #[test]
    fn a_reload_brings_back_what_this_tab_had() {
        let mut drawers = Drawers::default();
        drawers.show(id("a"), History, Some(Attributes));
        drawers.toggle(id("b"), true);
        drawers.toggle(None, false);
        drawers.set_height(60);
        assert_eq!(Drawers::parse(&drawers.write()), drawers);
    }

    #[test]
    fn what_cannot_be_read_counts_as_untouched() {
        assert_eq!(Drawers::parse(""), Drawers::default());
        assert_eq!(Drawers::parse("high\tperhaps"), Drawers::default());
        assert_eq!(Drawers::parse("99\tno").height, *HEIGHTS.end());
        let odd = Drawers::parse("50\tno\na\tyes\twisdom");
        assert!(odd.is_open(&id("a"), false));
        assert_eq!(odd.panel(&id("a"), &PANELS), Attributes);
    }

    #[test]
    fn drawers_go_with_their_contacts() {
        let mut drawers = Drawers::default();
        drawers.toggle(id("a"), false);
        drawers.toggle(None, false);
        drawers.retain(|contact| contact.as_str() != "a");
        assert!(!drawers.is_open(&id("a"), false) && drawers.is_open(&None, false));
    }
}
