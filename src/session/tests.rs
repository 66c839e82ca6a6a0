//! A whole session over fakes: several tabs, reloads, a host that fails. Nothing here waits for time.

mod interleaved;
mod lives;

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

/// Flows that say which event and about whom.
fn told(source: &str, event: &str) -> FlowRecord {
    flow(event, source, event, "$.contact.contactId")
}

#[test]
fn the_page_starts_once_and_before_anything_else_runs() {
    let tab = Tab::open(&claims());
    tab.sees(&RINGS);
    tab.session.on_lead(true);
    tab.load(vec![flow("init", "initialization", "onInit", "init"), ring().remove(0)]);
    assert_eq!(tab.saved(), ["init", "a"]);
    tab.sees(&[]);
    assert_eq!(tab.saved().len(), 2);
}

#[test]
fn agent_events_are_about_the_contact_that_the_agent_has() {
    let tab = Tab::open(&claims());
    tab.load(vec![told("connectAgent", "onStateChange")]);
    tab.session.on_lead(true);
    tab.sees(&[("a", ContactState::Ended)]);
    assert_eq!(tab.saved(), ["a"]);
}

#[test]
fn who_signs_in_again_is_a_new_agent() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("init", "connectAgent", "onInit", "$.agent.state.startTimestamp")]);
    tab.session.on_lead(true);
    let snapshot = |since: f64| {
        let state = AgentState {
            name: "Available".into(),
            r#type: "routable".into(),
            start_timestamp: Some(since),
            ..AgentState::default()
        };
        let agent = Agent { state, ..Agent::default() };
        tab.session.on_connect(ConnectEvent::Snapshot { at: since, agent, contacts: Vec::new() });
    };
    snapshot(1.0);
    snapshot(2.0);
    assert_eq!(tab.saved().len(), 1);
    tab.session.on_connect(ConnectEvent::Link(Link::SignedOut));
    snapshot(3.0);
    assert_eq!(tab.saved().len(), 2);
}

fn message(id: &str, role: &str, old: bool) -> ConnectEvent {
    let message = json!({"Id": id, "ParticipantRole": role, "Content": id});
    ConnectEvent::ChatMessage { contact_id: "a".into(), message, old }
}

fn chats(tab: &Tab, state: ContactState) {
    let chat = Contact { contact_id: "a".into(), r#type: Channel::Chat, state, ..Contact::default() };
    tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent: Agent::default(), contacts: vec![chat] });
}

#[test]
fn each_message_runs_once_over_tabs_and_reloads_and_old_ones_never() {
    let claims = claims();
    let flows = || {
        vec![
            flow("r", "chatContact", "onMessageReceived", "$.payload.Content"),
            flow("s", "chatContact", "onMessageSent", "$.payload.Content"),
        ]
    };
    let tab = Tab::open(&claims);
    tab.load(flows());
    tab.session.on_lead(true);
    chats(&tab, ContactState::Connected);
    for event in
        [message("0", "CUSTOMER", true), message("1", "CUSTOMER", false), message("1", "CUSTOMER", false)]
    {
        tab.session.on_connect(event);
    }
    tab.session.on_connect(message("2", "AGENT", false));
    tab.session.on_connect(message("3", "SYSTEM", false));
    assert_eq!(tab.saved(), ["1", "2"]);
    assert_eq!(tab.session.last_message(&"a".into()).unwrap()["Content"], "3");
    let reloaded = Tab::open(&claims);
    reloaded.load(flows());
    reloaded.session.on_lead(true);
    chats(&reloaded, ContactState::Connected);
    reloaded.session.on_connect(message("2", "AGENT", false));
    reloaded.session.on_connect(message("4", "CUSTOMER", false));
    assert_eq!(reloaded.saved(), ["4"]);
    let time = |at: &str, old| {
        let message = json!({"Id": at, "ParticipantRole": "AGENT", "AbsoluteTime": at});
        reloaded.session.on_connect(ConnectEvent::ChatMessage { contact_id: "a".into(), message, old });
    };
    time("2026-01-05T10:00:02.000Z", false);
    time("2026-01-05T10:00:01.000Z", true);
    assert_eq!(reloaded.session.last_message(&"a".into()).unwrap()["Id"], "2026-01-05T10:00:02.000Z");
    reloaded.sees(&[]);
    assert_eq!(reloaded.session.last_message(&"a".into()), None);
}

