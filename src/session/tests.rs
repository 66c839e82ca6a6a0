//! A whole session over fakes: several tabs, reloads, a host that fails. Nothing here waits for time.

mod events;
mod interleaved;
mod lives;
mod regions;
mod runs;

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use cti_core::action::ActionError;
use cti_core::phone::{NoPhoneEngine, PhoneEngine, PhoneNumber};
use cti_core::settings::{Configuration, Feature, FlowRecord};
use cti_core::{Agent, AgentState, Channel, Contact, ContactState};
use cti_flow::Record;
use cti_ports::fake::{
    Behaviour, FakeConnect, FakeDesk, FakeHost, FakeHttp, FakeOrg, MemoryArchive, MemoryLog, MemoryStore,
    MovedClock, block_on,
};
use cti_ports::{Archive, Connect, ConnectEvent, HostEvent, Link, PortError};
use serde_json::json;

use super::health::{Facts, Permission};
use super::journal::tests::SharedClaims;
use super::journal::{Claims, Journal};
use super::{Ports, Session};
use crate::lines::Said;
use crate::state::{ActionState, Hub, Notice, Settings};

type Task = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// What the browser allows.
    pub(super) static FACTS: Cell<Facts> = Cell::default();
    static TASKS: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
    /// The tabs that the browser says are open.
    static OPEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Runs what was spawned as far as it goes.
pub(super) fn settle() {
    for _ in 0..50 {
        let tasks = TASKS.take();
        let before = tasks.len();
        let mut waiting: Vec<Task> = tasks
            .into_iter()
            .filter_map(|mut task| {
                let polled = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                polled.is_pending().then_some(task)
            })
            .collect();
        let moved = waiting.len() < before;
        let more = TASKS.with_borrow_mut(|tasks| {
            let more = !tasks.is_empty();
            tasks.append(&mut waiting);
            more
        });
        // Nobody has come or gone: whoever is left waits for time or for the other side.
        if !moved && !more {
            break;
        }
    }
}

/// The browser kills every page: what was under way is never gone on with, and nothing is tidied up.
pub(super) fn crash() {
    TASKS.take().into_iter().for_each(std::mem::forget);
}

/// The browser's tabs from now on.
pub(super) fn open_tabs(names: &[&str]) {
    OPEN.set(names.iter().map(|name| (*name).to_owned()).collect());
}

/// One browser tab with everything around it.
pub(super) struct Tab {
    pub(super) session: Rc<Session>,
    pub(super) host: Rc<FakeHost>,
    pub(super) org: Rc<FakeOrg>,
    pub(super) http: Rc<FakeHttp>,
    pub(super) clock: Rc<MovedClock>,
    pub(super) log: Rc<MemoryLog>,
    pub(super) connect: Rc<FakeConnect>,
    pub(super) archive: Rc<MemoryArchive>,
}

impl Tab {
    /// A tab whose claims go where those of the others go.
    pub(super) fn open(claims: &Rc<dyn Claims>) -> Self {
        Self::open_at(claims, Rc::new(MovedClock::at(1_000.0)))
    }

    pub(super) fn open_at(claims: &Rc<dyn Claims>, clock: Rc<MovedClock>) -> Self {
        Self::named("tab", claims, clock)
    }

    pub(super) fn named(name: &str, claims: &Rc<dyn Claims>, clock: Rc<MovedClock>) -> Self {
        let host = Rc::new(FakeHost::new(Rc::clone(&clock)));
        let org = Rc::new(FakeOrg::new(Rc::clone(&clock)));
        let log = Rc::new(MemoryLog::default());
        let archive = Rc::new(MemoryArchive::default());
        let connect = Rc::new(FakeConnect::new(Rc::clone(&clock), Rc::new(|_| {})));
        let http = Rc::new(FakeHttp::new(Rc::clone(&clock)));
        let ports = Ports {
            connect: RefCell::new(Some(Rc::clone(&connect) as Rc<dyn Connect>)),
            host: Rc::clone(&host) as _,
            org: Rc::clone(&org) as _,
            desk: Rc::new(FakeDesk::new(Rc::clone(&clock))),
            http: Rc::clone(&http) as _,
            store: Rc::new(MemoryStore::default()),
            archive: Rc::clone(&archive) as _,
            clock: Rc::clone(&clock) as _,
            log: Rc::clone(&log) as _,
            phone: RefCell::new(Rc::new(NoPhoneEngine)),
            spawn: |task| TASKS.with_borrow_mut(|tasks| tasks.push(task)),
            open_tabs: || Box::pin(std::future::ready(OPEN.with_borrow(Clone::clone))),
            tab_gone: |name| {
                let name = name.to_owned();
                Box::pin(std::future::poll_fn(move |_| match OPEN.with_borrow(|open| open.contains(&name)) {
                    true => Poll::Pending,
                    false => Poll::Ready(()),
                }))
            },
            surroundings: || json!({"version": "1.2.3"}),
            probe: || Box::pin(std::future::ready(FACTS.get())),
            random_id: || "random".to_owned(),
            mark: Box::new(|_| {}),
        };
        connect.say(ConnectEvent::Link(Link::Up));
        let journal = Journal::new(Rc::clone(claims), "acme", name);
        let session = Session::new(ports, Rc::new(Hub::default()), journal);
        Self { session, host, org, http, clock, log, connect, archive }
    }

