//! Salesforce Classic: each of its pages loads the softphone anew; its console has tabs.

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const MAYA: &str = "0035g0000000001AAA";

/// Saves a record that says what has happened.
fn log(subject: &str) -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2", "failure": "2"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": subject, "WhoId": MAYA, "Status": "Completed"}}},
        {"id": "2", "type": "SE_End"},
    ]})
    .to_string()
}

/// The default flows, and one that logs the call; the softphone on `page` is ready.
async fn stage(page: &str) -> Stage {
    let stage = Stage::dark().await;
    for (source, event, file) in [
        (
            "salesforceUi",
            "onClickToDial",
            include_str!("../../crates/sandbox/flows/defaults/click-to-dial.json"),
        ),
        ("voiceContact", "onConnecting", include_str!("../../crates/sandbox/flows/defaults/voice.json")),
        ("voiceContact", "onConnected", &log("Call & talk")),
        ("salesforceUi", "onNavigationChange", &log("$.payload.recordId")),
    ] {
        stage.sandbox.bind(source, event, event, file).await;
    }
    stage.browser.open(&stage.sandbox.url(page)).await;
    stage.browser.ready().await;
    stage
}

/// Subjects of the logs, as they stand in the org.
async fn logged(stage: &Stage, subject: &str) -> usize {
    let tasks = stage.sandbox.get("/api/records/Task").await;
    tasks.as_array().into_iter().flatten().filter(|task| task["Subject"] == subject).count()
}

async fn until_logged(stage: &Stage, subject: &str) {
    until(&format!("a log `{subject}`"), || async { (logged(stage, subject).await > 0).then_some(()) }).await;
}

/// From ring to pop, talk, log and a call back, as in Lightning.
async fn the_main_job(stage: &Stage) -> String {
    let contact = stage.sandbox.ring().await;
    let search = stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    assert_eq!(search["args"]["searchParams"], "2135550100");
    assert_eq!(search["args"]["callType"], "inbound");
    assert_eq!(stage.record_named("Maya Torres").await, MAYA);
    stage.browser.ready().await;
    stage.accept().await;
    stage.until_state(&contact, "connected").await;
    until_logged(stage, "Call & talk").await;
    contact
}

