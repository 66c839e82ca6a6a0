//! Turns snapshots of an agent's contacts into the events of each contact's life.
//!
//! Connect coalesces fast changes, repeats unchanged snapshots and never replays, so events are derived
//! from what is different, not from the callbacks of a library. Every ending gives exactly one `onEnded`
//! and then, once the contact is gone, exactly one `onDestroy` that still carries the last live data.

use std::rc::Rc;

use serde_json::json;

use crate::contact::{Channel, Contact, ContactState};
use crate::event::{Event, Recurrence, Source};

/// The contacts an agent has, as last seen.
#[derive(Debug, Default)]
pub struct Lifecycle {
    known: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    contact: Rc<Contact>,
    accepted: bool,
    ended: bool,
}

impl Lifecycle {
    /// Takes the contacts of a snapshot and says what happened since the last one, in order:
    /// what changed or came, then what is gone.
    pub fn observe(&mut self, contacts: Vec<Contact>) -> Vec<Event> {
        let mut events = Vec::new();
        let before = std::mem::take(&mut self.known);
        let mut gone: Vec<Option<Known>> = before.into_iter().map(Some).collect();
        for contact in contacts {
            let known = gone
                .iter_mut()
                .find(|slot| {
                    slot.as_ref().is_some_and(|known| known.contact.contact_id == contact.contact_id)
                })
                .and_then(Option::take);
            self.known.push(match known {
                Some(known) => known.advance(contact, &mut events),
                None => Known::first_seen(contact, &mut events),
            });
        }
        for known in gone.into_iter().flatten() {
            known.leave(&mut events);
        }
        events
    }

    pub fn contacts(&self) -> impl Iterator<Item = &Rc<Contact>> {
        self.known.iter().map(|known| &known.contact)
    }
}

impl Known {
    fn first_seen(contact: Contact, events: &mut Vec<Event>) -> Self {
        let contact = Rc::new(contact);
        let mut known = Self { contact, accepted: false, ended: false };
        known.enter_state(None, events);
        known
    }

    fn advance(mut self, mut contact: Contact, events: &mut Vec<Event>) -> Self {
        let old = self.contact.state;
        // Direction and number belong to the first leg; a torn-down leg must not change them.
        contact.is_inbound = self.contact.is_inbound;
        if contact.phone_number.is_empty() {
            contact.phone_number.clone_from(&self.contact.phone_number);
        }
        if contact == *self.contact {
            return self;
        }
        self.contact = Rc::new(contact);
        if self.contact.state != old {
            self.enter_state(Some(old), events);
        }
        events.push(contact_event("onRefresh", &self.contact));
        self
    }

    fn leave(mut self, events: &mut Vec<Event>) {
        self.end(events);
        events.push(contact_event("onDestroy", &self.contact));
    }

    fn enter_state(&mut self, from: Option<ContactState>, events: &mut Vec<Event>) {
        self.accept(from, events);
        let state = self.contact.state;
        match state {
            ContactState::Incoming => events.push(contact_event("onIncoming", &self.contact)),
            ContactState::Pending => events.push(contact_event("onPending", &self.contact)),
            ContactState::Connecting => events.push(contact_event("onConnecting", &self.contact)),
            ContactState::Connected => events.push(contact_event("onConnected", &self.contact)),
            _ if state.is_over() => {
                let missed = matches!(state, ContactState::Missed | ContactState::Rejected)
                    || (state == ContactState::Error && from.is_none_or(ContactState::is_ringing));
                let first = !self.ended;
                self.end(events);
                if missed && first {
                    events.push(contact_event("onMissed", &self.contact));
                }
            }
            _ => {}
        }
    }

    /// An agent takes a queued callback before it is dialled, and everything else when it connects.
    fn accept(&mut self, from: Option<ContactState>, events: &mut Vec<Event>) {
        let Some(from) = from else { return };
        let callback = self.contact.r#type == Channel::QueueCallback;
        let taken = match self.contact.state {
            ContactState::Connected => from.is_ringing() && (callback || self.contact.is_inbound),
            ContactState::Connecting | ContactState::Pending => callback && from == ContactState::Incoming,
            _ => false,
        };
        if taken && !self.accepted {
            self.accepted = true;
            events.push(contact_event("onAccepted", &self.contact));
        }
    }

    fn end(&mut self, events: &mut Vec<Event>) {
        if !self.ended {
            self.ended = true;
            events.push(contact_event("onEnded", &self.contact));
        }
    }
}

