//! Whole lives of several contacts at once, in any order of anything: what must hold in all of them.

use std::collections::BTreeMap;

use super::{Lifecycle, contact_event};
use crate::contact::{Channel, Connection, Contact, ContactState, Timeline, Unanswered};
use crate::event::Event;

const STATES: [&str; 10] = [
    "incoming",
    "pending",
    "connecting",
    "connected",
    "paused",
    "missed",
    "rejected",
    "error",
    "ended",
    "dreamt",
];
const CHANNELS: [&str; 6] = ["voice", "queue_callback", "chat", "task", "email", "hologram"];

/// Numbers that look random and are the same for a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The last live data of each contact.
type Live = BTreeMap<String, Contact>;

/// A snapshot of a contact; what is over may have lost everything that was known of it.
fn snapshot(dice: &mut Dice, id: &str, channel: &str, at: f64, live: &mut Live) -> Contact {
    let state: ContactState = serde_json::from_value(dice.pick(&STATES).into()).unwrap();
    let mut contact = Contact {
        contact_id: id.into(),
        r#type: Channel::from(channel.to_owned()),
        state,
        state_timestamp: (dice.below(3) > 0).then(|| dice.below(at as usize + 1) as f64),
        ..Contact::default()
    };
    if state.is_over() && dice.below(2) == 0 {
        return contact;
    }
    let last = live.get(id).and_then(|last| last.attributes.get("note").cloned());
    let note = if state.is_over() { last } else { Some(at.to_string()) };
    contact.attributes = note.map(|note| ("note".to_owned(), note)).into_iter().collect();
    contact.phone_number = format!("+1{id}");
    contact.queue_name = format!("Queue of {id}");
    let stands = dice.pick(&["connected", "hold", "disconnected"]);
    contact.connections = vec![leg("agent", false, stands, dice.below(at as usize + 1) as f64)];
    if !state.is_over() {
        live.insert(id.to_owned(), contact.clone());
    }
    contact
}

/// What is written stays as it is.
fn is_kept(before: &Timeline, after: &Timeline) -> bool {
    let kept = |before: Option<f64>, after| before.is_none() || before == after;
    kept(before.offered_at, after.offered_at)
        && kept(before.accepted_at, after.accepted_at)
        && kept(before.connected_at, after.connected_at)
        && kept(before.ended_at, after.ended_at)
}

fn check_life(events: &[(f64, Event)], live: Option<&Contact>, seed: u64) {
    let names: Vec<_> = events.iter().map(|(_, event)| event.name).collect();
    let times = |name: &str| names.iter().filter(|known| **known == name).count();
    let whole = || format!("seed {seed}: {names:?}");
    let first = &events[0].1;
    let begins = contact_event("onInit", first.contact.as_ref().unwrap()).is_some();
    assert_eq!(times("onInit"), usize::from(begins), "{}", whole());
    assert_eq!((times("onEnded"), times("onDestroy")), (1, 1), "{}", whole());
    assert!(times("onMissed") <= 1, "{}", whole());
    let place = |name: &str| names.iter().position(|known| *known == name);
    assert!(place("onEnded") < place("onDestroy"), "{}", whole());
    assert_eq!(names.last(), Some(&"onDestroy"), "{}", whole());
    let mut before = Timeline::default();
    for (at, event) in events {
        let timeline = &event.contact.as_ref().unwrap().timeline;
        assert!(is_kept(&before, timeline), "{before:?} becomes {timeline:?}; {}", whole());
        for ms in [timeline.offered_ms(*at), timeline.connected_ms(*at)] {
            assert!((0.0..=*at).contains(&ms), "{} lasts {ms} of {at} ms; {}", event.name, whole());
        }
        before.clone_from(timeline);
    }
    let last = events.last().and_then(|(_, event)| event.contact.as_ref()).unwrap();
    if let Some(live) = live {
        assert_eq!(
            (&last.attributes, &last.phone_number, &last.queue_name),
            (&live.attributes, &live.phone_number, &live.queue_name),
            "{}",
            whole()
        );
    }
}