#[test]
fn a_look_at_a_chat_runs_in_the_leading_tab_each_time_it_is_connected() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![told("chatContact", "onViewContact")]);
        chats(tab, ContactState::Connecting);
    }
    first.session.on_lead(true);
    let look = |tab: &Tab| tab.session.on_connect(ConnectEvent::Viewed(Some("a".into())));
    look(&first);
    assert!(first.saved().is_empty());
    for tab in [&first, &second] {
        chats(tab, ContactState::Connected);
        look(tab);
    }
    look(&first);
    first.clock.advance(5_000);
    second.clock.advance(5_000);
    look(&second);
    // The first tab died before it heard of the second look; what it ran is not run again.
    second.session.on_lead(true);
    assert_eq!((first.saved().len(), second.saved().len()), (2, 1));
}

#[test]
fn work_that_every_tab_hears_of_runs_once_and_a_status_in_the_leading_tab() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![
            flow("w", "salesforceAgent", "onWorkAccepted", "$.payload.workId"),
            flow("s", "salesforceAgent", "onStateChange", "$.payload.statusName"),
            flow("l", "salesforceAgent", "onWorkloadChanged", "load"),
        ]);
        tab.sees(&[]);
    }
    first.session.on_lead(true);
    for tab in [&first, &second] {
        tab.session.on_host(HostEvent::WorkAccepted(json!({"workId": "0Bz", "workItemId": "500"})));
        tab.session.on_host(HostEvent::PresenceStatusChanged(json!({"statusName": "Busy"})));
        tab.session.on_host(HostEvent::WorkloadChanged(json!({"newWorkload": 1})));
        tab.session.on_host(HostEvent::PresenceLoggedOut(json!({})));
    }
    second.session.on_lead(true);
    assert_eq!(first.saved(), ["0Bz", "Busy", "load"]);
    assert!(second.saved().is_empty());
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

#[test]
fn an_action_runs_its_one_flow_about_the_selected_contact() {
    let tab = Tab::open(&claims());
    let form = json!({"name": "Form", "flow": "note", "payload": [{"key": "why", "value": "row"}],
        "fields": [{"name": "why", "label": "Why", "required": true}]});
    let plain = json!({"name": "Plain", "flow": "whom"});
    let none = json!({"name": "None", "flow": "gone"});
    let actions = [form, plain, none].map(|action| serde_json::from_value(action).unwrap()).to_vec();
    let flows = vec![
        flow("note", "ctiAction", "", "$.payload.why"),
        flow("whom", "CTI Action", "none", "$.contact.contactId"),
    ];
    assert_eq!(act(&tab, "Plain", &[]), Err(ActionError::NotReady));
    tab.session.on_host_answer(Ok(()));
    tab.session.on_phone_engine(Ok(Rc::new(NoPhoneEngine) as Rc<dyn PhoneEngine>));
    tab.session.on_configuration(Ok(Configuration { flows, actions, ..Configuration::default() }));
    tab.sees(&[("a", ContactState::Connected), ("b", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::Viewed(Some("a".into())));
    tab.saves(2);
    assert_eq!(act(&tab, "Form", &[]), Err(ActionError::MissingField("Why".into())));
    assert_eq!(act(&tab, "Form", &[("why", "typed")]), Ok(()));
    assert_eq!(act(&tab, "Plain", &[]), Ok(()));
    assert_eq!(act(&tab, "None", &[]), Err(ActionError::NoFlow("gone".into())));
    assert_eq!(act(&tab, "Else", &[]), Err(ActionError::Unknown("Else".into())));
    tab.host.side.will(Behaviour::Refuses { code: "GENERIC_ERROR", message: "no" });
    let refused = act(&tab, "Plain", &[]);
    assert!(matches!(refused, Err(ActionError::Refused { command: "command.save", .. })), "{refused:?}");
    assert_eq!(tab.saved(), ["typed", "a", "a"]);
    let state = tab.session.hub.state();
    let shown = state.actions.get(&Some("a".into())).unwrap();
    assert!(matches!(shown.runs.get("Form"), Some(ActionState::Done)));
}

#[test]
fn a_run_is_written_down_without_personal_data() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("Log", "voiceContact", "onConnecting", "Call from +12135550100")]);
    tab.session.on_lead(true);
    tab.saves(1);
    tab.sees(&RINGS);
    assert_eq!(tab.saved(), ["Call from +12135550100"]);
    tab.clock.advance(1);
    settle();
    let kept = block_on(tab.archive.all());
    let [text] = &kept[..] else { panic!("one run is kept, not {}", kept.len()) };
    assert!(!text.contains("2135550100"), "{text}");
    let record = Record::parse(text).unwrap();
    assert_eq!((&*record.flow.name, &*record.tab, &*record.outcome.status), ("Log", "tab", "completed"));
    assert_eq!(record.outcome.path, ["0", "1", "2"]);
    assert_eq!(record.effects[0].effect, "host.saveLog");
    assert_eq!(record.flow.titles["1"], "Save (or Create) a Record");
    assert_eq!(tab.session.hub.state().runs.len(), 1);
}