/// An event of a contact's own source, with the payload that all contact events share.
pub fn contact_event(name: &'static str, contact: &Rc<Contact>) -> Event {
    let recurrence = match name {
        "onRefresh" | "onViewContact" => Recurrence::EachOccurrence,
        _ => Recurrence::OncePerContact,
    };
    Event {
        source: Source::of_channel(&contact.r#type),
        name,
        recurrence,
        occurrence: contact.contact_id.to_string(),
        contact: Some(Rc::clone(contact)),
        payload: json!({
            "contactId": contact.contact_id,
            "initialContactId": contact.initial_contact_id,
            "type": contact.r#type,
            "event": name,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Steps are snapshots: `a:connecting b:connected`, separated by `;`. An empty step has no contact.
    fn check(steps: &str, expected: Expect) {
        check_with(steps, |_| {}, expected);
    }

    fn check_with(steps: &str, prepare: impl Fn(&mut Contact), expected: Expect) {
        let mut lifecycle = Lifecycle::default();
        let mut lines = String::new();
        for step in steps.split(';') {
            let contacts = step.split_whitespace().map(|text| {
                let (id, state) = text.split_once(':').unwrap();
                let mut contact = Contact { contact_id: id.into(), ..Contact::default() };
                prepare(&mut contact);
                contact.state = serde_json::from_value(state.into()).unwrap();
                contact
            });
            let events = lifecycle.observe(contacts.collect());
            let names: Vec<_> = events
                .iter()
                .filter(|event| event.name != "onRefresh")
                .map(|event| format!("{}[{}]", event.name, event.occurrence))
                .collect();
            lines += &format!("{}\n", names.join(" "));
        }
        expected.assert_eq(&lines);
    }

    #[test]
    fn an_inbound_call_from_ring_to_clear() {
        check(
            "a:connecting;a:connected;a:ended;",
            expect![[r#"
                onConnecting[a]
                onAccepted[a] onConnected[a]
                onEnded[a]
                onDestroy[a]
            "#]],
        );
    }

    #[test]
    fn a_missed_call_ends_once() {
        check("a:connecting;a:missed;", expect!["onConnecting[a]\nonEnded[a] onMissed[a]\nonDestroy[a]\n"]);
    }

    #[test]
    fn a_rejected_call_ends_once() {
        check(
            "a:connecting;a:rejected;a:ended;",
            expect!["onConnecting[a]\nonEnded[a] onMissed[a]\n\nonDestroy[a]\n"],
        );
    }

    #[test]
    fn a_contact_that_vanishes_ends_before_it_is_destroyed() {
        check("a:connected;", expect!["onConnected[a]\nonEnded[a] onDestroy[a]\n"]);
    }

    #[test]
    fn a_contact_found_at_start_raises_its_present_state() {
        check("a:connected b:connecting c:ended", expect!["onConnected[a] onConnecting[b] onEnded[c]\n"]);
    }

    #[test]
    fn coalesced_changes_lose_nothing_that_matters() {
        check("a:connecting;a:ended;", expect!["onConnecting[a]\nonEnded[a]\nonDestroy[a]\n"]);
    }

    #[test]
    fn an_unchanged_snapshot_says_nothing() {
        let mut lifecycle = Lifecycle::default();
        let contact = Contact { contact_id: "a".into(), ..Contact::default() };
        assert_eq!(lifecycle.observe(vec![contact.clone()]).len(), 1);
        assert!(lifecycle.observe(vec![contact]).is_empty());
    }

    #[test]
    fn a_callback_is_accepted_before_it_is_dialled() {
        check_with(
            "a:incoming;a:connecting;a:connected;",
            |contact| contact.r#type = Channel::QueueCallback,
            expect![[r#"
                onIncoming[a]
                onAccepted[a] onConnecting[a]
                onConnected[a]
                onEnded[a] onDestroy[a]
            "#]],
        );
    }

    #[test]
    fn an_outbound_call_is_never_accepted() {
        check_with(
            "a:connecting;a:connected",
            |contact| contact.is_inbound = false,
            expect!["onConnecting[a]\nonConnected[a]\n"],
        );
    }

    #[test]
    fn a_new_call_comes_before_the_old_one_goes() {
        check("a:ended;b:connecting", expect!["onEnded[a]\nonConnecting[b] onDestroy[a]\n"]);
    }

    #[test]
    fn the_last_live_data_survives_to_the_end() {
        let mut lifecycle = Lifecycle::default();
        let contact =
            Contact { contact_id: "a".into(), phone_number: "+12135550100".to_owned(), ..Contact::default() };
        lifecycle.observe(vec![contact.clone()]);
        let torn_down =
            Contact { phone_number: String::new(), is_inbound: false, state: ContactState::Ended, ..contact };
        lifecycle.observe(vec![torn_down]);
        let last = lifecycle.observe(Vec::new());
        let contact = last[0].contact.as_ref().unwrap();
        assert_eq!(contact.phone_number, "+12135550100");
        assert!(contact.is_inbound);
    }
}
