//! What the Actions panel shows of one contact: how its actions went, and what was typed into their forms.

use std::rc::Rc;

use cti_core::action::{ActionError, Offer};
use litemap::LiteMap;

pub use cti_core::action::Form;

/// The panel, as data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actions {
    /// How the last run of each action went, by the action's name.
    pub runs: LiteMap<String, ActionState>,
    /// The action that was run last.
    pub latest: Option<String>,
    /// What stands in place of the list.
    pub open: Option<Open>,
    /// What has been typed into each form and is not submitted yet.
    pub drafts: LiteMap<String, Form>,
    /// What flows offer for each form.
    pub offers: LiteMap<String, Search<Offer>>,
    /// The agent's voicemail drops.
    pub drops: Option<Search<Vec<VoicemailDrop>>>,
    /// The drop that was left last, by name, and how that went.
    pub left: Option<(String, ActionState)>,
}

/// How an action stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionState {
    Running,
    Done,
    Failed(ActionError),
}

impl ActionState {
    pub fn of(ended: &Result<(), ActionError>) -> Self {
        match ended {
            Ok(()) => Self::Done,
            Err(error) => Self::Failed(error.clone()),
        }
    }
}

/// What is being looked for, and what was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Search<T> {
    Underway,
    Found(Rc<T>),
    Failed(ActionError),
}

impl<T> Search<T> {
    pub fn of(found: Result<T, ActionError>) -> Self {
        match found {
            Ok(found) => Self::Found(Rc::new(found)),
            Err(error) => Self::Failed(error),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// The form of an action.
    Form(String),
    Drops,
}

/// A voicemail drop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoicemailDrop {
    pub name: String,
    pub language: String,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ActionChange {
    Open(Option<Open>),
    Draft(String, Form),
    Run(String, ActionState),
    Offer(String, Search<Offer>),
    Drops(Search<Vec<VoicemailDrop>>),
    Leave(String, ActionState),
}

/// What the agent asks for in the panel, about the contact that it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionWish {
    Open(Open),
    Back,
    Type(String, Form),
    Run(String, Form),
    /// Has the open form's choices or the drops looked for once more.
    SearchAgain,
    /// Leaves the call to a voicemail drop.
    Leave(String),
}

impl Actions {
    pub fn apply(&mut self, change: ActionChange) {
        match change {
            ActionChange::Open(open) => self.open = open,
            ActionChange::Draft(action, form) => drop(self.drafts.insert(action, form)),
            ActionChange::Run(action, state) => {
                if state == ActionState::Done {
                    // What was submitted is over; what failed can be put right and submitted again.
                    self.drafts.remove(&action);
                }
                self.latest = Some(action.clone());
                self.runs.insert(action, state);
            }
            ActionChange::Offer(action, found) => drop(self.offers.insert(action, found)),
            ActionChange::Drops(found) => self.drops = Some(found),
            ActionChange::Leave(name, state) => self.left = Some((name, state)),
        }
    }

    pub fn is_running(&self, action: &str) -> bool {
        self.runs.get(action) == Some(&ActionState::Running)
    }

    /// What came of actions says nothing about whoever is next.
    pub fn forget(&mut self) {
        self.runs.retain(|_, state| *state == ActionState::Running);
        self.latest = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Change, State};
    use cti_core::{Contact, ContactId, ContactState};

    fn state(contacts: &[&str]) -> State {
        let mut state = State::default();
        shows(&mut state, contacts);
        state
    }

    fn shows(state: &mut State, contacts: &[&str]) {
        let contact = |id: &&str| {
            Rc::new(Contact {
                contact_id: (*id).into(),
                state: ContactState::Connected,
                ..Contact::default()
            })
        };
        state.apply(Change::Contacts(contacts.iter().map(contact).collect()));
    }

    fn ran(state: &mut State, contact: Option<&str>, how: ActionState) {
        let contact = contact.map(ContactId::from);
        state.apply(Change::Action(contact, ActionChange::Run("Log".to_owned(), how)));
    }

    fn shown(state: &State) -> Option<ActionState> {
        state.actions.get(&state.selected_id())?.runs.get("Log").cloned()
    }

    #[test]
    fn what_came_of_an_action_stands_with_its_contact_only() {
        let mut state = state(&["a", "b"]);
        state.apply(Change::Viewed(Some("a".into())));
        ran(&mut state, Some("a"), ActionState::Done);
        assert_eq!(shown(&state), Some(ActionState::Done));
        state.apply(Change::Viewed(Some("b".into())));
        assert_eq!(shown(&state), None);
        ran(&mut state, Some("b"), ActionState::Running);
        state.apply(Change::Viewed(Some("a".into())));
        assert_eq!(shown(&state), Some(ActionState::Done));
        shows(&mut state, &["b"]);
        assert_eq!(shown(&state), Some(ActionState::Running));
        shows(&mut state, &["a", "b"]);
        state.apply(Change::Viewed(Some("a".into())));
        assert_eq!(shown(&state), None, "a contact that was gone comes back as a new one");
    }

    #[test]
    fn an_action_that_outlives_its_contact_leaves_nothing_behind() {
        let mut state = state(&["a"]);
        ran(&mut state, Some("a"), ActionState::Running);
        shows(&mut state, &[]);
        ran(&mut state, Some("a"), ActionState::Done);
        assert!(state.actions.is_empty());
    }

    #[test]
    fn what_came_of_an_action_about_nobody_is_gone_with_the_next_contact() {
        let mut state = state(&[]);
        ran(&mut state, None, ActionState::Done);
        state.apply(Change::Action(None, ActionChange::Draft("Log".to_owned(), Form::new())));
        assert_eq!(shown(&state), Some(ActionState::Done));
        shows(&mut state, &["a"]);
        shows(&mut state, &[]);
        assert_eq!(shown(&state), None);
        assert!(state.actions.get(&None).unwrap().drafts.contains_key("Log"), "what was typed is kept");
    }

    #[test]
    fn what_was_typed_is_kept_until_it_was_good_for_something() {
        let mut actions = Actions::default();
        let form: Form = [("why".to_owned(), "x".to_owned())].into_iter().collect();
        actions.apply(ActionChange::Draft("Log".to_owned(), form.clone()));
        actions.apply(ActionChange::Run("Log".to_owned(), ActionState::Failed(ActionError::TimedOut)));
        assert_eq!(actions.drafts.get("Log"), Some(&form));
        actions.apply(ActionChange::Run("Log".to_owned(), ActionState::Done));
        assert_eq!(actions.drafts.get("Log"), None);
    }
}
