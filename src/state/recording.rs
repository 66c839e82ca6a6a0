//! The recording of a call as the agent sees it: what it is, what is under way, what did not work.

use cti_core::{Contact, ContactState, Recording, RecordingAction};

use crate::lines::Why;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordingView {
    pub now: Recording,
    /// Connect has been asked and has not answered yet.
    pub under_way: Option<RecordingAction>,
    /// What was asked for last did not work.
    pub failed: Option<(RecordingAction, Why)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RecordingChange {
    Is(Recording),
    UnderWay(RecordingAction),
    Ended(RecordingAction, Result<(), Why>),
}

/// Why a button does nothing now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unable {
    NoContact,
    NoCall,
    NotConnected,
    UnderWay,
    NotStarted,
    Stopped,
}

/// One of the two buttons: what it does, or why it does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordingButton {
    pub action: RecordingAction,
    pub unable: Option<Unable>,
}

impl RecordingView {
    pub fn apply(&mut self, change: RecordingChange) {
        match change {
            RecordingChange::Is(now) if now == self.now => {}
            RecordingChange::Is(now) => (self.now, self.failed) = (now, None),
            RecordingChange::UnderWay(action) => (self.under_way, self.failed) = (Some(action), None),
            RecordingChange::Ended(action, outcome) => {
                self.under_way = None;
                self.failed = outcome.err().map(|why| (action, why));
            }
        }
    }
}

/// Start or stop, then pause or resume.
pub fn buttons(contact: Option<&Contact>, view: &RecordingView) -> [RecordingButton; 2] {
    let unable = match contact {
        None => Some(Unable::NoContact),
        Some(contact) if !contact.r#type.is_phone() => Some(Unable::NoCall),
        Some(contact) if contact.state != ContactState::Connected => Some(Unable::NotConnected),
        Some(_) if view.under_way.is_some() => Some(Unable::UnderWay),
        Some(_) if view.now == Recording::Stopped => Some(Unable::Stopped),
        Some(_) => None,
    };
    let first = if matches!(view.now, Recording::Running | Recording::Paused) {
        RecordingAction::Stop
    } else {
        RecordingAction::Start
    };
    let second =
        if view.now == Recording::Paused { RecordingAction::Resume } else { RecordingAction::Suspend };
    [first, second].map(|action| {
        let refused = || view.now.after(action).is_err().then_some(Unable::NotStarted);
        RecordingButton { action, unable: unable.or_else(refused) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::Channel;

    fn check(contact: Option<(Channel, ContactState)>, view: &RecordingView, expected: &str) {
        let contact =
            contact.map(|(channel, state)| Contact { r#type: channel, state, ..Contact::default() });
        let shown = buttons(contact.as_ref(), view).map(|button| match button.unable {
            None => format!("{:?}", button.action),
            Some(why) => format!("({:?}: {why:?})", button.action),
        });
        assert_eq!(shown.join(" "), expected);
    }

    fn is(now: Recording) -> RecordingView {
        RecordingView { now, ..RecordingView::default() }
    }

    #[test]
    fn two_buttons_in_every_state_of_a_recording() {
        let call = || Some((Channel::Voice, ContactState::Connected));
        check(call(), &is(Recording::Idle), "Start (Suspend: NotStarted)");
        check(call(), &is(Recording::Running), "Stop Suspend");
        check(call(), &is(Recording::Paused), "Stop Resume");
        check(call(), &is(Recording::Stopped), "(Start: Stopped) (Suspend: Stopped)");
        let asked = RecordingView { under_way: Some(RecordingAction::Stop), ..is(Recording::Running) };
        check(call(), &asked, "(Stop: UnderWay) (Suspend: UnderWay)");
        let callback = Some((Channel::QueueCallback, ContactState::Connected));
        check(callback, &is(Recording::Running), "Stop Suspend");
    }

    #[test]
    fn without_a_live_call_both_are_off_and_say_why() {
        let idle = is(Recording::Idle);
        check(None, &idle, "(Start: NoContact) (Suspend: NoContact)");
        check(Some((Channel::Chat, ContactState::Connected)), &idle, "(Start: NoCall) (Suspend: NoCall)");
        for state in [ContactState::Connecting, ContactState::Ended] {
            check(Some((Channel::Voice, state)), &idle, "(Start: NotConnected) (Suspend: NotConnected)");
        }
    }

    #[test]
    fn a_failure_keeps_the_state_and_is_told_until_something_changes() {
        let mut view = is(Recording::Running);
        view.apply(RecordingChange::UnderWay(RecordingAction::Suspend));
        view.apply(RecordingChange::Ended(RecordingAction::Suspend, Err(Why::NoAnswer)));
        assert_eq!(view.now, Recording::Running);
        view.apply(RecordingChange::Is(Recording::Running));
        assert!(view.failed.is_some(), "the next snapshot says nothing new");
        view.apply(RecordingChange::Is(Recording::Paused));
        assert_eq!(view, is(Recording::Paused));
    }
}