    pub(super) fn load(&self, flows: Vec<FlowRecord>) {
        self.load_all(Configuration { flows, ..Configuration::default() });
    }

    pub(super) fn load_all(&self, configuration: Configuration) {
        self.session.on_host_answer(Ok(()));
        self.session.on_phone_engine(Ok(Rc::new(NoPhoneEngine) as Rc<dyn PhoneEngine>));
        self.session.on_configuration(Ok(configuration));
    }

    pub(super) fn sees(&self, contacts: &[(&str, ContactState)]) {
        let contacts = contacts
            .iter()
            .map(|(id, state)| Contact { contact_id: (*id).into(), state: *state, ..Contact::default() })
            .collect();
        let state =
            AgentState { name: "Available".into(), r#type: "routable".into(), ..AgentState::default() };
        self.session.on_connect(ConnectEvent::Snapshot {
            at: 1.0,
            agent: Agent { state, ..Agent::default() },
            contacts,
        });
    }

    /// The host takes the next records it is asked to save.
    pub(super) fn saves(&self, records: usize) {
        (0..records).for_each(|_| self.host.side.will(Behaviour::Answers(json!({"recordId": "00T"}))));
    }

    /// What the host was asked to save, which is how these flows say that they ran.
    pub(super) fn saved(&self) -> Vec<String> {
        settle();
        let calls = self.host.side.calls();
        let saved = calls.iter().filter(|call| call.name == "saveLog");
        saved.map(|call| call.arguments["value"]["Subject"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// A flow that saves one record with a subject; an open failure port ends it as failed.
pub(super) fn flow(name: &str, source: &str, event: &str, subject: &str) -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"},
         "controls": {"entityType": "Task", "fieldValues": {"Subject": subject}}},
        {"id": "2", "type": "SE_End"},
    ]});
    FlowRecord {
        id: name.to_owned(),
        name: name.to_owned(),
        source: source.to_owned(),
        event: event.to_owned(),
        active: true,
        body: body.to_string(),
    }
}

/// Flows that say which event and about whom.
fn told(source: &str, event: &str) -> FlowRecord {
    flow(event, source, event, "$.contact.contactId")
}

fn act(tab: &Tab, name: &str, form: &[(&str, &str)]) -> Result<(), ActionError> {
    let form = form.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let contact = tab.session.hub.state().selected_id();
    let mut running = Box::pin(tab.session.run_action(contact, name, &form));
    match running.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        std::task::Poll::Ready(ended) => ended,
        std::task::Poll::Pending => panic!("the action waits"),
    }
}

fn ring() -> Vec<FlowRecord> {
    vec![flow("ring", "voiceContact", "onConnecting", "$.contact.contactId")]
}

pub(super) fn claims() -> Rc<dyn Claims> {
    Rc::new(SharedClaims::default())
}

pub(super) const RINGS: [(&str, ContactState); 1] = [("a", ContactState::Connecting)];

#[test]
fn a_call_that_rings_while_the_page_loads_runs_once_it_is_ready() {
    let tab = Tab::open(&claims());
    tab.sees(&RINGS);
    tab.session.on_lead(true);
    assert!(tab.saved().is_empty());
    tab.load(ring());
    assert_eq!(tab.saved(), ["a"]);
    assert!(tab.session.hub.state().ready);
}

#[test]
fn a_reload_runs_nothing_again() {
    let claims = claims();
    for run in ["first", "after a reload", "after another"] {
        let tab = Tab::open(&claims);
        tab.load(ring());
        tab.session.on_lead(true);
        tab.sees(&RINGS);
        assert_eq!(tab.saved().len(), usize::from(run == "first"), "{run}");
    }
}

