//! Turns snapshots of an agent's contacts into the events of each contact's life.
//!
//! Connect coalesces fast changes, repeats unchanged snapshots and never replays, so events are derived
//! from what is different, not from the callbacks of a library. Every ending gives exactly one `onEnded`
//! and then, once the contact is gone, exactly one `onDestroy` that still carries the last live data.

#[cfg(test)]
mod lives;

use std::rc::Rc;

use serde_json::json;

use crate::Millis;
use crate::contact::{Channel, Connection, Contact, ContactId, ContactState, Unanswered};
use crate::event::{Event, EventSpec, Source};

/// The contacts an agent has, as last seen.
#[derive(Debug, Default)]
pub struct Lifecycle {
    known: Vec<Known>,
    /// To which the agent said no before a snapshot had them: a click is faster than a snapshot.
    refused_unseen: Vec<ContactId>,
}

/// More than ring at once.
const REFUSED_AT_MOST: usize = 8;

#[derive(Debug)]
struct Known {
    contact: Rc<Contact>,
    accepted: bool,
    ended: bool,
    /// The customer's leg was seen to go down while the contact still rang.
    customer_left: bool,
    /// The agent was seen to say no.
    refused: bool,
}

/// The target of a transfer of which nobody said where it goes.
pub const UNKNOWN_TARGET: &str = "unknown";

impl Lifecycle {
    /// Takes the contacts of a snapshot and says what happened since the last one, in order:
    /// what changed or came, then what is gone. `at` is when the snapshot was taken, by the server's clock.
    pub fn observe(&mut self, contacts: Vec<Contact>, at: Millis) -> Vec<Event> {
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
                Some(known) => known.advance(contact, at, &mut events),
                None => {
                    let refused = self.refused_unseen.iter().position(|id| *id == contact.contact_id);
                    refused.map(|place| self.refused_unseen.remove(place));
                    Known::first_seen(contact, refused.is_some(), at, &mut events)
                }
            });
        }
        for known in gone.into_iter().flatten() {
            known.leave(at, &mut events);
        }
        events
    }

    /// The agent says no to a contact. Connect may show it as missed all the same.
    pub fn refuse(&mut self, id: &ContactId) {
        if let Some(known) = self.known.iter_mut().find(|known| known.contact.contact_id == *id) {
            known.refused = known.contact.state.is_ringing();
            return;
        }
        if self.refused_unseen.len() >= REFUSED_AT_MOST {
            self.refused_unseen.remove(0);
        }
        self.refused_unseen.push(id.clone());
    }

    pub fn contacts(&self) -> impl Iterator<Item = &Rc<Contact>> {
        self.known.iter().map(|known| &known.contact)
    }
}

impl Known {
    fn first_seen(mut contact: Contact, refused: bool, at: Millis, events: &mut Vec<Event>) -> Self {
        date(&mut contact, at);
        let mut known =
            Self { contact: Rc::new(contact), accepted: false, ended: false, customer_left: false, refused };
        known.explain(None);
        known.raise("onInit", events);
        known.enter_state(None, events);
        known.call_in(&[], events);
        known
    }

    fn advance(mut self, mut contact: Contact, at: Millis, events: &mut Vec<Event>) -> Self {
        let old = self.contact.state;
        keep(&mut contact, &self.contact);
        date(&mut contact, at);
        if contact == *self.contact {
            return self;
        }
        let rings = contact.state.is_ringing();
        self.customer_left |= rings && contact.customer_leg().is_some_and(|leg| leg.state == "disconnected");
        let before = std::mem::replace(&mut self.contact, Rc::new(contact));
        if self.contact.state != old {
            self.explain(Some(old));
            self.enter_state(Some(old), events);
        }
        self.call_in(&before.connections, events);
        self.raise("onRefresh", events);
        self
    }

    fn leave(mut self, at: Millis, events: &mut Vec<Event>) {
        if !self.ended {
            let contact = Rc::make_mut(&mut self.contact);
            let timeline = &mut contact.timeline;
            timeline
                .ended_at
                .get_or_insert(at.max(timeline.connected_at.or(timeline.offered_at).unwrap_or(at)));
        }
        self.end(events);
        self.raise("onDestroy", events);
    }

