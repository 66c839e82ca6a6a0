//! Presence rules in a session: who applies them, what is asked of either side, what a person is told.

use cti_core::settings::{Adapter, Configuration, PresenceRuleRecord};
use cti_core::{Agent, AgentState};
use cti_flow::Record;
use cti_ports::fake::{Behaviour, block_on};
use cti_ports::{Archive, ConnectEvent, HostEvent};
use cti_presence::Side;
use serde_json::{Value, json};

use super::super::tests::{Tab, claims, settle};
use crate::state::Notice;

fn record(
    name: &str,
    source: &str,
    a: &str,
    state: &str,
    destination: &str,
    value: &str,
) -> PresenceRuleRecord {
    let text = |text: &str| text.to_owned();
    PresenceRuleRecord {
        name: text(name),
        active: true,
        source: text(source),
        destination: text(destination),
        operand_a: text(a),
        comparator: text("Equal to"),
        operand_b: text("Static Value"),
        operand_b_value: text(state),
        value: text(value),
        ..PresenceRuleRecord::default()
    }
}

fn to_salesforce(state: &str, status: &str) -> PresenceRuleRecord {
    let (source, operand) = ("Connect Agent State Change", "Connect Agent New State");
    record(state, source, operand, state, "Salesforce Agent State", status)
}

fn to_connect(status: &str, state: &str) -> PresenceRuleRecord {
    let (source, operand) = ("Salesforce Agent State Change", "Salesforce Agent New State");
    record(status, source, operand, status, "Connect Agent State", state)
}

fn mirror() -> Vec<PresenceRuleRecord> {
    vec![
        to_salesforce("Lunch", "On_Break"),
        to_salesforce("Available", "Available"),
        to_connect("On_Break", "Lunch"),
        to_connect("Available", "Available"),
    ]
}

impl Tab {
    fn with_rules(rules: Vec<PresenceRuleRecord>, enabled: bool) -> Self {
        let tab = Self::open(&claims());
        tab.load_rules(rules, enabled);
        tab.session.on_lead(true);
        // Ready, in a state that no rule names.
        tab.is_in("Arrived", 0.0);
        tab
    }

    fn load_rules(&self, presence_rules: Vec<PresenceRuleRecord>, enabled: bool) {
        let adapter = Adapter { presence_sync_enabled: enabled, ..Adapter::default() };
        self.load_all(Configuration { adapter, presence_rules, ..Configuration::default() });
    }

    fn is_in(&self, state: &str, since: f64) {
        let state =
            AgentState { name: state.to_owned(), start_timestamp: Some(since), ..AgentState::default() };
        let agent = Agent { state, ..Agent::default() };
        self.session.on_connect(ConnectEvent::Snapshot { at: since, agent, contacts: Vec::new() });
        settle();
    }

    fn has_status(&self, name: &str) {
        self.session.on_host(HostEvent::PresenceStatusChanged(json!({ "statusApiName": name })));
        settle();
    }

    /// The org knows the status that is asked for next.
    fn knows_status(&self, id: &str) {
        self.org.side.will(Behaviour::Answers(json!({ "records": [{ "Id": id }] })));
    }

    fn pass(&self, ms: u32) {
        self.clock.advance(ms);
        settle();
    }

    /// What was set on either side, in order.
    fn set_in_salesforce(&self) -> Vec<Value> {
        let calls = self.host.side.calls();
        calls
            .into_iter()
            .filter(|call| call.name != "isSoftphonePanelVisible")
            .map(|call| call.arguments)
            .collect()
    }

