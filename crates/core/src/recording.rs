//! The recording of a call: what may be done to it, and what it then is.
//!
//! Connect does not tell whether a call is being recorded, so the state is what we did, and what the contact
//! flow says in the attribute `RECORDING_STARTED`.

use crate::Contact;

/// What can be done with a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingAction {
    Start,
    Stop,
    Suspend,
    Resume,
}

/// What a recording is. Stopped is final for a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recording {
    #[default]
    Idle,
    Running,
    Paused,
    Stopped,
}

/// The attribute by which a contact flow says that it records.
const STARTED: &str = "RECORDING_STARTED";

impl RecordingAction {
    pub const ALL: [Self; 4] = [Self::Start, Self::Stop, Self::Suspend, Self::Resume];

    /// The name of Connect's call, and of the org's action that makes it.
    pub fn call(self) -> &'static str {
        match self {
            Self::Start => "startContactRecording",
            Self::Stop => "stopContactRecording",
            Self::Suspend => "suspendContactRecording",
            Self::Resume => "resumeContactRecording",
        }
    }
}

impl Recording {
    /// What a recording is that nobody has touched here.
    pub fn of(contact: &Contact) -> Self {
        let started = contact.attributes.get(STARTED);
        let started = started.is_some_and(|value| value.trim().eq_ignore_ascii_case("true"));
        if started { Self::Running } else { Self::Idle }
    }

    /// What it is after an action; the reason where that cannot be done now.
    pub fn after(self, action: RecordingAction) -> Result<Self, &'static str> {
        match (self, action) {
            (Self::Idle, RecordingAction::Start) => Ok(Self::Running),
            (Self::Running, RecordingAction::Suspend) => Ok(Self::Paused),
            (Self::Paused, RecordingAction::Resume) => Ok(Self::Running),
            (Self::Running | Self::Paused, RecordingAction::Stop) => Ok(Self::Stopped),
            (Self::Stopped, _) => Err("the recording was stopped and cannot go on for this contact"),
            (_, RecordingAction::Start) => Err("the recording runs already"),
            (Self::Idle, _) => Err("the recording has not been started"),
            (_, RecordingAction::Suspend) => Err("the recording is paused already"),
            (_, RecordingAction::Resume) => Err("the recording is not paused"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: Recording, allowed: [Option<Recording>; 4]) {
        for (action, expected) in RecordingAction::ALL.into_iter().zip(allowed) {
            assert_eq!(from.after(action).ok(), expected, "{from:?} {action:?}");
        }
    }

    #[test]
    fn every_state_allows_what_its_buttons_show() {
        use Recording::{Idle, Paused, Running, Stopped};
        check(Idle, [Some(Running), None, None, None]);
        check(Running, [None, Some(Stopped), Some(Paused), None]);
        check(Paused, [None, Some(Stopped), None, Some(Running)]);
        check(Stopped, [None, None, None, None]);
    }

    #[test]
    fn the_contact_flow_may_have_started_it() {
        let mut contact = Contact::default();
        assert_eq!(Recording::of(&contact), Recording::Idle);
        contact.attributes.insert(STARTED.to_owned(), " True ".to_owned());
        assert_eq!(Recording::of(&contact), Recording::Running);
    }
}