#[test]
fn runs_of_other_tabs_are_shown_beside_those_of_this_one() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("Log", "voiceContact", "onConnecting", "x")]);
    tab.session.on_lead(true);
    tab.saves(1);
    tab.sees(&RINGS);
    settle();
    tab.clock.advance(1);
    settle();
    let mut other = Record::parse(&block_on(tab.archive.all())[0]).unwrap();
    other.tab = "other".to_owned();
    block_on(tab.archive.add(serde_json::to_string(&other).unwrap()));
    block_on(tab.session.recall());
    let tabs: Vec<_> = tab.session.hub.state().runs.iter().map(|run| run.tab.clone()).collect();
    assert_eq!(tabs, ["tab", "other"]);
}

/// A flow that waits before it saves.
fn waits(name: &str, event: &str, ms: u32) -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreDelay", "ports": {"done": "2"}, "controls": {"delay": ms}},
        {"id": "2", "type": "SE_SFSaveLog", "controls": {"entityType": "Task", "fieldValues": {"Subject": name}}},
    ]});
    FlowRecord { body: body.to_string(), ..flow(name, "voiceContact", event, "") }
}

#[test]
fn a_flow_that_waits_holds_up_no_other_contact() {
    let tab = Tab::open(&claims());
    tab.load(vec![
        waits("slow", "onConnecting", 50_000),
        flow("quick", "voiceContact", "onConnected", "quick"),
    ]);
    tab.session.on_lead(true);
    tab.saves(2);
    tab.sees(&[("a", ContactState::Connecting)]);
    assert!(tab.saved().is_empty());
    tab.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connected)]);
    assert_eq!(tab.saved(), ["quick"], "at the very same moment");
    tab.clock.advance(50_000);
    assert_eq!(tab.saved(), ["quick", "slow"]);
}

#[test]
fn a_flow_that_takes_too_long_is_ended_and_says_where() {
    let tab = Tab::open(&claims());
    tab.load(vec![waits("slow", "onConnecting", 61_000)]);
    tab.session.on_lead(true);
    tab.sees(&RINGS);
    settle();
    tab.clock.advance(59_999);
    settle();
    assert!(tab.session.hub.state().notices.is_empty());
    tab.clock.advance(1);
    settle();
    let notices = tab.session.hub.state().notices.clone();
    let [Notice::Run { message, .. }] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!(message, "the flow used up its 60 s while block `1` (Delay) waited for `clock.delay`");
    tab.clock.advance(60_000);
    assert!(tab.saved().is_empty(), "nothing more happens");
}

/// What a tab sees of an agent in this state, with these contacts.
fn sees_agent(tab: &Tab, name: &str, kind: &str, contacts: &[(&str, ContactState)]) {
    let contacts = contacts.iter().map(|(id, state)| Contact {
        contact_id: (*id).into(),
        state: *state,
        ..Contact::default()
    });
    let state = AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() };
    let agent = Agent { state, ..Agent::default() };
    tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent, contacts: contacts.collect() });
}