/// Three contacts at a time, until each is gone.
fn live(seed: u64) {
    let mut dice = Dice(seed);
    let mut lifecycle = Lifecycle::default();
    let mut lives: BTreeMap<String, Vec<(f64, Event)>> = BTreeMap::new();
    let mut last = Live::new();
    let mut there: BTreeMap<usize, Contact> = BTreeMap::new();
    for number in 0..=60 {
        let at = f64::from(number) * 100.0;
        let place = dice.below(3);
        if number == 60 {
            there.clear();
        } else if there.contains_key(&place) && dice.below(5) == 0 {
            there.remove(&place);
        } else {
            let known = there.get(&place).map(|known| (known.contact_id.to_string(), known.r#type.clone()));
            let (id, channel) =
                known.unwrap_or_else(|| (format!("c-{number}"), dice.pick(&CHANNELS).to_owned().into()));
            there.insert(place, snapshot(&mut dice, &id, channel.as_str(), at, &mut last));
        }
        for event in lifecycle.observe(there.values().cloned().collect(), at) {
            let id = event.contact.as_ref().unwrap().contact_id.to_string();
            lives.entry(id).or_default().push((at, event));
        }
    }
    lives.iter().for_each(|(id, events)| check_life(events, last.get(id), seed));
}

/// Also that a duration is never negative, never longer than all the time there was, and written once.
#[test]
fn every_contact_ends_once_then_goes_once_and_takes_its_last_data_along() {
    (0..400).for_each(live);
}

fn leg(r#type: &str, initial: bool, state: &str, at: f64) -> Connection {
    Connection {
        connection_id: format!("{type}-{initial}"),
        r#type: r#type.to_owned(),
        initial,
        state: state.to_owned(),
        state_timestamp: Some(at),
        ..Connection::default()
    }
}

fn missed(customer_went: f64, refused: bool) -> Option<Unanswered> {
    let mut lifecycle = Lifecycle::default();
    let call = |state, customer, agent| Contact {
        contact_id: "a".into(),
        state,
        connections: vec![customer, agent],
        ..Contact::default()
    };
    let rings = call(
        ContactState::Connecting,
        leg("inbound", true, "connected", 1.0),
        leg("agent", false, "connecting", 1.0),
    );
    lifecycle.observe(vec![rings], 1.0);
    if refused {
        lifecycle.refuse(&"a".into());
    }
    let over = call(
        ContactState::Missed,
        leg("inbound", true, "disconnected", customer_went),
        leg("agent", false, "disconnected", 20.0),
    );
    let events = lifecycle.observe(vec![over], 20.0);
    let missed = events.iter().find(|event| event.name == "onMissed").unwrap();
    missed.contact.as_ref().unwrap().unanswered
}

#[test]
fn missed_rejected_and_abandoned_are_told_apart() {
    assert_eq!(missed(20.0, false), Some(Unanswered::Missed));
    assert_eq!(missed(20.0, true), Some(Unanswered::Rejected));
    assert_eq!(missed(19.0, false), Some(Unanswered::Abandoned));
}

#[test]
fn a_no_that_comes_before_the_snapshot_counts() {
    let mut lifecycle = Lifecycle::default();
    let call = |id: &str, state| Contact { contact_id: id.into(), state, ..Contact::default() };
    for number in 0..20 {
        lifecycle.refuse(&format!("{number}").as_str().into());
    }
    lifecycle.observe(vec![call("19", ContactState::Connecting), call("0", ContactState::Missed)], 1.0);
    let events = lifecycle.observe(vec![call("19", ContactState::Missed)], 2.0);
    let why = |event: &Event| event.contact.as_ref().unwrap().unanswered;
    assert_eq!(events.first().and_then(why), Some(Unanswered::Rejected));
    assert_eq!(events.last().and_then(why), Some(Unanswered::Missed), "said too long ago");
}

#[test]
fn a_no_to_what_is_taken_after_all_says_nothing() {
    let mut lifecycle = Lifecycle::default();
    let call = |state| Contact { contact_id: "a".into(), state, ..Contact::default() };
    lifecycle.observe(vec![call(ContactState::Connected)], 1.0);
    lifecycle.refuse(&"a".into());
    lifecycle.refuse(&"nobody".into());
    let events = lifecycle.observe(vec![call(ContactState::Ended)], 2.0);
    assert_eq!(events[0].contact.as_ref().unwrap().unanswered, None);
}

/// Who is called in, as the events say it.
fn called_in(steps: &[&[Connection]]) -> Vec<String> {
    let mut lifecycle = Lifecycle::default();
    let mut targets = Vec::new();
    for (at, legs) in steps.iter().enumerate() {
        let call = Contact {
            contact_id: "a".into(),
            state: ContactState::Connected,
            connections: legs.to_vec(),
            ..Contact::default()
        };
        let events = lifecycle.observe(vec![call], at as f64);
        let started = events.iter().filter(|event| event.name == "onTransferStarted");
        targets.extend(
            started
                .map(|event| format!("{} {}", event.occurrence, event.payload["target"].as_str().unwrap())),
        );
    }
    targets
}

#[test]
fn a_transfer_starts_once_for_each_party_that_is_called_in() {
    let customer = leg("inbound", true, "connected", 1.0);
    let agent = leg("agent", false, "connected", 1.0);
    let unknown = leg("outbound", false, "connecting", 2.0);
    let answered = Connection { state: "connected".into(), ..unknown.clone() };
    let named = Connection {
        connection_id: "n".into(),
        quick_connect_name: Some("Billing".into()),
        ..unknown.clone()
    };
    let supervisor = leg("monitoring", false, "connected", 2.0);
    let steps: [&[Connection]; 5] = [
        &[customer.clone(), agent.clone()],
        &[customer.clone(), agent.clone(), supervisor],
        &[customer.clone(), agent.clone(), unknown],
        &[customer.clone(), agent.clone(), answered],
        &[customer, agent, named.clone()],
    ];
    assert_eq!(called_in(&steps), ["leg:outbound-false unknown", "leg:n Billing"]);
    // Found after a reload, it is the same occurrence; what had gone by then is none.
    let gone = Connection { state: "disconnected".into(), ..named.clone() };
    assert_eq!(called_in(&[&[named]]), ["leg:n Billing"]);
    assert!(called_in(&[&[gone]]).is_empty());
}