    fn set_in_connect(&self) -> Vec<String> {
        let calls = self.connect.side.calls();
        let states = calls.iter().filter(|call| call.name == "putAgentState");
        states.map(|call| call.arguments["state"]["name"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

#[test]
fn a_state_of_connect_is_followed_and_its_echo_is_not() {
    let tab = Tab::with_rules(mirror(), true);
    tab.knows_status("0N51");
    tab.is_in("Lunch", 1.0);
    assert_eq!(tab.set_in_salesforce(), [json!(["0N51"])]);
    tab.has_status("On_Break");
    tab.pass(5_000);
    assert!(tab.set_in_connect().is_empty());
}

#[test]
fn a_status_of_salesforce_is_followed_and_its_echo_is_not() {
    let tab = Tab::with_rules(mirror(), true);
    tab.has_status("On_Break");
    assert_eq!(tab.set_in_connect(), ["Lunch"]);
    tab.is_in("Lunch", 2.0);
    tab.pass(5_000);
    assert!(tab.set_in_salesforce().is_empty());
}

#[test]
fn twenty_changes_in_a_row_are_each_followed_once() {
    let tab = Tab::with_rules(mirror(), true);
    for round in 0..20_u8 {
        let (state, status) = [("Lunch", "On_Break"), ("Available", "Available")][usize::from(round % 2)];
        if round < 2 {
            tab.knows_status(status);
        }
        tab.is_in(state, f64::from(round));
        tab.has_status(status);
        tab.pass(200);
    }
    let twenty: Vec<_> =
        ["On_Break", "Available"].into_iter().cycle().take(20).map(|id| json!([id])).collect();
    assert_eq!(tab.set_in_salesforce(), twenty);
    assert!(tab.set_in_connect().is_empty());
}

#[test]
fn quick_changes_are_spaced_and_the_last_counts() {
    let tab = Tab::with_rules(mirror(), true);
    tab.has_status("On_Break");
    tab.has_status("Available");
    tab.has_status("On_Break");
    tab.has_status("Available");
    assert_eq!(tab.set_in_connect(), ["Lunch"]);
    tab.pass(99);
    assert_eq!(tab.set_in_connect(), ["Lunch"]);
    tab.pass(1);
    assert_eq!(tab.set_in_connect(), ["Lunch", "Available"]);
    tab.pass(5_000);
    assert_eq!(tab.set_in_connect().len(), 2);
}

#[test]
fn only_the_leading_tab_applies_rules_and_no_reload_applies_them_again() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load_rules(mirror(), true);
    }
    first.session.on_lead(true);
    for tab in [&first, &second] {
        tab.knows_status("0N51");
        tab.is_in("Lunch", 7.0);
    }
    second.session.on_lead(true);
    settle();
    assert_eq!((first.set_in_salesforce().len(), second.set_in_salesforce().len()), (1, 0));
    let reloaded = Tab::open(&claims);
    reloaded.load_rules(mirror(), true);
    reloaded.session.on_lead(true);
    reloaded.is_in("Lunch", 7.0);
    assert!(reloaded.set_in_salesforce().is_empty());
}

#[test]
fn a_change_that_the_leader_did_not_live_to_follow_is_followed_by_the_next() {
    let tab = Tab::open(&claims());
    tab.load_rules(mirror(), true);
    tab.is_in("Arrived", 0.0);
    tab.has_status("On_Break");
    assert!(tab.set_in_connect().is_empty());
    tab.session.on_lead(true);
    settle();
    assert_eq!(tab.set_in_connect(), ["Lunch"]);
}

#[test]
fn switched_off_nothing_is_followed() {
    let tab = Tab::with_rules(mirror(), false);
    tab.is_in("Lunch", 1.0);
    tab.has_status("Available");
    assert!(tab.set_in_salesforce().is_empty() && tab.set_in_connect().is_empty());
}

#[test]
fn offline_is_a_logout_both_ways() {
    let source = "Salesforce Agent Logout";
    let back =
        record("back", source, "Salesforce Agent New State", "Offline", "Connect Agent State", "Offline");
    let tab = Tab::with_rules(vec![to_salesforce("Offline", "Offline"), back], true);
    tab.session.on_host(HostEvent::PresenceLoggedOut(json!({})));
    settle();
    assert_eq!(tab.set_in_connect(), ["Offline"]);
    let tab = Tab::with_rules(vec![to_salesforce("Offline", "Offline")], true);
    tab.is_in("Offline", 1.0);
    let calls = tab.host.side.calls();
    assert_eq!(calls.last().map(|call| call.name.as_str()), Some("logout"));
}

#[test]
fn work_is_followed_by_its_channel_and_workload_by_its_share() {
    let work = "Salesforce Work Accepted";
    let case = record("case", work, "Salesforce Service Channel", "Case", "Connect Agent State", "Lunch");
    let load = "Salesforce Workload Changed";
    let full = record("full", load, "Salesforce New Workload Pct", "100", "Connect Agent State", "Offline");
    let tab = Tab::with_rules(vec![case, full], true);
    let channel = json!({ "records": [{ "ServiceChannel": { "DeveloperName": "Case" } }] });
    tab.org.side.will(Behaviour::Answers(channel));
    tab.session.on_host(HostEvent::WorkAccepted(json!({ "workId": "0Bz1", "workItemId": "500" })));
    settle();
    assert_eq!(tab.org.side.calls()[0].arguments[0]["where"][0]["value"], "0Bz1");
    tab.pass(200);
    for new in [4, 5] {
        let load = json!({ "configuredCapacity": 5, "previousWorkload": new - 1, "newWorkload": new });
        tab.session.on_host(HostEvent::WorkloadChanged(load));
    }
    settle();
    assert_eq!(tab.set_in_connect(), ["Lunch", "Offline"]);
}

#[test]
fn what_cannot_be_set_is_told_once_until_it_can() {
    let tab = Tab::with_rules(mirror(), true);
    let refused = Behaviour::Refuses { code: "GENERIC_ERROR", message: "not now" };
    for since in 1..4 {
        tab.connect.side.will(refused.clone());
        tab.has_status(if since % 2 == 0 { "Available" } else { "On_Break" });
        tab.pass(200);
    }
    let notices = tab.session.hub.state().notices.clone();
    assert_eq!(
        notices[0],
        Notice::Presence {
            rule: "On_Break".to_owned(),
            side: Side::Connect,
            state: "Lunch".to_owned(),
            reason: "GENERIC_ERROR: not now".to_owned(),
        }
    );
    assert_eq!(notices.len(), 2, "the third is the first again");
    let told = tab.log.lines().iter().filter(|(_, line)| line.contains("is not set")).count();
    assert_eq!(told, 2);
}

#[test]
fn a_status_that_nobody_has_set_up_is_named() {
    let tab = Tab::with_rules(mirror(), true);
    tab.org.side.will(Behaviour::Answers(json!({ "records": [] })));
    tab.is_in("Lunch", 1.0);
    let notices = tab.session.hub.state().notices.clone();
    let [Notice::Presence { reason, .. }] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!(reason, "unknownStatus: no presence status has the developer name `On_Break`");
}

#[test]
fn rules_that_would_never_rest_are_left_out_and_named() {
    let rules = vec![
        to_salesforce("Lunch", "Available"),
        to_connect("Available", "Training"),
        to_salesforce("Training", "On_Break"),
        to_connect("On_Break", "Lunch"),
    ];
    let tab = Tab::with_rules(rules, true);
    tab.is_in("Lunch", 1.0);
    assert!(tab.set_in_salesforce().is_empty());
    let notices = tab.session.hub.state().notices.clone();
    assert_eq!(notices.len(), 4, "{notices:?}");
    assert!(matches!(&notices[0], Notice::Rule(problem) if problem.code == "endless"), "{notices:?}");
}

/// What the history says of rules: name, event, what was set and why, how it went.
fn told_in_history(tab: &Tab) -> Vec<String> {
    settle();
    let kept = block_on(tab.archive.all());
    let shown = tab.session.hub.state().runs.len();
    assert_eq!(kept.len(), shown, "what is shown is kept");
    let line = |text: &String| {
        let record = Record::parse(text).unwrap();
        let title = record.flow.titles["rule"].as_str().unwrap().to_owned();
        let message = record.outcome.message.unwrap_or_default();
        let event = [record.event.source, record.event.event].join(" ");
        [record.flow.name, event, title, record.effects[0].effect.clone(), record.outcome.status, message]
            .join("; ")
    };
    kept.iter().map(line).collect()
}

#[test]
fn the_history_says_which_rule_set_what_and_whether_the_other_side_took_it() {
    let tab = Tab::with_rules(mirror(), true);
    tab.has_status("On_Break");
    assert_eq!(
        told_in_history(&tab),
        ["On_Break; salesforceAgent onStateChange; Salesforce Agent New State (`On_Break`) equal to \
          `On_Break`: Connect `Lunch`; connect.setAgentState; completed; "]
    );
    tab.is_in("Lunch", 2.0);
    assert_eq!(told_in_history(&tab).len(), 1, "the echo sets nothing");
    tab.pass(5_000);
    tab.org.side.will(Behaviour::Answers(json!({ "records": [] })));
    tab.is_in("Available", 9.0);
    assert_eq!(
        told_in_history(&tab)[1..],
        ["Available; connectAgent onStateChange; Connect Agent New State (`Available`) equal to \
          `Available`: Salesforce `Available`; host.setPresenceStatus; failed; \
          unknownStatus: no presence status has the developer name `Available`"]
    );
}

#[test]
fn the_log_says_which_rule_applied_and_why() {
    let tab = Tab::with_rules(mirror(), true);
    tab.has_status("On_Break");
    let lines = tab.log.lines();
    let line = "[PRESENCE] [On_Break]: Salesforce Agent New State (`On_Break`) equal to `On_Break` applies: \
                Connect `Lunch`";
    assert!(lines.iter().any(|(_, said)| said == line), "{lines:?}");
}