async fn call_back(stage: &Stage, contact: &str) {
    stage.press_in_ccp("Hang up").await;
    stage.until_state(contact, "ended").await;
    stage.press_in_ccp("Close contact").await;
    until("the contact to go", || async { stage.contact_state(contact).await.is_none().then_some(()) }).await;
    stage.browser.console().await;
    stage.browser.click(".record .dial:not([disabled])").await;
    let dialled = stage.sandbox.asked_times("createOutboundContact", 1).await;
    assert_eq!(dialled["args"]["endpoint"]["phoneNumber"], "+12135550100");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_caller_in_classic_from_ring_to_log_and_a_call_back() {
    let stage = stage("/classic").await;
    let contact = the_main_job(&stage).await;
    // The pop has loaded the page, and the softphone in it, while the call rang.
    until_logged(&stage, MAYA).await;
    stage.browser.console().await;
    let address = stage.browser.eval("return location.pathname").await;
    assert_eq!(address, "/classic/0035g0000000001");
    stage.browser.screenshot("classic").await;
    call_back(&stage, &contact).await;
    assert_eq!((stage.searches().await, logged(&stage, "Call & talk").await), (1, 1));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_through_classic_during_a_call_runs_no_flow_twice() {
    let stage = stage("/classic").await;
    let contact = the_main_job(&stage).await;
    for to in [
        "/001/o",
        "/5005g0000000001",
        "/_ui/search/ui/UnifiedSearchResults?str=Torres",
        "/003?fcf=00B000000000001",
    ] {
        stage.sandbox.post("/api/host/navigate", json!({"url": to})).await;
        stage.browser.console().await;
        let there = format!("return location.pathname + location.search === '/classic{to}'");
        until(to, || async { (stage.browser.eval(&there).await == true).then_some(()) }).await;
        stage.browser.ready().await;
        stage.settle().await;
    }
    assert_eq!(stage.contact_state(&contact).await.as_deref(), Some("connected"));
    assert_eq!((stage.searches().await, logged(&stage, "Call & talk").await), (1, 1));
    assert_eq!(logged(&stage, "5005g0000000001AAA").await, 1, "every page that shows a record is reported");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_caller_in_the_console_of_classic() {
    let stage = stage("/console").await;
    let contact = the_main_job(&stage).await;
    stage.browser.console().await;
    stage.browser.sees("#tabs .tab-front", "Maya Torres").await;
    let hash = stage.browser.eval("return location.pathname + decodeURIComponent(location.hash)").await;
    assert_eq!(hash, "/console#/0035g0000000001");
    stage.browser.screenshot("classic-console").await;
    call_back(&stage, &contact).await;
    assert_eq!((stage.searches().await, logged(&stage, "Call & talk").await), (1, 1));
    stage.browser.quit().await;
}

/// Tabs and Omni-Channel by flows. Classic puts a page into the tab that is named, and gives short ids.
#[tokio::test(flavor = "multi_thread")]
async fn flows_have_the_tabs_and_omni_channel_of_the_console_of_classic() {
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "open"}},
        {"id": "open", "type": "SE_SFOpenPrimaryTab", "ports": {"success": "again", "failure": "end"},
            "controls": {"url": "/0035g0000000001", "tabLabel": "Caller", "active": true}},
        {"id": "again", "type": "SE_SFOpenPrimaryTab", "ports": {"success": "sub", "failure": "end"},
            "controls": {"url": "/0035g0000000002", "id": "$.actions.open.results.id", "active": true}},
        {"id": "sub", "type": "SE_SFOpenSubTab", "ports": {"success": "focus", "failure": "end"},
            "controls": {"url": "/5005g0000000001", "active": true}},
        {"id": "focus", "type": "SE_SFGetFocusedSubtabObjectId", "ports": {"success": "load", "failure": "end"}},
        {"id": "load", "type": "SE_SFGetAgentWorkload", "ports": {"success": "tell", "failure": "tell"}},
        {"id": "tell", "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": "$.actions.focus.results", "Description": "$.actions.load.results"}}},
        {"id": "end", "type": "SE_End"},
    ]});
    let stage = Stage::dark().await;
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Tabs", &flow.to_string()).await;
    stage.sandbox.bind("salesforceAgent", "onStateChange", "Status", &log("$.payload.statusApiName")).await;
    stage.browser.open(&stage.sandbox.url("/console")).await;
    stage.browser.ready().await;
    stage.sandbox.asked_times("addEventListener", 4).await;
    stage.sandbox.post("/api/host/omni", json!({"status": "On_Break"})).await;
    until_logged(&stage, "On_Break").await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    let saved = stage.sandbox.asked_times("saveLog", 2).await;
    let told = saved["args"]["saveParams"].as_str().unwrap_or_default();
    assert!(told.contains("5005g0000000001AAA") && told.contains("configuredCapacity"), "{saved}");
    stage.browser.console().await;
    assert_eq!(stage.browser.count("#tabs .tab").await, 2, "Home, and one tab for two pages");
    stage.browser.sees("#subtabs .tab-front", "00001001").await;
    let ids = stage.sandbox.asked("getFocusedSubtabObjectId").await;
    assert_eq!(ids[0]["reply"]["id"], "5005g0000000001");
    stage.browser.quit().await;
}

