//! The phone in a browser, over the real amazon-connect-streams and a CCP that behaves as told.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_connect::{ConnectError, Phone, PhoneSettings};
use cti_core::{Channel, Contact, ContactState};
use cti_ports::contract::{self, Rig, connect::ConnectRig};
use cti_ports::fake::{Behaviour, Call};
use cti_ports::{Connect, ConnectEvent, Link, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

const STREAMS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../node_modules/amazon-connect-streams/release/connect-streams-min.js"
));

const QUEUE: &str = "arn:aws:connect:eu-central-1:1:instance/a-1/queue/support";

/// Short, since a library's clock cannot be moved; long enough for an answer on a busy machine.
const LIMIT_MS: u32 = 200;

#[wasm_bindgen(module = "/tests/fake_ccp.js")]
extern "C" {
    fn reset(options: &str) -> String;
    #[wasm_bindgen(js_name = loadStreams)]
    fn load_streams(source: &str) -> js_sys::Promise;
    fn ccp_json() -> String;
    fn set(options: &str);
    fn say(event: &str, data: &str);
    fn will(behaviour: &str);
    fn post();
    fn post_broken(kind: &str);
    fn evaluate(expression: &str) -> JsValue;
}

fn ccp() -> Value {
    serde_json::from_str(&ccp_json()).unwrap()
}

type Heard = Rc<RefCell<Vec<ConnectEvent>>>;

struct World {
    phone: Phone,
    heard: Heard,
}

impl World {
    /// A page with Streams and a phone, just started.
    async fn start(options: Value) -> Self {
        Self::start_with(options, |_| {}).await
    }

    async fn start_with(options: Value, change: impl FnOnce(&mut PhoneSettings)) -> Self {
        let url = reset(&options.to_string());
        JsFuture::from(load_streams(STREAMS)).await.unwrap();
        let mut settings = PhoneSettings::new(&url);
        settings.time_limit_ms = LIMIT_MS;
        settings.login_url = Some("https://sign-in.example/".to_owned());
        change(&mut settings);
        let heard = Heard::default();
        let sink = Rc::clone(&heard);
        let phone =
            Phone::start(container(), settings, Rc::new(move |event| sink.borrow_mut().push(event))).unwrap();
        Self { phone, heard }
    }

    /// The same, once the first snapshot has arrived.
    async fn up(contacts: Value) -> Self {
        let world = Self::start(json!({ "contacts": contacts })).await;
        world.hears(|event| matches!(event, ConnectEvent::Snapshot { .. })).await;
        world
    }

    /// Waits for an event that fits and forgets everything up to it.
    async fn hears(&self, fits: impl Fn(&ConnectEvent) -> bool) -> ConnectEvent {
        let found = until(|| self.heard.borrow().iter().position(&fits)).await;
        let Some(at) = found else { panic!("not heard; instead: {:?}", self.heard.borrow()) };
        self.heard.borrow_mut().drain(..=at).next_back().unwrap()
    }

    async fn hears_link(&self, link: Link) {
        self.hears(|event| *event == ConnectEvent::Link(link.clone())).await;
    }

    async fn hears_contacts(&self) -> Vec<Contact> {
        match self.hears(|event| matches!(event, ConnectEvent::Snapshot { .. })).await {
            ConnectEvent::Snapshot { contacts, .. } => contacts,
            other => panic!("{other:?}"),
        }
    }

