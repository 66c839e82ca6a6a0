//! Clicked numbers: kept until the page is ready, dialled once, and joined with the calls that come of them.

use std::rc::Rc;

use cti_core::settings::FlowRecord;
use cti_core::{Agent, AgentState, Contact, ContactState};
use cti_ports::fake::{Behaviour, block_on};
use cti_ports::{Archive, ConnectEvent, HostEvent};
use serde_json::{Value, json};

use super::journal::Claims;
use super::tests::{Tab, claims, flow, settle};
use crate::lines::Said;

const CLINIC: &str = "+12065550142";
const MAYA: &str = "+12135550100";

fn blocks(name: &str, event: (&str, &str), actions: &[(&str, Value)]) -> FlowRecord {
    let mut all = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": "1"}})];
    all.extend(actions.iter().enumerate().map(|(place, (block, controls))| {
        let next = (place + 2).to_string();
        json!({"id": (place + 1).to_string(), "type": block, "controls": controls,
            "ports": {"done": next, "success": next, "failure": next}})
    }));
    all.push(json!({"id": (actions.len() + 1).to_string(), "type": "SE_End"}));
    FlowRecord { body: json!({ "actions": all }).to_string(), ..flow(name, event.0, event.1, "") }
}

fn dials() -> FlowRecord {
    let number = json!({"phoneNumber": "$.payload.number"});
    blocks("Dial", ("salesforceUi", "onClickToDial"), &[("SE_AgentDialNumber", number)])
}

/// Logs the call as a task, and says what it knows of the click.
fn logs() -> FlowRecord {
    let note = json!({"subject1": "$.contact.clicked.recordId", "otherTaskFields": {"Kind": "$.contact.clicked.objectType"}});
    blocks("Log", ("voiceContact", "onEnded"), &[("SE_SFCreateTask", note)])
}

/// A tab that is ready, with nothing going on.
fn ready(claims: &Rc<dyn Claims>, flows: Vec<FlowRecord>) -> Tab {
    let tab = Tab::open(claims);
    tab.load(flows);
    tab.session.on_lead(true);
    tab.sees_calls(&[]);
    settle();
    tab
}

impl Tab {
    fn click(&self, number: &str) {
        self.session.on_host(HostEvent::ClickToDial(json!({ "number": number })));
    }

    fn click_record(&self, number: &str, record: &str, kind: &str) {
        let payload =
            json!({"number": number, "recordId": record, "objectType": kind, "recordName": "Zoë Quill"});
        self.session.on_host(HostEvent::ClickToDial(payload));
        settle();
    }

