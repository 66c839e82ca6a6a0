//! Who is called into a call. Connect shows that somebody is, and not always who.

use cti_core::event::Event;
use cti_core::lifecycle::UNKNOWN_TARGET;
use cti_core::{ContactState, Millis};
use serde_json::Value;

use super::Session;

/// As long as asking for it may take.
const SHOWN_WITHIN_MS: Millis = cti_ports::TIME_LIMIT_MS as Millis;

impl Session {
    /// A flow calls somebody into the agent's call, or has failed to. Without a call there is nothing to call into.
    pub fn calls_in(&self, target: Option<&str>) {
        let now = self.ports.clock.now();
        let mut inner = self.inner.borrow_mut();
        let talks = inner
            .lifecycle
            .contacts()
            .any(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected);
        inner.called_in = target.filter(|_| talks).map(|target| (target.to_owned(), now));
    }

    /// Says who it is where we have called: a wrong name would be worse than none.
    pub(super) fn name_target(&self, event: &mut Event) {
        let called = self.inner.borrow_mut().called_in.take();
        let now = self.ports.clock.now();
        if let (Some((name, since)), Some(target)) = (called, event.payload.get_mut("target"))
            && target == UNKNOWN_TARGET
            && now - since <= SHOWN_WITHIN_MS
        {
            *target = Value::from(name);
        }
    }
}
