//! The recordings of calls: one machine, whether a flow or the agent asks.

use cti_core::{Contact, Recording, RecordingAction};
use cti_ports::PortError;

use super::Session;
use crate::lines::Why;
use crate::state::{Change, Panel, RecordingChange};

const NAMES: [(&str, Recording); 4] = [
    ("idle", Recording::Idle),
    ("running", Recording::Running),
    ("paused", Recording::Paused),
    ("stopped", Recording::Stopped),
];

impl Session {
    /// What the recording of a contact is, as far as this agent's tabs know.
    pub fn recording(&self, contact: &Contact) -> Recording {
        let kept = self.journal.kept(&fact(contact.contact_id.as_str()));
        let known = kept.and_then(|kept| NAMES.iter().find(|row| row.0 == kept).map(|row| row.1));
        known.unwrap_or_else(|| Recording::of(contact))
    }

    /// Does it, and remembers it once Connect has said yes.
    pub async fn record(
        &self,
        action: RecordingAction,
        contact_id: &str,
        initial_contact_id: &str,
    ) -> Result<(), PortError> {
        let contact = self.contact(&contact_id.into());
        let contact = contact.ok_or_else(|| refused("noContact", "the contact is gone"))?;
        let next = self.recording(&contact).after(action).map_err(|reason| refused("recording", reason))?;
        // A flow and the agent, or two flows: what the second may do depends on what the first comes to.
        let shown = self.hub.state().recordings.get(&contact.contact_id).and_then(|shown| shown.under_way);
        if shown.is_some() {
            return Err(refused("recording", "the last change of the recording has not been answered yet"));
        }
        let tell = |change| self.hub.apply(Change::Recording(contact.contact_id.clone(), change));
        tell(RecordingChange::UnderWay(action));
        let answer = self.ports.org.recording(action, contact_id, initial_contact_id).await;
        if answer.is_ok() {
            let name = NAMES.iter().find(|row| row.1 == next).map_or("", |row| row.0);
            self.journal.keep(&fact(contact_id), name, self.ports.clock.now());
        }
        tell(RecordingChange::Ended(action, answer.as_ref().map(|_| ()).map_err(why)));
        self.show_recordings();
        answer
    }

    /// The agent has pressed a button about the contact that is looked at. How it ends stands in the state.
    pub async fn record_selected(&self, action: RecordingAction) {
        if let Some(contact) = self.hub.state().selected() {
            let (id, initial) = (contact.contact_id.as_str(), contact.initial_id().as_str());
            // What the machine does not allow has no button that could be pressed.
            let _ = self.record(action, id, initial).await;
        }
    }

    /// Shows what this and other tabs, flows and the contact flow have made of the recordings.
    pub fn show_recordings(&self) {
        let state = self.hub.state();
        if !state.panels().contains(&Panel::Recording) {
            return;
        }
        for contact in state.contacts.iter().filter(|contact| contact.r#type.is_phone()) {
            let shown = state.recordings.get(&contact.contact_id).map(|shown| shown.now);
            let now = self.recording(contact);
            if shown.unwrap_or_default() != now {
                let change = RecordingChange::Is(now);
                self.hub.apply(Change::Recording(contact.contact_id.clone(), change));
            }
        }
    }
}

fn fact(contact_id: &str) -> String {
    format!("recording/{contact_id}")
}

fn why(error: &PortError) -> Why {
    match error {
        PortError::TimedOut { .. } => Why::NoAnswer,
        _ => Why::Refused(error.to_string()),
    }
}

fn refused(code: &str, message: &str) -> PortError {
    PortError::Rejected { code: code.to_owned(), message: message.to_owned() }
}
