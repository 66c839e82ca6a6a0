//! What happens by itself after a while: called people answer.

use super::leg::LegState;
use super::{ContactState, Instance, Outgoing};

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Timer {
    /// Milliseconds since the epoch.
    due: f64,
    contact_id: String,
    leg_id: String,
}

impl Instance {
    /// The person at the other end of this leg answers after the usual time.
    pub(super) fn answer_later(&mut self, contact_id: &str, leg_id: &str) {
        let Some(after_ms) = self.options.answer_after_ms else { return };
        self.timers.push(Timer {
            due: self.now + after_ms as f64,
            contact_id: contact_id.to_owned(),
            leg_id: leg_id.to_owned(),
        });
        self.outgoing.push(Outgoing::Wake { after_ms });
    }

    /// Does what is due; call it at the times that `Outgoing::Wake` names.
    pub fn tick(&mut self) {
        let now = self.now;
        // A timer of the operating system may be a little early.
        let (due, later) =
            std::mem::take(&mut self.timers).into_iter().partition(|timer| timer.due <= now + 5.0);
        self.timers = later;
        let due: Vec<Timer> = due;
        for timer in due {
            self.answer(&timer.contact_id, &timer.leg_id);
        }
    }

    /// A called leg answers; nothing happens if it is no longer ringing.
    pub(super) fn answer(&mut self, contact_id: &str, leg_id: &str) -> bool {
        let now = self.now;
        let Some(contact) = self.contact_mut(contact_id) else { return false };
        let Some(leg) = contact.leg_mut(leg_id).filter(|leg| leg.state == LegState::Connecting) else {
            return false;
        };
        leg.set(LegState::Connected, now);
        let initial = leg.initial;
        // The customer's leg is up a moment before the contact is.
        self.changed(0);
        if initial
            && let Some(contact) = self.contact_mut(contact_id)
            && contact.state == ContactState::Connecting
        {
            contact.connect(now);
            self.changed(0);
        }
        true
    }
}