    /// Everything the CCP has said so far has been heard; this is what it made the phone say.
    async fn said(&self) -> Vec<ConnectEvent> {
        say("contact::view", r#"{"contactId":"barrier"}"#);
        let barrier = ConnectEvent::Viewed(Some("barrier".into()));
        until(|| self.heard.borrow().contains(&barrier).then_some(())).await;
        let mut said = self.heard.take();
        said.retain(|event| *event != barrier);
        said
    }

    fn change(&self, contacts: Value) {
        set(&json!({ "contacts": contacts }).to_string());
        post();
    }
}

fn container() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

/// Looks until there is something, for a few seconds at most.
async fn until<T>(look: impl Fn() -> Option<T>) -> Option<T> {
    for _ in 0..1_000 {
        if let Some(found) = look() {
            return Some(found);
        }
        TimeoutFuture::new(4).await;
    }
    None
}

fn states(contacts: &[Contact]) -> Vec<(&str, ContactState)> {
    contacts.iter().map(|contact| (contact.contact_id.as_str(), contact.state)).collect()
}

#[wasm_bindgen_test]
async fn a_call_that_rings_before_the_phone_is_there_is_heard() {
    let world = World::start(json!({ "contacts": [{ "contactId": "c" }] })).await;
    world.hears(|event| matches!(event, ConnectEvent::Link(_))).await;
    assert_eq!(world.heard.borrow().len(), 1, "the link first, then the snapshot, and each once");
    let ConnectEvent::Snapshot { at, agent, contacts } = world.heard.borrow_mut().remove(0) else {
        panic!("no snapshot")
    };
    assert!((js_sys::Date::now() - at).abs() < 60_000.0);
    assert_eq!((agent.name.as_str(), agent.state.name.as_str()), ("Ada", "Available"));
    assert_eq!((agent.state.start_timestamp, agent.may_dial()), (Some(5_000.0), true));
    let [contact] = &contacts[..] else { panic!("{contacts:?}") };
    assert_eq!((contact.state, contact.is_inbound), (ContactState::Connecting, true));
    assert_eq!((contact.phone_number.as_str(), contact.queue_name.as_str()), ("+12135550100", "Support"));
    assert_eq!(contact.state_timestamp, Some(7_000.0));
    assert_eq!(contact.attributes["tier"], "<b>gold</b>");
}

#[wasm_bindgen_test]
async fn a_call_from_ring_to_clear_beside_a_task() {
    let world = World::up(json!([])).await;
    let task = json!({ "contactId": "t", "type": "task", "state": "connected", "raw": { "name": "Do" } });
    for (state, expected) in [
        ("connecting", ContactState::Connecting),
        ("connected", ContactState::Connected),
        ("ended", ContactState::Ended),
    ] {
        world.change(json!([{ "contactId": "c", "state": state }, task]));
        let contacts = world.hears_contacts().await;
        assert_eq!(states(&contacts), [("c", expected), ("t", ContactState::Connected)]);
    }
    world.change(json!([task]));
    let contacts = world.hears_contacts().await;
    assert_eq!(states(&contacts), [("t", ContactState::Connected)]);
    assert_eq!((&contacts[0].r#type, contacts[0].name.as_str()), (&Channel::Task, "Do"));
    assert_eq!(contacts[0].references["site"].value, "https://example.com");
}

#[wasm_bindgen_test]
async fn a_snapshot_that_changes_nothing_says_nothing() {
    let world = World::up(json!([{ "contactId": "a" }, { "contactId": "b" }])).await;
    post();
    post();
    assert_eq!(world.said().await, []);
    world.change(json!([{ "contactId": "b" }, { "contactId": "a" }]));
    assert_eq!(states(&world.hears_contacts().await).iter().map(|it| it.0).collect::<Vec<_>>(), ["b", "a"]);
    set(r#"{"agentState":"Lunch"}"#);
    post();
    world
        .hears(|event| matches!(event, ConnectEvent::Snapshot { agent, .. } if agent.state.name == "Lunch"))
        .await;
    world.change(json!([{ "contactId": "b", "raw": { "attributes": {} } }, { "contactId": "a" }]));
    assert!(world.hears_contacts().await[0].attributes.is_empty());
}

#[wasm_bindgen_test]
async fn a_contact_of_an_unknown_kind_is_a_contact() {
    let world = World::up(json!([{ "contactId": "h", "type": "hologram", "state": "beamed" }])).await;
    world.change(json!([{ "contactId": "h", "type": "hologram", "state": "connected" }]));
    let contacts = world.hears_contacts().await;
    assert_eq!(contacts[0].r#type, Channel::Other("hologram".to_owned()));
}

#[wasm_bindgen_test]
async fn broken_snapshots_change_nothing() {
    let world = World::up(json!([{ "contactId": "c" }])).await;
    post_broken("missing");
    post_broken("text");
    assert_eq!(world.said().await, []);
    world.change(json!([{ "contactId": "c", "state": "connected" }]));
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connected)]);
    post_broken("odd");
    assert_eq!(world.hears_contacts().await, []);
    post_broken("cyclic");
    world.change(json!([{ "contactId": "d" }]));
    world
        .hears(|event| matches!(event, ConnectEvent::Snapshot { contacts, .. } if contacts.len() == 1))
        .await;
}

#[wasm_bindgen_test]
async fn the_contact_that_the_agent_looks_at() {
    let world = World::up(json!([])).await;
    say("contact::view", r#"{"contactId":"c"}"#);
    say("contact::view", r#"{"contactId":""}"#);
    say("contact::view", "null");
    assert_eq!(
        world.said().await,
        [ConnectEvent::Viewed(Some("c".into())), ConnectEvent::Viewed(None), ConnectEvent::Viewed(None)]
    );
}

/// The contacts of the last snapshot.
fn last_states(heard: &[ConnectEvent]) -> Option<Vec<(&str, ContactState)>> {
    heard.iter().rev().find_map(|event| match event {
        ConnectEvent::Snapshot { contacts, .. } => Some(states(contacts)),
        _ => None,
    })
}

struct ContractRig(World);

impl Rig for ContractRig {
    fn will(&self, behaviour: Behaviour) {
        will(&match behaviour {
            Behaviour::Answers(_) => json!({"kind": "Answers"}).to_string(),
            Behaviour::Refuses { code, message } => {
                json!({"kind": "Refuses", "code": code, "message": message}).to_string()
            }
            Behaviour::Throws(message) => json!({"kind": "Throws", "message": message}).to_string(),
            Behaviour::Silent => json!({"kind": "Silent"}).to_string(),
            Behaviour::Late(_) => json!({"kind": "Late"}).to_string(),
            Behaviour::Twice(_) => json!({"kind": "Twice"}).to_string(),
        });
    }

    fn calls(&self) -> Vec<Call> {
        let calls = ccp()["calls"].take();
        let calls: Vec<Value> = serde_json::from_value(calls).unwrap();
        calls.iter().map(plain_call).collect()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(TimeoutFuture::new(LIMIT_MS + 60))
    }
}

/// A request of Streams in the contract's words.
fn plain_call(call: &Value) -> Call {
    let params = &call["params"];
    let mut arguments = json!({ "phoneNumber": params["endpoint"]["phoneNumber"] });
    if let Some(arn) = params.get("queueARN") {
        arguments["queueARN"] = arn.clone();
    }
    let name = match call["method"].as_str().unwrap() {
        "createOutboundContact" => "dial",
        "createAdditionalConnection" => "add",
        other => other,
    };
    Call { name: name.to_owned(), arguments }
}

impl ConnectRig for ContractRig {
    fn have(&self, contacts: Vec<Contact>) -> Pin<Box<dyn Future<Output = ()>>> {
        let plain: Vec<Value> = contacts
            .iter()
            .map(|it| json!({ "contactId": it.contact_id, "type": it.r#type, "state": it.state }))
            .collect();
        set(&json!({ "contacts": plain }).to_string());
        let heard = Rc::clone(&self.0.heard);
        Box::pin(async move {
            until(|| (ccp()["pages"] != 0).then_some(())).await.unwrap();
            post();
            until(|| (last_states(&heard.borrow())? == states(&contacts)).then_some(())).await.unwrap();
        })
    }

    fn sign_out(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        say("terminated", "null");
        let heard = Rc::clone(&self.0.heard);
        Box::pin(async move {
            until(|| heard.borrow().contains(&ConnectEvent::Link(Link::SignedOut)).then_some(())).await;
        })
    }
}

#[wasm_bindgen_test]
async fn the_phone_keeps_the_contract() {
    let world = World::start(json!({ "late": LIMIT_MS + 30 })).await;
    let rig = ContractRig(world);
    contract::connect::suite(&rig.0.phone, &rig, QUEUE).await;
}

#[wasm_bindgen_test]
async fn a_queue_of_another_profile_is_refused_by_name() {
    let world = World::up(json!([])).await;
    let answer = world.phone.dial("+12135550100", Some("arn:elsewhere")).await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "unknownQueue: queue `arn:elsewhere` is not in the agent's routing profile `Basic`"
    );
    assert!(world.phone.dial(" ", None).await.is_err());
    assert_eq!(ccp()["calls"], json!([]));
    assert_eq!(world.phone.dial("+12135550100", None).await, Ok(()));
    assert_eq!(ccp()["calls"][0]["params"]["queueARN"], QUEUE);
}

#[wasm_bindgen_test]
async fn an_agent_who_has_to_sign_in_does_so_by_a_click_in_one_window() {
    let world = World::start_with(json!({ "signedIn": false }), |settings| settings.load_limit_ms = 60).await;
    world.hears_link(Link::SignedOut).await;
    assert_eq!(ccp()["windows"], json!([]), "no window without a click");
    assert_eq!(world.phone.sign_in().await, Ok(()));
    assert_eq!(world.phone.sign_in().await, Ok(()));
    let windows = ccp()["windows"].take();
    assert_eq!(windows.as_array().unwrap().len(), 1);
    assert_eq!((&windows[0]["url"], &windows[0]["focused"]), (&json!("https://sign-in.example/"), &json!(1)));

    // Signing in takes longer than all retries of Streams.
    until(|| (ccp()["pages"].as_u64() > Some(25)).then_some(())).await.unwrap();
    assert!(!world.heard.borrow().iter().any(|it| matches!(it, ConnectEvent::Link(Link::Failed(_)))));
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(ccp()["windows"][0]["closed"], true);
    let answer = world.phone.sign_in().await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
}

#[wasm_bindgen_test]
async fn a_blocked_window_is_a_readable_refusal() {
    let world =
        World::start_with(json!({ "signedIn": false, "blocked": true }), |it| it.load_limit_ms = 40).await;
    world.hears_link(Link::SignedOut).await;
    let answer = world.phone.sign_in().await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "windowBlocked"),
        "{answer:?}"
    );
}

#[wasm_bindgen_test]
async fn a_phone_that_never_answers_fails_and_comes_back_without_a_reload_of_the_page() {
    let world = World::start_with(json!({ "signedIn": false }), |settings| settings.load_limit_ms = 30).await;
    world.hears(|event| matches!(event, ConnectEvent::Link(Link::Failed(_)))).await;
    assert_eq!(ccp()["pages"], 11, "one page and ten retries");
    set(r#"{"signedIn":true,"contacts":[{"contactId":"c"}]}"#);
    assert_eq!(world.phone.reconnect().await, Ok(()));
    world.hears_link(Link::Up).await;
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connecting)]);
    world.change(json!([{ "contactId": "c", "state": "ended" }]));
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Ended)]);
    assert_eq!(world.said().await, [], "each event came once");
    assert_eq!(frames(), 1);
    assert_eq!(world.phone.dial("+12135550100", None).await, Ok(()));
}