#[test]
fn only_the_leader_runs_and_the_next_leader_takes_what_is_left() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(ring());
    }
    first.session.on_lead(true);
    for tab in [&first, &second] {
        tab.sees(&RINGS);
    }
    assert_eq!((first.saved().len(), second.saved().len()), (1, 0));
    // The first tab dies; what it has run stays run, what it never saw is run by the second.
    second.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connecting)]);
    second.session.on_lead(true);
    assert_eq!(second.saved(), ["b"]);
}

#[test]
fn flows_of_one_event_run_in_order_and_one_failing_stops_no_other() {
    let tab = Tab::open(&claims());
    let named = |name: &str| flow(name, "voiceContact", "onConnecting", name);
    tab.load(vec![named("c"), named("a"), named("b")]);
    tab.session.on_lead(true);
    tab.host.side.will(Behaviour::Refuses { code: "GENERIC_ERROR", message: "no" });
    tab.saves(2);
    tab.sees(&RINGS);
    assert_eq!(tab.saved(), ["a", "b", "c"]);
    let notices = tab.session.hub.state().notices.clone();
    assert!(matches!(&notices[..], [Notice::Run { flow, .. }] if flow == "a"), "{notices:?}");
}

#[test]
fn a_silent_host_holds_up_no_other_contact() {
    let tab = Tab::open(&claims());
    tab.load(ring());
    tab.session.on_lead(true);
    tab.host.side.will(Behaviour::Silent);
    tab.saves(1);
    tab.sees(&RINGS);
    tab.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connecting)]);
    assert_eq!(tab.saved(), ["a", "b"]);
    assert!(tab.session.hub.state().notices.is_empty());
    tab.clock.advance(10_000);
    settle();
    assert_eq!(tab.session.hub.state().notices.len(), 1);
}

/// Understands every text as the same number.
struct OneNumber;

impl PhoneEngine for OneNumber {
    fn parse(&self, _text: &str, _region: &str) -> Option<PhoneNumber> {
        let (number, extension) = ("+12135550100".to_owned(), "42".to_owned());
        Some(PhoneNumber { number, extension, ..PhoneNumber::default() })
    }
}

#[test]
fn the_extension_of_a_clicked_number_is_left_to_the_agent() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("dial", "salesforceUi", "onClickToDial", "")]);
    *tab.session.ports.phone.borrow_mut() = Rc::new(OneNumber);
    tab.session.on_lead(true);
    tab.sees(&[]);
    tab.saves(1);
    tab.session.on_host(HostEvent::ClickToDial(json!({"number": "(213) 555-0100 x42"})));
    settle();
    let notices = tab.session.hub.state().notices.clone();
    assert_eq!(
        notices,
        [Notice::Extension { number: "+12135550100".to_owned(), extension: "42".to_owned() }]
    );
}

#[test]
fn a_click_before_the_page_is_ready_dials_once_it_is() {
    let tab = Tab::open(&claims());
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_AgentDialNumber", "controls": {"phoneNumber": "$.payload.number"}},
    ]});
    let dial = FlowRecord { body: body.to_string(), ..flow("dial", "salesforceUi", "onClickToDial", "") };
    tab.session.on_host(HostEvent::ClickToDial(json!({"number": "+12135550100"})));
    tab.load(vec![dial]);
    tab.sees(&[]);
    settle();
    let calls = tab.connect.side.calls();
    assert_eq!(calls.len(), 1, "{:?}", tab.session.hub.state().notices);
    assert!(calls[0].arguments.to_string().contains("+12135550100"), "{calls:?}");
}

#[test]
fn settings_that_fail_are_shown_and_asked_for_again() {
    let tab = Tab::open(&claims());
    tab.session.on_lead(true);
    tab.sees(&RINGS);
    let error = PortError::TimedOut { call: "configuration", limit_ms: 10_000 };
    tab.session.on_configuration(Err(error));
    assert!(matches!(tab.session.hub.state().settings, Settings::Failed(_)));
    tab.load(ring());
    assert_eq!(tab.saved(), ["a"]);
}

#[test]
fn a_broken_flow_is_named() {
    let tab = Tab::open(&claims());
    let broken = FlowRecord { body: "{".to_owned(), ..flow("broken", "voiceContact", "onConnecting", "") };
    tab.load(vec![broken]);
    let notices = tab.session.hub.state().notices.clone();
    assert!(matches!(&notices[..], [Notice::Flow(problem)] if problem.flow == "broken"), "{notices:?}");
}
