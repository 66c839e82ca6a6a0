//! Every command of flows, against a world that answers nothing: each ends, is told once and logged once.

use std::collections::BTreeSet;

use cti_core::contact::Connection;
use cti_core::settings::FlowRecord;
use cti_core::{Agent, AgentState, Contact, ContactState};
use cti_flow::{Effect, Record};
use cti_ports::fake::{Behaviour, block_on};
use cti_ports::{Archive, ConnectEvent, HostEvent, Level};
use serde_json::{Value, json};

use super::command::command;
use super::tests::{Tab, claims, flow, settle};
use crate::lines::{Said, Why};

/// A flow of one block. An open `failure` ends it as failed.
fn one_block(block: &str, controls: &Value, ports: &Value) -> FlowRecord {
    one_block_on(("voiceContact", "onConnected"), block, controls, ports)
}

fn one_block_on(event: (&str, &str), block: &str, controls: &Value, ports: &Value) -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": block, "controls": controls, "ports": ports},
        {"id": "2", "type": "SE_End"},
    ]});
    FlowRecord { body: body.to_string(), ..flow(block, event.0, event.1, "") }
}

impl Tab {
    /// Phone and session see the same.
    pub(super) fn shows(&self, state: &str, contacts: Vec<Contact>) {
        let state = AgentState { name: state.into(), r#type: "routable".into(), ..AgentState::default() };
        let agent = Agent { state, ..Agent::default() };
        let snapshot = ConnectEvent::Snapshot { at: 1.0, agent, contacts };
        self.connect.say(snapshot.clone());
        self.session.on_connect(snapshot);
    }

    /// Nobody answers anything.
    pub(super) fn all_silent(&self) {
        for _ in 0..9 {
            [&*self.connect.side, &self.host.side, &self.org.side, &self.http.side]
                .iter()
                .for_each(|side| side.will(Behaviour::Silent));
        }
    }

    pub(super) fn told(&self) -> Vec<Said> {
        let messages = self.session.hub.state().lines.messages.clone();
        messages.into_iter().map(|message| message.said).collect()
    }

    fn warnings(&self) -> Vec<String> {
        let lines = self.log.lines().into_iter();
        lines.filter(|(level, _)| *level != Level::Info).map(|(_, line)| line).collect()
    }
}

/// A connected call with a customer and the agent in it.
pub(super) fn call(id: &str, state: ContactState) -> Contact {
    let leg = |id: &str, kind: &str| Connection {
        connection_id: id.to_owned(),
        r#type: kind.to_owned(),
        initial: kind == "inbound",
        ..Connection::default()
    };
    let connections = vec![leg("theirs", "inbound"), leg("mine", "agent")];
    Contact { contact_id: id.into(), state, connections, ..Contact::default() }
}

/// Each command, by a block that gives it.
fn commands() -> Vec<(&'static str, Value)> {
    let none = json!({});
    let tab = json!({"url": "/lightning/o/Lead/list", "tabId": "t", "primaryTabId": "t"});
    let status = json!({"statusId": "0N55g0000000001AAA"});
    let query = json!({"query": "SELECT Id FROM Contact"});
    vec![
        ("SE_AgentDialNumber", json!({"phoneNumber": "+12135550100"})),
        ("SE_AgentMute", none.clone()),
        ("SE_AgentUnmute", none.clone()),
        ("SE_AgentSetStatusByName", json!({"name": "Lunch"})),
        ("SE_AgentChangeToDeskphone", json!({"phoneNumber": "+12135550199"})),
        ("SE_AgentGetQuickConnectionList", none.clone()),
        ("SE_AgentCreateTask", json!({"name": "Call back", "endpoint": "Second level"})),
        ("SE_ContactLeaveVoicemail", json!({"voicemailDropName": "x", "quickConnectName": "Second level"})),
        ("SE_ContactDestroyAgentConnection", none.clone()),
        ("SE_ContactStartRecording", none.clone()),
        ("SE_ContactUpdateAttributes", json!({"attributes": {"a": "b"}})),
        ("SE_SFScreenpopObject", json!({"recordId": "5005g0000000001AAA"})),
        ("SE_SFSearchAndScreenpop", json!({"searchParams": "2135550100", "callType": "inbound"})),
        ("SE_SFSaveLog", json!({"entityType": "Task", "fieldValues": {"Subject": "x"}})),
        ("SE_SFCreateTask", json!({"subject1": "x"})),
        ("SE_SFCompleteHvsWorkWithTaskSaved", json!({"workId": "w", "taskId": "00T5g0000000001EAA"})),
        ("SE_SFEnableClickToDial", none.clone()),
        ("SE_SFDisableClickToDial", none.clone()),
        ("SE_SFGetAppViewInfo", none.clone()),
        ("SE_SFGetSoftphoneLayout", none.clone()),
        ("SE_SFRefreshView", none.clone()),
        ("SE_SFShowSoftphonePanel", none.clone()),
        ("SE_SFSetSoftphonePanelHeight", json!({"heightPX": 400})),
        ("SE_SFSetSoftphonePanelWidth", json!({"widthPX": 400})),
        ("SE_SFOpenPrimaryTab", tab.clone()),
        ("SE_SFOpenSubTab", tab.clone()),
        ("SE_SFCloseTab", tab),
        ("SE_SFGetPrimaryTabIds", none.clone()),
        ("SE_SFGetTabObjectMap", none.clone()),
        ("SE_SFGetFocusedPrimaryTabObjectId", none.clone()),
        ("SE_SFGetFocusedSubtabObjectId", none.clone()),
        ("SE_SFGetAgentState", none.clone()),
        ("SE_SFSetAgentState", status.clone()),
        ("SE_SFLoginAgent", status),
        ("SE_SFLogoutAgent", none.clone()),
        ("SE_SFGetAgentWorkload", none),
        ("SE_SFQuery", query),
        ("SE_SFRetrieve", json!({"type": "Account", "id": "0015g0000000001AAA", "fields": "Id"})),
        ("SE_SFGetContactId", json!({"formattedPhoneNumber": "+12135550100"})),
        ("SE_SFRunApex", json!({"apexClass": "C", "methodName": "m"})),
        ("SE_CoreHttpRequest", json!({"url": "https://acme.example/"})),
    ]
}

/// Runs one block while nobody answers; answers the effect that it waited for.
fn unanswered(block: &str, controls: &Value) -> String {
    let tab = Tab::open(&claims());
    tab.load(vec![one_block(block, controls, &json!({}))]);
    tab.session.on_lead(true);
    if block == "SE_ContactLeaveVoicemail" {
        // The message is found and made ready; who plays it does not answer.
        tab.org.side.will(Behaviour::Answers(json!({"records": [{"Id": "a01"}]})));
        tab.saves(1);
    }
    tab.all_silent();
    tab.shows("Available", vec![call("a", ContactState::Connected)]);
    settle();
    assert_eq!(tab.told(), [], "{block} says nothing before its time is over");
    tab.clock.advance(9_999);
    settle();
    assert_eq!(tab.told(), [], "{block} says nothing before its time is over");
    tab.clock.advance(1);
    settle();
    tab.clock.advance(1);
    settle();
    let records = block_on(tab.archive.all());
    let record = Record::parse(&records[0]).unwrap();
    let goes_on = ["SE_AgentMute", "SE_AgentUnmute"].contains(&block);
    assert_eq!(&*record.outcome.status, if goes_on { "completed" } else { "failed" }, "{block}");
    let effect = record.effects.last().unwrap().effect.clone();
    let [Said::Failed { why: Why::NoAnswer, command }] = tab.told()[..] else {
        panic!("{block} is told once, not {:?}", tab.told())
    };
    let texts = crate::locale::Locale::default();
    assert_ne!(texts.text(command), command, "{block} has a name in the agent's words");
    assert_eq!(tab.warnings().len(), 1, "{block} is logged once: {:?}", tab.warnings());
    effect
}

/// These are answered in the page, without asking anybody, or by a person, or by time.
fn asks_nobody(effect: &str) -> bool {
    let local = [
        "connect.getAgentState",
        "connect.getConfiguration",
        "connect.getLog",
        "connect.getChatMessage",
        "log.write",
    ];
    local.contains(&effect) || ["desk.", "store.", "clock."].iter().any(|port| effect.starts_with(port))
}

/// Held elsewhere in this file, or spelled by a command that is in the table.
const ALIKE: [&str; 6] = [
    "connect.clearContact",
    "org.stopContactRecording",
    "org.suspendContactRecording",
    "org.resumeContactRecording",
    "org.soql",
    "log",
];

#[test]
fn every_command_that_nobody_answers_is_told_once_and_logged_once() {
    let asked: BTreeSet<String> =
        commands().iter().map(|(block, controls)| unanswered(block, controls)).collect();
    let missing: Vec<_> = Effect::names()
        .filter(|name| !asks_nobody(name) && !ALIKE.contains(name) && !asked.contains(*name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn a_failure_that_the_flow_takes_is_logged_once_and_not_told() {
    let tab = Tab::open(&claims());
    let ports = json!({"success": "2", "failure": "2"});
    tab.load(vec![one_block("SE_AgentSetStatusByName", &json!({"name": "Lunch"}), &ports)]);
    tab.session.on_lead(true);
    tab.all_silent();
    tab.shows("Available", vec![call("a", ContactState::Connected)]);
    settle();
    tab.clock.advance(10_000);
    settle();
    assert_eq!(tab.told(), []);
    assert_eq!(tab.warnings(), ["[COMMAND] connect.setAgentState: timedOut"]);
}

#[test]
fn a_clicked_number_that_is_not_called_is_told_whatever_the_flow_makes_of_it() {
    let tab = Tab::open(&claims());
    let controls = json!({"phoneNumber": "$.payload.number"});
    let ports = json!({"success": "2", "failure": "2"});
    tab.load(vec![one_block_on(("salesforceUi", "onClickToDial"), "SE_AgentDialNumber", &controls, &ports)]);
    tab.shows("Available", Vec::new());
    tab.connect.side.will(Behaviour::Refuses { code: "BadAddress", message: "no such country" });
    tab.session.on_host(HostEvent::ClickToDial(json!({"number": "+12135550100"})));
    settle();
    let why = Why::Refused("BadAddress: no such country".to_owned());
    assert_eq!(tab.told(), [Said::Failed { command: "command.dial", why }]);
    assert_eq!(tab.warnings(), ["[COMMAND] connect.dial: rejected"]);
}

#[test]
fn a_flow_that_ends_for_another_reason_is_named() {
    let tab = Tab::open(&claims());
    tab.load(vec![one_block("SE_CoreDelay", &json!({"delay": 1}), &json!({"done": "gone"}))]);
    tab.session.on_lead(true);
    tab.shows("Available", vec![call("a", ContactState::Connected)]);
    settle();
    tab.clock.advance(1);
    settle();
    assert_eq!(tab.told(), [Said::Unfinished { flow: "SE_CoreDelay".to_owned() }]);
    // The record is written after everything that is more urgent.
    tab.clock.advance(1);
    settle();
    let lines = tab.warnings();
    assert_eq!(lines.iter().filter(|line| line.starts_with("[FLOW]")).count(), 1, "{lines:?}");
}

#[test]
fn every_effect_has_a_name_in_the_agents_words() {
    use cti_flow::effect::{Connect, Store};
    let texts = crate::locale::Locale::default();
    for effect in [Effect::Connect(Connect::GetLog), Effect::Store(Store::GetAll)] {
        assert_ne!(texts.text(command(&effect)), command(&effect));
    }
}