fn frames() -> u32 {
    web_sys::window().unwrap().document().unwrap().get_elements_by_tag_name("iframe").length()
}

#[wasm_bindgen_test]
async fn reconnecting_again_and_again_leaves_one_phone_and_one_subscription() {
    let world = World::up(json!([])).await;
    for round in 0..10 {
        assert_eq!(world.phone.reconnect().await, Ok(()));
        world.hears_link(Link::Up).await;
        assert_eq!(world.hears_contacts().await, [], "round {round}");
    }
    world.change(json!([{ "contactId": "c" }]));
    let snapshots = |events: &[ConnectEvent]| {
        events.iter().filter(|it| matches!(it, ConnectEvent::Snapshot { .. })).count()
    };
    assert_eq!(snapshots(&world.said().await), 1);
    assert_eq!(frames(), 1);
}

#[wasm_bindgen_test]
async fn a_phone_that_falls_silent_is_lost_until_it_answers_again() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c" }] }), |it| it.keepalive_ms = 20).await;
    world.hears_link(Link::Up).await;
    set(r#"{"silent":true}"#);
    world.hears_link(Link::Lost).await;
    let answer = world.phone.dial("+12135550100", None).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
    assert_eq!(ccp()["pages"], 1, "the page of a live contact is left alone");
    set(r#"{"silent":false}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connecting)]);
    assert_eq!(
        ccp()["reloads"].as_u64().map(|asked| asked > 0),
        Some(true),
        "it was asked for what was missed"
    );
}

#[wasm_bindgen_test]
async fn a_renewed_session_is_no_news_and_a_refused_one_is() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |it| {
            it.keepalive_ms = 20;
            it.load_limit_ms = 30;
        })
        .await;
    world.hears_contacts().await;
    say("auth_fail", r#"{"authorize":true}"#);
    TimeoutFuture::new(400).await;
    assert_eq!(world.said().await, []);
    say("auth_fail", r#"{"authorize":true}"#);
    set(r#"{"silent":true}"#);
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    TimeoutFuture::new(200).await;
    assert_eq!(ccp()["pages"], 1, "the page of a live contact is left alone");
}

/// The CCP went back to its sign-in page by itself, and the audio with it: nothing is left to protect.
#[wasm_bindgen_test]
async fn a_session_that_ends_during_a_call_can_be_mended() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |it| {
            it.keepalive_ms = 50;
            it.load_limit_ms = 60;
        })
        .await;
    world.hears_contacts().await;
    say("auth_fail", r#"{"authorize":true}"#);
    set(r#"{"signedIn":false}"#);
    evaluate("document.querySelector('iframe').contentWindow.location.reload()");
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    until(|| (ccp()["pages"].as_u64() > Some(3)).then_some(())).await.unwrap();
    set(r#"{"signedIn":true,"contacts":[]}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(world.hears_contacts().await, []);
}

#[wasm_bindgen_test]
async fn signing_out_and_in_again() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |settings| {
            settings.load_limit_ms = 60;
        })
        .await;
    world.hears_contacts().await;
    say("terminated", "null");
    set(r#"{"signedIn":false,"contacts":[]}"#);
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    until(|| (ccp()["pages"].as_u64() > Some(2)).then_some(())).await.unwrap();
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(world.hears_contacts().await, []);
}

#[wasm_bindgen_test]
async fn a_phone_that_is_dropped_says_no_more() {
    let world = World::up(json!([])).await;
    let heard = Rc::clone(&world.heard);
    drop(world);
    set(r#"{"contacts":[{"contactId":"c"}]}"#);
    let before = evaluate("connect.core.getAgentDataProvider().getAgentData().snapshot.contacts.length");
    assert_eq!(before.as_f64(), Some(0.0));
    post();
    until(|| {
        let now = evaluate("connect.core.getAgentDataProvider().getAgentData().snapshot.contacts.length");
        (now.as_f64() == Some(1.0)).then_some(())
    })
    .await
    .unwrap();
    assert_eq!(*heard.borrow(), []);
}

#[wasm_bindgen_test]
fn a_page_without_streams_is_told_so() {
    reset("{}");
    let settings = PhoneSettings::new("https://acme.example/ccp-v2");
    let started = Phone::start(container(), settings, Rc::new(|_| {}));
    assert_eq!(started.err(), Some(ConnectError::NotLoaded));
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_an_error() {
    reset("{}");
    JsFuture::from(load_streams(STREAMS)).await.unwrap();
    evaluate("connect.core.initCCP = () => { throw { type: 'Odd', get message() { throw 1 } } }");
    let started = Phone::start(container(), PhoneSettings::new("https://acme.example/"), Rc::new(|_| {}));
    assert_eq!(
        started.err().map(|error| error.to_string()).as_deref(),
        Some("amazon-connect-streams did not start the phone: Odd: no reason given")
    );
}

async fn after_failing_with(reason: &str) -> String {
    let world = World::up(json!([])).await;
    evaluate(&format!("connect.Agent.prototype.connect = (_, {{ failure }}) => failure({reason})"));
    world.phone.dial("+12135550100", None).await.unwrap_err().to_string()
}

#[wasm_bindgen_test]
async fn whatever_a_call_fails_with_is_a_refusal() {
    for (reason, expected) in [
        (r#"'{"type":"LimitExceededException","message":"too many"}'"#, "LimitExceededException: too many"),
        ("'error'", "error: error"),
        ("new TypeError('bad')", "TypeError: bad"),
        ("{ errorKey: 'clientTimeout', reason: 'late' }", "clientTimeout: late"),
        ("undefined", "error: no reason given"),
        ("7", "error: 7"),
        ("(() => { const a = { message: 'm' }; a.a = a; return a; })()", "error: m"),
        ("new Proxy({}, { get() { throw 1 } })", "error: no reason given"),
    ] {
        assert_eq!(after_failing_with(reason).await, expected, "{reason}");
    }
}
