//! A shift of ten hours: 500 calls, reloads, sleeps, losses of the network, a tab that crashes. No minute of it
//! is waited for.

use std::collections::BTreeMap;
use std::rc::Rc;

use cti_core::ContactState::{Connected, Connecting, Ended};
use cti_core::settings::FlowRecord;
use cti_ports::fake::MovedClock;
use cti_ports::{ConnectEvent, Link};
use serde_json::json;

use super::journal::Claims;
use super::reconciliation::Counted;
use super::tests::{Tab, claims, crash, flow, open_tabs, settle};

const CALLS: usize = 500;
const HOUR: u32 = 3_600_000;
/// A call each 72 s makes 500 in ten hours.
const PACE: u32 = 10 * HOUR / CALLS as u32;

/// What happens before which call.
const RELOAD_EVERY: usize = CALLS / 20;
const SLEEPS: [usize; 3] = [101, 251, 401];
const LOSSES: [usize; 2] = [173, 333];
const CRASH: usize = 222;

const EVENTS: [&str; 4] = ["onConnecting", "onConnected", "onEnded", "onDestroy"];

/// A flow for each event of a call, that says which one and whose. The first waits, so that it can be cut off.
fn flows() -> Vec<FlowRecord> {
    let flow = |event: &str| {
        let body = json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
            {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"}, "controls": {
                "entityType": "Task", "fieldValues": {"Type": event, "Subject": "$.contact.contactId"},
            }},
            {"id": "2", "type": "SE_CoreDelay", "ports": {"done": "3"}, "controls": {"delay": 500}},
            {"id": "3", "type": "SE_End"},
        ]});
        FlowRecord { body: body.to_string(), ..flow(event, "voiceContact", event, "") }
    };
    EVENTS.into_iter().map(flow).collect()
}

struct Shift {
    claims: Rc<dyn Claims>,
    clock: Rc<MovedClock>,
    tab: Tab,
    tabs: usize,
    saved: BTreeMap<String, usize>,
    asked: usize,
}

impl Shift {
    fn begin() -> Self {
        let (claims, clock) = (claims(), Rc::new(MovedClock::at(0.0)));
        let tab = Tab::named("tab-0", &claims, Rc::clone(&clock));
        let shift = Self { claims, clock, tab, tabs: 0, saved: BTreeMap::new(), asked: 0 };
        shift.start();
        shift
    }

    fn start(&self) {
        open_tabs(&[&format!("tab-{}", self.tabs)]);
        self.tab.load(flows());
        self.tab.sees(&[]);
        self.tab.session.on_lead(true);
        settle();
    }

    /// The page goes, whatever it is at, and another one comes up.
    fn reload(&mut self) {
        self.settle_accounts();
        crash();
        self.tabs += 1;
        self.tab = Tab::named(&format!("tab-{}", self.tabs), &self.claims, Rc::clone(&self.clock));
        self.start();
    }

    fn sees(&self, contacts: &[(&str, cti_core::ContactState)]) {
        self.tab.saves(contacts.len().max(1));
        self.tab.sees(contacts);
        settle();
    }

    fn pass(&self, ms: u32) {
        self.clock.advance(ms);
        settle();
    }

    fn call(&mut self, number: usize) {
        let id = format!("call-{number}");
        let id = id.as_str();
        if number.is_multiple_of(RELOAD_EVERY) {
            self.reload();
        }
        if number.is_multiple_of(CALLS / 10) {
            // The hourly renewal of the token: Connect repeats itself and nothing else.
            self.tab.session.on_connect(ConnectEvent::Link(Link::Up));
            self.sees(&[]);
        }
        self.sees(&[(id, Connecting)]);
        if number == CRASH {
            self.reload();
            self.sees(&[(id, Connecting)]);
        }
        self.pass(8_000);
        if LOSSES.contains(&number) {
            self.lose(20_000);
        }
        self.sees(&[(id, Connected)]);
        self.pass(30_000);
        // A laptop that sleeps hears nothing of the end of its call until it wakes.
        if SLEEPS.contains(&number) {
            self.lose(HOUR / 2);
        }
        self.sees(&[(id, Ended)]);
        self.pass(PACE - 38_000);
        self.sees(&[]);
        self.pass(1_000);
    }

    fn lose(&self, ms: u32) {
        self.pass(ms);
        self.tab.session.on_connect(ConnectEvent::Link(Link::Lost));
        self.tab.session.on_connect(ConnectEvent::Link(Link::Up));
    }

    /// What this page's host was asked to save.
    fn settle_accounts(&mut self) {
        for call in self.tab.host.side.calls() {
            let value = &call.arguments["value"];
            let [event, id] = ["Type", "Subject"].map(|field| value[field].as_str().unwrap_or_default());
            *self.saved.entry(format!("{event} {id}")).or_default() += 1;
        }
        self.asked += self.tab.connect.side.calls().len();
    }
}

#[test]
fn ten_hours_run_every_flow_exactly_once() {
    let mut shift = Shift::begin();
    for number in 0..CALLS {
        shift.call(number);
    }
    shift.pass(60_000);
    shift.settle_accounts();
    let wrong: Vec<_> = (0..CALLS)
        .flat_map(|number| EVENTS.map(|event| format!("{event} call-{number}")))
        .filter(|subject| shift.saved.get(subject) != Some(&1))
        .take(10)
        .collect();
    assert_eq!(wrong, [] as [String; 0], "{} in all", shift.saved.len());
    assert_eq!(shift.saved.len(), CALLS * EVENTS.len());
    assert_eq!(shift.asked, 0, "nobody asked Connect for anything, least of all to sign in");
    // The one run that the crash cut off has saved its record, and is told.
    let days = shift.tab.session.journal.days().all();
    let sum = |what| days.iter().map(|day| day.count(what)).sum::<u32>() as usize;
    assert_eq!(days.iter().map(|day| day.contacts).sum::<usize>(), CALLS);
    assert_eq!(sum(Counted::Run), CALLS * EVENTS.len());
    assert_eq!((sum(Counted::Interrupted), sum(Counted::Lost), sum(Counted::Failed)), (1, 0, 0));
    assert_eq!(sum(Counted::Record), CALLS * EVENTS.len());
    assert!(days.iter().all(|day| day.under_way() == 0));
    // What the page holds does not grow with the shift.
    let state = shift.tab.session.hub.state();
    assert!(state.runs.len() <= 200 && state.notices.len() <= 50);
    assert!(shift.tab.session.journal.runs().is_empty());
}