/// What Classic cannot do takes `failure` with a reason, and what it answers too late or not at all as well.
#[tokio::test(flavor = "multi_thread")]
async fn what_classic_lacks_or_refuses_is_told() {
    let stage = Stage::dark().await;
    let blocks = [
        ("width", "SE_SFSetSoftphonePanelWidth", json!({"width": "400"})),
        ("tabs", "SE_SFGetPrimaryTabIds", json!({})),
        (
            "new",
            "SE_SFScreenpopNewRecord",
            json!({"entityName": "Contact", "defaultFieldValues": {"LastName": "Ada"}}),
        ),
        ("search", "SE_SFSearchAndScreenpop", json!({"searchParams": "2135550100", "callType": "inbound"})),
    ];
    let mut actions = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": "width"}})];
    for (place, (id, block, controls)) in blocks.iter().enumerate() {
        let next = blocks.get(place + 1).map_or("tell", |(next, ..)| *next);
        let ports = json!({"success": next, "failure": next});
        actions.push(json!({"id": id, "type": block, "controls": controls, "ports": ports}));
    }
    let told: serde_json::Map<_, _> = blocks
        .iter()
        .map(|(id, ..)| ((*id).to_owned(), json!(format!("$.actions.{id}.exception"))))
        .collect();
    actions.extend([
        json!({"id": "tell", "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"},
            "controls": {"entityType": "Task", "fieldValues": {"Description": told}}}),
        json!({"id": "end", "type": "SE_End"}),
    ]);
    let flow = json!({"actions": actions}).to_string();
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Try", &flow).await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "error", json!({"error": "no access"})).await;
    stage.browser.open(&stage.sandbox.url("/classic")).await;
    stage.browser.ready().await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    let said = saved["args"]["saveParams"].as_str().unwrap_or_default().replace("%20", " ");
    for words in ["it works in a Salesforce console app", "takes no values", "no access"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    stage.browser.quit().await;
}

/// Left over from a login, it has Lightning load its whole page at each pop: the ringing call would be missed.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_pops_while_a_pop_would_reload_lightning() {
    let stage = Stage::dark().await;
    stage.browser.open(&stage.sandbox.url("/lightning/page/home?0.source=aloha")).await;
    stage.browser.ready().await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble", "0.source=aloha").await;
    stage.browser.screenshot("pops-would-reload").await;
    let first = stage.browser.eval("return performance.timeOrigin").await;
    let contact = stage.sandbox.ring().await;
    // The pop is thought over, by a look at the address, and not made.
    stage.sandbox.asked_times("getAppViewInfo", 2).await;
    stage.settle().await;
    assert_eq!(stage.searches().await, 0);
    assert_eq!(
        stage.browser.eval("return performance.timeOrigin").await,
        first,
        "the softphone was loaded anew"
    );
    stage.accept().await;
    stage.until_state(&contact, "connected").await;

    stage.sandbox.post("/api/host/navigate", json!({"recordId": "5005g0000000001"})).await;
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
    stage.sandbox.step(&contact, "hangup").await;
    stage.sandbox.step(&contact, "clear").await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    assert_eq!(stage.record_named("Maya Torres").await, MAYA);
    stage.browser.quit().await;
}

/// What the flow is told while nothing pops.
#[tokio::test(flavor = "multi_thread")]
async fn a_flow_is_told_why_nothing_pops() {
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "pop"}},
        {"id": "pop", "type": "SE_SFScreenpopObject", "ports": {"success": "end", "failure": "tell"},
            "controls": {"recordId": MAYA}},
        {"id": "tell", "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": "$.actions.pop.exception"}}},
        {"id": "end", "type": "SE_End"},
    ]});
    let stage = Stage::dark().await;
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Pop", &flow.to_string()).await;
    stage.browser.open(&stage.sandbox.url("/?0.source=aloha")).await;
    stage.browser.ready().await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    let mut saved: Value = stage.sandbox.asked_times("saveLog", 1).await;
    let why = saved["args"]["object"]["Subject"].take();
    assert!(why.as_str().is_some_and(|why| why.contains("remove it from the address")), "{why}");
    assert!(stage.sandbox.asked("screenPop").await.is_empty());
    stage.browser.quit().await;
}