    fn enter_state(&mut self, from: Option<ContactState>, events: &mut Vec<Event>) {
        self.accept(from, events);
        let state = self.contact.state;
        match state {
            ContactState::Incoming => self.raise("onIncoming", events),
            ContactState::Pending => self.raise("onPending", events),
            ContactState::Connecting => self.raise("onConnecting", events),
            ContactState::Connected => self.raise("onConnected", events),
            _ if state.is_over() => {
                let missed = matches!(state, ContactState::Missed | ContactState::Rejected)
                    || (state == ContactState::Error && from.is_none_or(ContactState::is_ringing));
                let first = !self.ended;
                self.end(events);
                if missed && first {
                    self.raise("onMissed", events);
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
            let contact = Rc::make_mut(&mut self.contact);
            contact.timeline.accepted_at = contact.timeline.accepted_at.or(contact.state_timestamp);
            self.raise("onAccepted", events);
        }
    }

    /// Of every further party that was not there before.
    fn call_in(&self, before: &[Connection], events: &mut Vec<Event>) {
        if self.contact.state.is_over() {
            return;
        }
        let is_new = |leg: &&Connection| {
            leg.is_third_party()
                && leg.state != "disconnected"
                && before.iter().all(|known| known.connection_id != leg.connection_id)
        };
        for leg in self.contact.connections.iter().filter(is_new) {
            let Some(mut event) = contact_event("onTransferStarted", &self.contact) else { continue };
            event.occurrence = format!("leg:{}", leg.connection_id);
            let target = leg.quick_connect_name.as_deref().unwrap_or(UNKNOWN_TARGET);
            if let serde_json::Value::Object(members) = &mut event.payload {
                members.insert("target".to_owned(), target.into());
            }
            events.push(event);
        }
    }

    fn end(&mut self, events: &mut Vec<Event>) {
        if !self.ended {
            self.ended = true;
            self.raise("onEnded", events);
        }
    }

    /// Says why a contact that is over was never connected. Connect shows a caller who hangs up, an agent who
    /// says no and one who lets it ring alike, unless the customer's leg was seen to go first or the agent to
    /// say no.
    fn explain(&mut self, from: Option<ContactState>) {
        let unheard = self.contact.timeline.connected_at.is_none();
        let why = match self.contact.state {
            ContactState::Rejected => Unanswered::Rejected,
            ContactState::Missed if self.refused => Unanswered::Rejected,
            ContactState::Missed if self.customer_left || left_first(&self.contact) => Unanswered::Abandoned,
            ContactState::Missed => Unanswered::Missed,
            ContactState::Error if unheard => Unanswered::Failed,
            ContactState::Ended
                if unheard && self.contact.is_inbound && from.is_some_and(ContactState::is_ringing) =>
            {
                Unanswered::Abandoned
            }
            _ => return,
        };
        let contact = Rc::make_mut(&mut self.contact);
        contact.unanswered = contact.unanswered.or(Some(why));
    }

    /// Only what the source has: a task is never viewed, and `onInit` is for flows of another day.
    fn raise(&self, name: &'static str, events: &mut Vec<Event>) {
        events.extend(contact_event(name, &self.contact));
    }
}

/// What is torn down loses its legs, and what was known by them: direction and number belong to the first
/// leg. Flows about the end of a contact see what it was.
fn keep(contact: &mut Contact, before: &Contact) {
    let keep = |text: &mut String, before: &String| {
        if text.is_empty() {
            text.clone_from(before);
        }
    };
    contact.is_inbound = before.is_inbound;
    contact.is_monitor |= before.is_monitor;
    contact.timeline.clone_from(&before.timeline);
    contact.unanswered = before.unanswered;
    keep(&mut contact.phone_number, &before.phone_number);
    keep(&mut contact.initiation_method, &before.initiation_method);
    if contact.initial_contact_id.is_none() {
        contact.initial_contact_id.clone_from(&before.initial_contact_id);
    }
    if !contact.state.is_over() {
        return;
    }
    contact.is_barge |= before.is_barge;
    keep(&mut contact.queue_name, &before.queue_name);
    keep(&mut contact.queue_arn, &before.queue_arn);
    keep(&mut contact.name, &before.name);
    keep(&mut contact.description, &before.description);
    if contact.attributes.is_empty() {
        contact.attributes.clone_from(&before.attributes);
    }
    if contact.references.is_empty() {
        contact.references.clone_from(&before.references);
    }
}

/// Changes that come together hide their order, but each leg says when it went.
fn left_first(contact: &Contact) -> bool {
    let gone = |leg: Option<&Connection>| {
        leg.filter(|leg| leg.state == "disconnected").and_then(|leg| leg.state_timestamp)
    };
    let legs = gone(contact.customer_leg()).zip(gone(contact.agent_leg()));
    legs.is_some_and(|(customer, agent)| customer < agent)
}

/// Writes down when the present state began, unless that state was there before. The agent's leg stays
/// connected while a task is paused and resumed, so it tells after a reload when that began.
fn date(contact: &mut Contact, at: Millis) {
    let since = contact.state_timestamp.unwrap_or(at);
    let leg = contact
        .agent_leg()
        .filter(|leg| leg.state == "connected")
        .and_then(|leg: &Connection| leg.state_timestamp);
    let state = contact.state;
    let timeline = &mut contact.timeline;
    let begun = timeline.offered_at.unwrap_or(f64::MIN);
    if state.is_ringing() {
        timeline.offered_at.get_or_insert(since);
    } else if matches!(state, ContactState::Connected | ContactState::Paused) {
        let talked = leg.map_or(since, |leg| leg.min(since));
        timeline.connected_at.get_or_insert(talked.max(begun));
    } else if state.is_over() {
        timeline.ended_at.get_or_insert(since.max(timeline.connected_at.unwrap_or(begun)));
    }
}

/// An event of a contact's own source, with the payload that all contact events share. `None` where the
/// source has no such event.
pub fn contact_event(name: &'static str, contact: &Rc<Contact>) -> Option<Event> {
    let spec = EventSpec::find(Source::of_channel(&contact.r#type), name)?;
    let payload = json!({
        "contactId": contact.contact_id,
        "initialContactId": contact.initial_contact_id,
        "type": contact.r#type,
        "event": name,
    });
    Some(contact_event_with(spec, contact, contact.contact_id.to_string(), payload))
}

/// An event of a contact with an occurrence and a payload of its own.
pub fn contact_event_with(
    spec: &EventSpec,
    contact: &Rc<Contact>,
    occurrence: String,
    payload: serde_json::Value,
) -> Event {
    let (source, name, recurrence) = (spec.source, spec.name, spec.recurrence);
    Event { source, name, recurrence, occurrence, contact: Some(Rc::clone(contact)), payload }
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
            let events = lifecycle.observe(contacts.collect(), 0.0);
            let names: Vec<_> = events
                .iter()
                .filter(|event| !matches!(event.name, "onRefresh" | "onInit"))
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
        assert_eq!(lifecycle.observe(vec![contact.clone()], 0.0).len(), 2);
        assert!(lifecycle.observe(vec![contact], 9.0).is_empty());
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
        lifecycle.observe(vec![contact.clone()], 1.0);
        let torn_down =
            Contact { phone_number: String::new(), is_inbound: false, state: ContactState::Ended, ..contact };
        lifecycle.observe(vec![torn_down], 2.0);
        let last = lifecycle.observe(Vec::new(), 3.0);
        let contact = last[0].contact.as_ref().unwrap();
        assert_eq!(contact.phone_number, "+12135550100");
        assert!(contact.is_inbound);
    }

    /// Steps are `state@time`; answers what is known at the end, at time 1000.
    fn timed(steps: &str) -> String {
        let mut lifecycle = Lifecycle::default();
        let mut last = None;
        for step in steps.split(' ') {
            let (state, at) = step.split_once('@').unwrap();
            let at: Millis = at.parse().unwrap();
            let state = match state {
                "gone" => None,
                "left" => Some(ContactState::Connecting),
                state => Some(serde_json::from_value(state.into()).unwrap()),
            };
            let leg = if step.starts_with("left") { "disconnected" } else { "connected" };
            let leg = Connection {
                initial: true,
                r#type: "inbound".into(),
                state: leg.into(),
                ..Connection::default()
            };
            let contact = state.map(|state| Contact {
                contact_id: "a".into(),
                state,
                state_timestamp: Some(at),
                connections: vec![leg],
                ..Contact::default()
            });
            let events = lifecycle.observe(contact.into_iter().collect(), at);
            last = events.last().and_then(|event| event.contact.clone()).or(last);
        }
        let contact = last.unwrap();
        let timeline = &contact.timeline;
        let (offered, connected) = (timeline.offered_ms(1000.0), timeline.connected_ms(1000.0));
        format!("{offered} {connected} {:?}", contact.unanswered)
    }

    #[test]
    fn durations_of_calls_answered_missed_and_alive() {
        assert_eq!(timed("connecting@10 connected@30 ended@90 gone@200"), "20 60 None");
        assert_eq!(timed("connecting@10 connected@30"), "20 970 None");
        assert_eq!(timed("connecting@10"), "990 0 None");
        assert_eq!(timed("connecting@10 missed@40 gone@500"), "30 0 Some(Missed)");
        assert_eq!(timed("connecting@10 rejected@40 ended@50"), "30 0 Some(Rejected)");
        assert_eq!(timed("connecting@10 left@10 missed@40"), "30 0 Some(Abandoned)");
        assert_eq!(timed("connecting@10 ended@40"), "30 0 Some(Abandoned)");
        assert_eq!(timed("connecting@10 error@40"), "30 0 Some(Failed)");
        assert_eq!(timed("connected@30 gone@80"), "0 50 None");
        assert_eq!(timed("connected@30 paused@40 connected@60 ended@70"), "0 40 None");
    }

    /// Over every order of states and times that run in any direction.
    #[test]
    fn no_order_of_events_makes_a_duration_negative_or_longer_than_the_contact() {
        let states = ["incoming", "pending", "connecting", "connected", "paused", "missed", "ended", "gone"];
        let times = [300, 100, 700, 400];
        for number in 0..states.len().pow(4) {
            let step = |place: u32| states[number / states.len().pow(place) % states.len()];
            let steps: Vec<_> =
                (0..4).map(|place| format!("{}@{}", step(place), times[place as usize])).collect();
            if step(0) == "gone" {
                continue;
            }
            let said = timed(&steps.join(" "));
            let numbers: Vec<f64> = said.split(' ').take(2).map(|number| number.parse().unwrap()).collect();
            assert!(numbers.iter().all(|ms| (0.0..=900.0).contains(ms)), "{steps:?}: {said}");
            let ever = steps.iter().any(|step| step.starts_with("connected") || step.starts_with("paused"));
            assert!(ever || numbers[1] == 0.0, "{steps:?}: {said}");
        }
    }

    #[test]
    fn a_task_that_was_resumed_keeps_its_begin_over_a_reload() {
        let leg = Connection {
            r#type: "agent".into(),
            state: "connected".into(),
            state_timestamp: Some(20.0),
            ..Connection::default()
        };
        let task = Contact {
            r#type: Channel::Task,
            state: ContactState::Connected,
            state_timestamp: Some(500.0),
            connections: vec![leg],
            ..Contact::default()
        };
        let events = Lifecycle::default().observe(vec![task], 600.0);
        assert_eq!(events[0].contact.as_ref().unwrap().timeline.connected_at, Some(20.0));
    }

    /// What cannot be bound to is not raised, and what is raised can be bound to.
    #[test]
    fn every_channel_raises_only_what_its_source_lists() {
        for (channel, init) in
            [(Channel::Voice, true), (Channel::Chat, true), (Channel::Task, false), (Channel::Email, false)]
        {
            let contact = Contact { r#type: channel, ..Contact::default() };
            let events = Lifecycle::default().observe(vec![contact], 0.0);
            assert_eq!(events.iter().any(|event| event.name == "onInit"), init);
            assert!(events.iter().all(|event| EventSpec::find(event.source, event.name).is_some()));
        }
    }
}