/// A call is live in one region; then the agent is offline in another.
fn fail_over(tab: &Tab) {
    sees_agent(tab, "Lunch", "not_routable", &[]);
    sees_agent(tab, "Busy", "system", &[("a", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::FailingOver);
    sees_agent(tab, "Offline", "offline", &[]);
    tab.session.on_connect(ConnectEvent::FailedOver { region: "us-west-2".to_owned() });
    settle();
}

fn retaining(tab: &Tab, value: &str) {
    let feature = Feature { name: "GlobalResiliency".to_owned(), value: value.to_owned(), active: true };
    tab.load(Vec::new());
    tab.session.on_configuration(Ok(Configuration { features: vec![feature], ..Configuration::default() }));
}

fn states_set(tab: &Tab) -> Vec<String> {
    let calls = tab.connect.side.calls();
    let set = calls.iter().filter(|call| call.name == "putAgentState");
    set.map(|call| call.arguments["state"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_contacts_of_a_region_that_failed_end_once_in_one_tab() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![flow("ends", "voiceContact", "onEnded", "$.contact.contactId")]);
    }
    first.session.on_lead(true);
    first.saves(2);
    fail_over(&first);
    fail_over(&second);
    assert_eq!((first.saved(), second.saved()), (vec!["a".to_owned()], vec![]));
    second.session.on_lead(true);
    sees_agent(&second, "Lunch", "not_routable", &[]);
    assert!(second.saved().is_empty());
    let notices = first.session.hub.state().notices.clone();
    assert!(notices.contains(&Notice::FailedOver("us-west-2".to_owned())), "{notices:?}");
}

#[test]
fn what_the_agent_chose_is_chosen_again_in_the_new_region_if_wished_and_by_one_tab() {
    for (value, leads, expected) in [
        ("RetainAgentStateEnabled: true", true, 1),
        ("RetainAgentStateEnabled: true", false, 0),
        ("", true, 0),
    ] {
        let tab = Tab::open(&claims());
        retaining(&tab, value);
        tab.session.on_lead(leads);
        fail_over(&tab);
        assert_eq!(states_set(&tab), vec!["Lunch"; expected], "{value} {leads}");
    }
}

/// Why the agent is told to choose the state anew; nothing where it was set.
fn lost(tab: &Tab) -> Vec<(String, String)> {
    let lost = |notice: &Notice| match notice {
        Notice::StateLost { state, reason } => Some((state.clone(), reason.clone())),
        _ => None,
    };
    tab.session.hub.state().notices.iter().filter_map(lost).collect()
}

#[test]
fn a_state_that_the_new_region_does_not_take_is_told_once() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    tab.connect.side.will(Behaviour::Refuses { code: "InvalidStateException", message: "no" });
    fail_over(&tab);
    tab.clock.advance(60_000);
    settle();
    assert_eq!(lost(&tab), [("Lunch".to_owned(), "InvalidStateException: no".to_owned())]);
    assert_eq!(tab.told(), []);
}

#[test]
fn nobody_is_available_in_the_new_region_where_a_call_would_have_no_sound() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    FACTS.set(Facts { microphone: Permission::Denied, ..Facts::default() });
    let sees = |name: &str, kind: &str| {
        let state = AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() };
        let agent = Agent { state, softphone_enabled: true, ..Agent::default() };
        tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent, contacts: Vec::new() });
    };
    sees("Available", "routable");
    tab.session.on_connect(ConnectEvent::FailingOver);
    sees("Offline", "offline");
    tab.session.on_connect(ConnectEvent::FailedOver { region: "us-west-2".to_owned() });
    settle();
    FACTS.set(Facts::default());
    assert!(states_set(&tab).is_empty());
    let reason = "unfit: the browser blocks the microphone for this page";
    assert_eq!(lost(&tab), [("Available".to_owned(), reason.to_owned())]);
}

#[test]
fn a_state_that_the_new_region_takes_and_does_not_show_is_told() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    fail_over(&tab);
    assert_eq!(tab.session.hub.state().lines.state.wished.as_deref(), Some("Lunch"));
    tab.clock.advance(10_000);
    settle();
    let late = Said::StateLate { wished: "Lunch".to_owned(), current: "Offline".to_owned() };
    assert_eq!((tab.told(), lost(&tab)), (vec![late], Vec::new()));
}
