//! Keeps the day's account: contacts that are there, events that nobody ran, a line when the day is over.

use std::rc::Rc;

use cti_core::Contact;
use cti_core::event::Event;
use cti_ports::Level;

use super::Session;
use super::reconciliation::{Counted, day_of};

impl Session {
    /// The day by the clock on the agent's wall.
    pub(super) fn today(&self) -> i64 {
        let clock = &self.ports.clock;
        let now = clock.now();
        day_of(now, clock.utc_offset(now))
    }

    pub(super) fn reconcile(&self, contacts: &[Rc<Contact>]) {
        let today = self.today();
        self.journal.days().see(today, contacts.iter().map(|contact| &contact.contact_id));
        let before = self.inner.borrow_mut().day.replace(today);
        if before.is_some_and(|before| before != today) {
            self.close_days();
        }
    }

    /// A line about each day that is over, once for all tabs and reloads.
    pub(super) fn close_days(&self) {
        let today = self.today();
        for day in self.journal.days().all() {
            if day.number < today
                && self.journal.claim(&format!("day/{}", day.number), self.ports.clock.now())
            {
                let level = if day.missing() > 0 { Level::Warn } else { Level::Info };
                self.ports.log.write(level, &day.line());
            }
        }
    }

    /// Events that waited in vain for a tab to run them, unless another tab has.
    pub(super) fn tell_lost(&self, events: &[Event]) {
        for event in events {
            let flows = self.inner.borrow().bindings.of(event.source, event.name);
            if flows.iter().all(|flow| self.journal.is_claimed(&event.key(&flow.id))) {
                continue;
            }
            let (key, now) = (event.key("lost"), self.ports.clock.now());
            if self.journal.claim(&key, now) {
                self.journal.days().count(self.today(), Counted::Lost, 1);
                let contact = event.contact.as_ref().map_or("", |contact| contact.contact_id.as_str());
                let line = format!("no tab was there to run the flows of {}", event.name);
                self.ports.log.write_about(Level::Warn, contact, &line);
            }
        }
    }
}
