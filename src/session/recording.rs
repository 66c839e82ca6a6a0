//! The recordings of calls: one machine, whether a flow or the agent asks.

use cti_core::{Contact, Recording, RecordingAction};
use cti_ports::PortError;

use super::Session;

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
        self.ports.org.recording(action, contact_id, initial_contact_id).await?;
        let name = NAMES.iter().find(|row| row.1 == next).map_or("", |row| row.0);
        self.journal.keep(&fact(contact_id), name, self.ports.clock.now());
        Ok(())
    }
}

fn fact(contact_id: &str) -> String {
    format!("recording/{contact_id}")
}

fn refused(code: &str, message: &str) -> PortError {
    PortError::Rejected { code: code.to_owned(), message: message.to_owned() }
}
