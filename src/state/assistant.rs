//! The assistant's frame: when it is loaded, and when it has to go.

use cti_ports::Link;

use super::{Panel, State};

/// How its frame stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assistant {
    #[default]
    Away,
    Loading,
    Shown,
    /// It could not be loaded, or its page did not come in time.
    Failed,
    /// It is of a region that is no longer in charge.
    Outdated,
}

impl State {
    /// Whether the assistant's frame is to be loaded now, or to go; nothing where it is as it should be.
    ///
    /// It is loaded when it is first looked at and stays from then on, whatever is looked at. Whoever signs in
    /// next has to find nothing of the agent before.
    pub fn assistant_due(&self) -> Option<bool> {
        let is_offered = self.panels().contains(&Panel::Assistant);
        let is_there = self.assistant != Assistant::Away;
        if is_there && (!is_offered || self.assistant == Assistant::Outdated || self.link == Link::SignedOut)
        {
            return Some(false);
        }
        let is_seen = is_offered && self.panel() == Panel::Assistant && self.is_open();
        (is_seen && !is_there && self.link == Link::Up).then_some(true)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use cti_core::settings::{Configuration, Feature};

    use super::*;
    use crate::state::{Change, Settings};

    fn state() -> State {
        let feature = Feature {
            name: "FEATURE_AMAZONQ_PANEL".to_owned(),
            value: "Enabled: true\nIgnorePermissionSet: true".to_owned(),
            active: true,
        };
        let configuration = Configuration { features: vec![feature], ..Configuration::default() };
        let settings = Settings::Loaded(Rc::new(configuration));
        State { link: Link::Up, settings, ..State::default() }
    }

    fn due(state: &mut State, change: Change) -> Option<bool> {
        state.apply(change);
        state.assistant_due()
    }

    #[test]
    fn it_is_loaded_when_it_is_first_seen_and_stays() {
        let mut state = state();
        assert_eq!(state.assistant_due(), None, "nobody has looked at it");
        assert_eq!(due(&mut state, Change::ShowPanel(Panel::Assistant)), Some(true));
        assert_eq!(due(&mut state, Change::Assistant(Assistant::Loading)), None);
        assert_eq!(due(&mut state, Change::Assistant(Assistant::Shown)), None);
        assert_eq!(due(&mut state, Change::ShowPanel(Panel::Attributes)), None);
        assert_eq!(due(&mut state, Change::ToggleDrawer), None);
    }

    #[test]
    fn it_waits_for_the_sign_in_and_goes_with_it() {
        let mut state = state();
        state.apply(Change::ShowPanel(Panel::Assistant));
        assert_eq!(due(&mut state, Change::Link(Link::SignedOut)), None);
        assert_eq!(due(&mut state, Change::Link(Link::Up)), Some(true));
        state.apply(Change::Assistant(Assistant::Shown));
        assert_eq!(due(&mut state, Change::Link(Link::Lost)), None, "the phone alone is in trouble");
        assert_eq!(due(&mut state, Change::Link(Link::SignedOut)), Some(false));
    }

    #[test]
    fn another_region_and_other_settings_end_it() {
        let mut state = state();
        state.apply(Change::ShowPanel(Panel::Assistant));
        assert_eq!(due(&mut state, Change::Assistant(Assistant::Outdated)), Some(false));
        assert_eq!(due(&mut state, Change::Assistant(Assistant::Away)), Some(true));
        state.apply(Change::Assistant(Assistant::Shown));
        let none = Settings::Loaded(Rc::default());
        assert_eq!(due(&mut state, Change::Settings(none)), Some(false));
    }

    #[test]
    fn a_failure_is_not_tried_again_by_itself() {
        let mut state = state();
        state.apply(Change::ShowPanel(Panel::Assistant));
        assert_eq!(due(&mut state, Change::Assistant(Assistant::Failed)), None);
    }
}
