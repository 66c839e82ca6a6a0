//! Actions over a whole session: whose result it is, choices that a flow finds, and voicemail drops.

use std::rc::Rc;

use cti_core::ContactState;
use cti_core::action::{ActionError, ActionRule, Choice, Form};
use cti_core::settings::{Configuration, Feature, FlowRecord};
use cti_flow::Record;
use cti_ports::fake::{Behaviour, block_on};
use cti_ports::{Archive, ConnectEvent};
use serde_json::{Value, json};

use super::command_tests::call;
use super::tests::{Tab, claims, flow, settle};
use super::voicemail::FEATURE;
use crate::state::{ActionState, ActionWish, Actions, Open, Search, VoicemailDrop};

const A: &str = "a";
const B: &str = "b";

fn tab(actions: Value, flows: Vec<FlowRecord>, features: Vec<Feature>) -> Tab {
    let tab = Tab::open(&claims());
    let actions = serde_json::from_value::<Vec<ActionRule>>(actions).unwrap();
    tab.load_all(Configuration { flows, actions, features, ..Configuration::default() });
    tab.session.on_lead(true);
    tab.shows("Available", vec![call(A, ContactState::Connected), call(B, ContactState::Connected)]);
    settle();
    tab
}

fn wishes(tab: &Tab, contact: &str, wish: ActionWish) {
    tab.session.on_action(Some(contact.into()), wish);
    settle();
}

fn shown(tab: &Tab, contact: &str) -> Actions {
    tab.session.hub.state().actions.get(&Some(contact.into())).cloned().unwrap_or_default()
}

fn form(pairs: &[(&str, &str)]) -> Form {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// What a port was asked, with its arguments.
fn asked(calls: &[cti_ports::fake::Call], name: &str) -> Vec<Value> {
    calls.iter().filter(|call| call.name == name).map(|call| call.arguments.clone()).collect()
}

#[test]
fn an_action_is_about_the_contact_whose_panel_it_was_and_tells_only_there() {
    let actions = json!([{"name": "Log", "flow": "note"}]);
    let tab = tab(actions, vec![flow("note", "ctiAction", "", "$.contact.contactId")], Vec::new());
    tab.saves(2);
    // The agent looks elsewhere before it has begun.
    tab.session.on_action(Some(A.into()), ActionWish::Run("Log".to_owned(), Form::new()));
    tab.session.on_connect(ConnectEvent::Viewed(Some(B.into())));
    settle();
    assert_eq!(tab.saved(), [A]);
    assert_eq!(shown(&tab, A).runs.get("Log"), Some(&ActionState::Done));
    assert_eq!(shown(&tab, B), Actions::default());
}

#[test]
fn a_second_click_while_it_runs_does_nothing_and_another_contact_has_its_own() {
    let actions = json!([{"name": "Log", "flow": "note"}]);
    let tab = tab(actions, vec![flow("note", "ctiAction", "", "$.contact.contactId")], Vec::new());
    tab.all_silent();
    for contact in [A, A, B, A] {
        wishes(&tab, contact, ActionWish::Run("Log".to_owned(), Form::new()));
    }
    assert_eq!(tab.saved(), [A, B]);
    assert!(shown(&tab, A).is_running("Log") && shown(&tab, B).is_running("Log"));
    tab.clock.advance(10_000);
    settle();
    let silent = ActionState::Failed(ActionError::NoAnswer("command.save"));
    assert_eq!(shown(&tab, A).runs.get("Log"), Some(&silent));
}

#[test]
fn an_action_about_a_contact_that_has_gone_does_not_run() {
    let actions = json!([{"name": "Log", "flow": "note"}]);
    let tab = tab(actions, vec![flow("note", "ctiAction", "", "x")], Vec::new());
    tab.shows("Available", vec![call(B, ContactState::Connected)]);
    let ended = block_on(tab.session.run_action(Some(A.into()), "Log", &Form::new()));
    assert_eq!(ended, Err(ActionError::ContactGone));
    assert!(tab.saved().is_empty());
}

/// A flow that looks for cases of the contact and sends them to the form.
fn finds_cases() -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFQuery", "ports": {"success": "2"},
         "controls": {"query": "SELECT Id, CaseNumber, Subject FROM Case WHERE IsClosed = false"}},
        {"id": "2", "type": "SE_CoreSendDataToCcpOverlay", "ports": {"done": "3"},
         "controls": {"value": {"caseId": "$.actions.1.results.value", "note": "$.payload.note"}}},
        {"id": "3", "type": "SE_End"},
    ]});
    FlowRecord { body: body.to_string(), ..flow("Find cases", "ctiAction", "", "") }
}