    fn dialled(&self) -> Vec<String> {
        let calls = self.connect.side.calls();
        let dials = calls.iter().filter(|call| call.name == "dial");
        dials.map(|call| call.arguments["phoneNumber"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Outbound calls of the agent `ada`.
    fn sees_calls(&self, calls: &[(&str, &str, ContactState)]) {
        let calls = calls.iter().map(|(id, number, state)| Contact {
            contact_id: (*id).into(),
            phone_number: (*number).to_owned(),
            is_inbound: false,
            state: *state,
            ..Contact::default()
        });
        let state = AgentState { name: "Available".into(), ..AgentState::default() };
        let agent = Agent { state, username: "ada".into(), ..Agent::default() };
        let snapshot = ConnectEvent::Snapshot { at: 1.0, agent, contacts: calls.collect() };
        self.connect.say(snapshot.clone());
        self.session.on_connect(snapshot);
    }

    fn waiting(&self) -> Option<String> {
        self.session.hub.state().lines.dialling.clone()
    }

    /// Subject, kind, who and what of each task that was logged.
    fn tasks(&self) -> Vec<String> {
        settle();
        let calls = self.host.side.calls();
        let saved = calls.iter().filter(|call| call.name == "saveLog").map(|call| &call.arguments["value"]);
        saved
            .map(|task| {
                ["Subject", "Kind", "WhoId", "WhatId"]
                    .map(|field| task[field].as_str().unwrap_or("-"))
                    .join(" ")
            })
            .collect()
    }
}

#[test]
fn a_click_is_asked_of_connect_before_anything_else_happens() {
    let tab = ready(&claims(), vec![dials()]);
    tab.click(CLINIC);
    // Nothing was waited for: no timer, no promise, no other task.
    assert_eq!(tab.dialled(), [CLINIC]);
}

#[test]
fn a_click_before_the_page_is_ready_is_shown_and_dialled_then() {
    let tab = Tab::open(&claims());
    tab.click(CLINIC);
    tab.clock.advance(29_999);
    settle();
    assert_eq!((tab.waiting().as_deref(), tab.dialled().len()), (Some(CLINIC), 0));
    tab.load(vec![dials()]);
    tab.sees_calls(&[]);
    settle();
    assert_eq!((tab.waiting(), tab.dialled()), (None, vec![CLINIC.to_owned()]));
    tab.clock.advance(30_000);
    settle();
    assert_eq!(tab.told(), []);
}

#[test]
fn a_click_that_waited_too_long_is_refused_in_words_and_never_dialled() {
    let tab = Tab::open(&claims());
    tab.click(CLINIC);
    settle();
    tab.clock.advance(30_000);
    settle();
    assert_eq!(tab.told(), [Said::ClickLate { number: CLINIC.to_owned() }]);
    tab.load(vec![dials()]);
    tab.sees_calls(&[]);
    settle();
    assert_eq!((tab.waiting(), tab.dialled().len()), (None, 0));
}

#[test]
fn a_click_that_waits_can_be_cancelled_or_thought_better_of() {
    let tab = Tab::open(&claims());
    tab.click(CLINIC);
    tab.session.cancel_click();
    assert_eq!(tab.waiting(), None);
    tab.click(CLINIC);
    tab.click(MAYA);
    assert_eq!(tab.waiting().as_deref(), Some(MAYA));
    tab.load(vec![dials()]);
    tab.sees_calls(&[]);
    settle();
    tab.clock.advance(30_000);
    settle();
    assert_eq!((tab.dialled(), tab.told()), (vec![MAYA.to_owned()], Vec::new()));
}

#[test]
fn five_quick_clicks_dial_once_and_a_later_one_dials_again() {
    let tab = ready(&claims(), vec![dials()]);
    for _ in 0..5 {
        tab.click(CLINIC);
        settle();
        tab.clock.advance(200);
    }
    assert_eq!(tab.dialled().len(), 1);
    tab.clock.advance(2_000);
    tab.click(CLINIC);
    settle();
    assert_eq!(tab.dialled().len(), 2);
}

#[test]
fn a_click_whose_flow_is_still_at_it_is_not_begun_again() {
    let tab = ready(&claims(), vec![dials()]);
    tab.connect.side.will(Behaviour::Silent);
    tab.click(CLINIC);
    tab.clock.advance(9_000);
    tab.click(CLINIC);
    tab.click(MAYA);
    settle();
    assert_eq!(tab.dialled(), [CLINIC, MAYA]);
    tab.clock.advance(1_000);
    settle();
    tab.click(CLINIC);
    settle();
    assert_eq!(tab.dialled(), [CLINIC, MAYA, CLINIC]);
}

#[test]
fn without_a_flow_that_dials_the_agent_is_told() {
    let tab = ready(&claims(), Vec::new());
    tab.click(CLINIC);
    assert_eq!(tab.told(), [Said::ClickUnbound { number: CLINIC.to_owned() }]);
}

#[test]
fn a_flow_that_clears_everything_leaves_twenty_clicks_working() {
    let set = ("SE_SetProperty", json!({"key": "x", "value": 1}));
    let clear = ("SE_ClearAllProperties", json!({}));
    let dial = ("SE_AgentDialNumber", json!({"phoneNumber": "$.payload.number"}));
    let tab = ready(
        &claims(),
        vec![blocks("Dial", ("salesforceUi", "onClickToDial"), &[set, clear, dial, clear_again()])],
    );
    for call in 0..20 {
        tab.click_record(CLINIC, "0015g0000000004AAA", "Account");
        let id = call.to_string();
        tab.sees_calls(&[(&id, CLINIC, ContactState::Connecting)]);
        let contacts = tab.session.hub.state().contacts.clone();
        assert_eq!(contacts[0].clicked.get("recordId").unwrap(), "0015g0000000004AAA");
        tab.sees_calls(&[]);
        tab.clock.advance(3_000);
        settle();
    }
    assert_eq!(tab.dialled().len(), 20);
}

fn clear_again() -> (&'static str, Value) {
    ("SE_ClearAllProperties", json!({}))
}

#[test]
fn the_clicked_record_is_on_the_calls_task() {
    let tab = ready(&claims(), vec![dials(), logs()]);
    tab.saves(2);
    tab.click_record(CLINIC, "0015g0000000004AAA", "Account");
    tab.sees_calls(&[("a", CLINIC, ContactState::Connecting)]);
    // A leg that is torn down takes its number along, not the record.
    tab.sees_calls(&[("a", "", ContactState::Ended)]);
    tab.click_record(MAYA, "0035g0000000001AAA", "Contact");
    tab.sees_calls(&[("b", MAYA, ContactState::Connected)]);
    tab.sees_calls(&[]);
    assert_eq!(
        tab.tasks(),
        [
            "0015g0000000004AAA Account - 0015g0000000004AAA",
            "0035g0000000001AAA Contact 0035g0000000001AAA -"
        ]
    );
    tab.clock.advance(1);
    settle();
    let kept = block_on(tab.archive.all()).concat();
    assert!(kept.contains("0015g0000000004AAA") && !kept.contains("2065550142") && !kept.contains("Quill"));
}

#[test]
fn two_clicks_a_second_apart_never_cross() {
    for calls in [["a", "b"], ["b", "a"]] {
        let tab = ready(&claims(), vec![dials(), logs()]);
        tab.saves(2);
        tab.click_record(CLINIC, "0015g0000000004AAA", "Account");
        tab.clock.advance(1_000);
        tab.click_record(MAYA, "0035g0000000001AAA", "Contact");
        // Another record with a number that is being dialled: still the first one's call.
        tab.click_record(CLINIC, "0035g0000000006AAA", "Contact");
        let number = |id: &str| if id == "a" { CLINIC } else { MAYA };
        let seen = calls.map(|id| (id, number(id), ContactState::Connected));
        tab.sees_calls(&seen[..1]);
        tab.sees_calls(&seen);
        tab.sees_calls(&[]);
        let mut tasks = tab.tasks();
        tasks.sort();
        assert_eq!(
            tasks,
            [
                "0015g0000000004AAA Account - 0015g0000000004AAA",
                "0035g0000000001AAA Contact 0035g0000000001AAA -"
            ]
        );
    }
}

#[test]
fn the_record_is_known_in_any_tab_and_after_a_reload() {
    let claims = claims();
    let (clicked, leader) = (ready(&claims, vec![dials()]), ready(&claims, vec![logs()]));
    clicked.click_record(CLINIC, "0015g0000000004AAA", "Account");
    leader.sees_calls(&[("a", CLINIC, ContactState::Connected)]);
    let reloaded = ready(&claims, vec![logs()]);
    reloaded.saves(1);
    reloaded.sees_calls(&[("a", CLINIC, ContactState::Connected)]);
    reloaded.sees_calls(&[]);
    assert_eq!(reloaded.tasks(), ["0015g0000000004AAA Account - 0015g0000000004AAA"]);
}

#[test]
fn only_the_call_that_comes_next_for_that_number_is_meant() {
    let tab = ready(&claims(), vec![dials()]);
    let clicked = |tab: &Tab| {
        let contacts = tab.session.hub.state().contacts.clone();
        contacts.iter().map(|contact| contact.clicked.len()).collect::<Vec<_>>()
    };
    tab.click_record(CLINIC, "0015g0000000004AAA", "Account");
    tab.sees_calls(&[("other", MAYA, ContactState::Connected), ("its", CLINIC, ContactState::Connected)]);
    assert_eq!(clicked(&tab), [0, 4]);
    tab.sees_calls(&[("later", CLINIC, ContactState::Connected)]);
    assert_eq!(clicked(&tab), [0]);
    tab.clock.advance(3_000);
    tab.click_record(CLINIC, "0015g0000000004AAA", "Account");
    tab.clock.advance(120_001);
    tab.sees_calls(&[("too late", CLINIC, ContactState::Connected)]);
    assert_eq!(clicked(&tab), [0]);
}

#[test]
fn a_person_account_is_a_person_to_a_task() {
    let tab = ready(&claims(), vec![dials(), logs()]);
    tab.saves(1);
    tab.session.on_host(HostEvent::ClickToDial(json!({"number": CLINIC, "recordId": "001P",
        "objectType": "Account", "contactId": "003P", "personAccount": true})));
    settle();
    tab.sees_calls(&[("a", CLINIC, ContactState::Connected)]);
    tab.sees_calls(&[]);
    assert_eq!(tab.tasks(), ["001P Account 003P -"]);
}