fn case_form() -> Value {
    json!([{"name": "Log", "flow": "note", "optionsFlow": "Find cases",
    "payload": [{"key": "note", "value": "By phone"}],
    "fields": [
        {"name": "caseId", "label": "Case", "type": "Dropdown", "required": true, "options": ["none"]},
        {"name": "note", "label": "Note"},
    ]}])
}

fn open() -> ActionWish {
    ActionWish::Open(Open::Form("Log".to_owned()))
}

#[test]
fn a_flow_finds_the_choices_of_a_form_before_it_opens() {
    let tab =
        tab(case_form(), vec![finds_cases(), flow("note", "ctiAction", "", "$.payload.caseId")], Vec::new());
    let case = json!({"Id": "500A", "CaseNumber": "00001026", "Subject": "Broken cup"});
    tab.org.side.will(Behaviour::Answers(json!([case])));
    wishes(&tab, A, open());
    let shown_form = shown(&tab, A);
    assert_eq!(shown_form.open, Some(Open::Form("Log".to_owned())));
    let Some(Search::Found(offer)) = shown_form.offers.get("Log") else { panic!("{shown_form:?}") };
    let rule: ActionRule = serde_json::from_value(case_form()[0].clone()).unwrap();
    let choice = Choice { label: "00001026 · Broken cup".to_owned(), value: "500A".to_owned() };
    assert_eq!(rule.fields[0].choices(offer), [choice]);
    assert_eq!(rule.shown(offer, &Form::new()), form(&[("caseId", ""), ("note", "By phone")]));
    // The Data panel is none of the form's business, and no other contact's form is filled.
    assert!(tab.session.hub.state().data.is_empty());
    assert_eq!(shown(&tab, B), Actions::default());
    // Both runs are written down like those of every action.
    tab.saves(1);
    wishes(&tab, A, ActionWish::Run("Log".to_owned(), form(&[("caseId", "500A")])));
    assert_eq!(tab.saved(), ["500A"]);
    tab.clock.advance(1);
    settle();
    let mut flows: Vec<_> =
        block_on(tab.archive.all()).iter().map(|text| Record::parse(text).unwrap().flow.name).collect();
    flows.sort();
    assert_eq!(flows, ["Find cases", "note"]);
}

#[test]
fn choices_that_do_not_come_leave_the_records_own_and_are_looked_for_again() {
    let tab = tab(case_form(), vec![finds_cases()], Vec::new());
    tab.org.side.will(Behaviour::Silent);
    wishes(&tab, A, open());
    assert_eq!(shown(&tab, A).offers.get("Log"), Some(&Search::Underway));
    // Whoever opens it once more does not ask twice.
    wishes(&tab, A, ActionWish::Back);
    wishes(&tab, A, open());
    assert_eq!(asked(&tab.org.side.calls(), "query").len(), 1);
    tab.clock.advance(10_000);
    settle();
    let silent = Search::Failed(ActionError::NoAnswer("command.search"));
    assert_eq!(shown(&tab, A).offers.get("Log"), Some(&silent));
    tab.org.side.will(Behaviour::Answers(json!([])));
    wishes(&tab, A, ActionWish::SearchAgain);
    assert!(matches!(shown(&tab, A).offers.get("Log"), Some(Search::Found(_))));
    assert_eq!(asked(&tab.org.side.calls(), "query").len(), 2);
}

#[test]
fn a_form_whose_flow_is_gone_says_so() {
    let tab = tab(case_form(), Vec::new(), Vec::new());
    wishes(&tab, A, open());
    let gone = Search::Failed(ActionError::NoFlow("Find cases".to_owned()));
    assert_eq!(shown(&tab, A).offers.get("Log"), Some(&gone));
}

#[test]
fn what_was_typed_survives_the_way_back_but_not_the_contact() {
    let tab = tab(case_form(), vec![finds_cases()], Vec::new());
    wishes(&tab, A, open());
    wishes(&tab, A, ActionWish::Type("Log".to_owned(), form(&[("note", "x")])));
    wishes(&tab, A, ActionWish::Back);
    assert_eq!(
        (shown(&tab, A).open, shown(&tab, A).drafts.get("Log").cloned()),
        (None, Some(form(&[("note", "x")])))
    );
    tab.shows("Available", vec![call(B, ContactState::Connected)]);
    assert_eq!(shown(&tab, A), Actions::default());
}

fn voicemail(value: &str) -> Vec<Feature> {
    vec![Feature { name: FEATURE.to_owned(), value: value.to_owned(), active: true }]
}

fn drops() -> Value {
    let drop = json!({"Name": "Later", "amazonconnect__Language__c": "en-US", "amazonconnect__Message__c": "<b>We</b> call back"});
    json!({ "records": [drop] })
}

#[test]
fn the_agents_own_drops_are_listed() {
    let tab = tab(json!([]), Vec::new(), voicemail("QuickConnect: Second level"));
    tab.org.side.will(Behaviour::Answers(drops()));
    wishes(&tab, A, ActionWish::Open(Open::Drops));
    let drop = VoicemailDrop {
        name: "Later".to_owned(),
        language: "en-US".to_owned(),
        message: "<b>We</b> call back".to_owned(),
    };
    assert_eq!(shown(&tab, A).drops, Some(Search::Found(Rc::new(vec![drop]))));
    let query = asked(&tab.org.side.calls(), "query").remove(0).to_string();
    for part in ["USING SCOPE mine", "amazonconnect__Active__c = true", "amazonconnect__AC_VoicemailDrop__c"]
    {
        assert!(query.contains(part), "{query}");
    }
    tab.org.side.will(Behaviour::Refuses { code: "INSUFFICIENT_ACCESS", message: "no access" });
    wishes(&tab, A, ActionWish::SearchAgain);
    assert!(matches!(shown(&tab, A).drops, Some(Search::Failed(ActionError::Refused { .. }))));
}

/// What is asked while a call is left, in order, and how it ended.
fn check_leave(tab: &Tab, asked: &[&str], left: ActionState) {
    let before = tab.connect.side.calls().len();
    wishes(tab, A, ActionWish::Leave("Later".to_owned()));
    let (org, host, connect) = (tab.org.side.calls(), tab.host.side.calls(), tab.connect.side.calls());
    let calls = org.iter().chain(&host).chain(connect.iter().skip(before));
    let names: Vec<_> = calls.map(|call| call.name.as_str()).collect();
    assert_eq!(names, asked);
    assert_eq!(shown(tab, A).left, Some(("Later".to_owned(), left)));
}

fn finds_drop(tab: &Tab) {
    tab.org.side.will(Behaviour::Answers(json!({"records": [{"Id": "a01"}]})));
}

#[test]
fn a_call_is_left_by_the_block_itself() {
    let tab = tab(json!([]), Vec::new(), voicemail("QuickConnect: Second level"));
    finds_drop(&tab);
    tab.saves(1);
    let steps = ["query", "saveLog", "getEndpoints", "createAdditionalConnection", "destroyConnection"];
    check_leave(&tab, &steps, ActionState::Done);
    let written = &tab.host.side.calls()[0].arguments["value"];
    assert_eq!((&written["Id"], &written["amazonconnect__ContactId__c"]), (&json!("a01"), &json!(A)));
    tab.clock.advance(1);
    settle();
    let record = Record::parse(&block_on(tab.archive.all())[0]).unwrap();
    assert_eq!((&*record.flow.name, &*record.outcome.status), ("Leave a Voicemail", "completed"));
}

#[test]
fn each_step_that_fails_is_named_and_is_the_last_one() {
    let own = || tab(json!([]), Vec::new(), voicemail("QuickConnect: Second level"));
    let refused = |command, reason: &str| {
        ActionState::Failed(ActionError::Refused { command, reason: reason.to_owned() })
    };
    let unset = tab(json!([]), Vec::new(), voicemail("Other: x"));
    check_leave(&unset, &[], ActionState::Failed(ActionError::NoQuickConnect));
    let gone = own();
    gone.org.side.will(Behaviour::Answers(json!({"records": []})));
    let none = "the agent has no active voicemail drop of this name";
    check_leave(&gone, &["query"], ActionState::Failed(ActionError::Failed(none.to_owned())));
    let locked = own();
    finds_drop(&locked);
    locked.host.side.will(Behaviour::Refuses { code: "LOCKED", message: "the record is locked" });
    check_leave(&locked, &["query", "saveLog"], refused("command.save", "LOCKED: the record is locked"));
    let nowhere = tab(json!([]), Vec::new(), voicemail("QuickConnect: Nobody"));
    finds_drop(&nowhere);
    nowhere.saves(1);
    check_leave(
        &nowhere,
        &["query", "saveLog", "getEndpoints"],
        refused(
            "command.transfer",
            "unknownQuickConnect: no quick connect `Nobody`; there are `Second level`",
        ),
    );
}

#[test]
fn a_call_is_left_once() {
    let tab = tab(json!([]), Vec::new(), voicemail("QuickConnect: Second level"));
    tab.all_silent();
    wishes(&tab, A, ActionWish::Leave("Later".to_owned()));
    wishes(&tab, A, ActionWish::Leave("Later".to_owned()));
    assert_eq!(asked(&tab.org.side.calls(), "query").len(), 1);
    tab.clock.advance(10_000);
    settle();
    let silent = ActionState::Failed(ActionError::NoAnswer("command.search"));
    assert_eq!(shown(&tab, A).left, Some(("Later".to_owned(), silent)));
}
