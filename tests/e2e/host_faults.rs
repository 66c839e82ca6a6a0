//! A host that answers nothing, late, with an error, or twice: the flow ends visibly, the call goes on.

use cti_tests::wait::until;
use serde_json::json;

use crate::stage::Stage;

/// Pops; what happens after a pop that worked or did not shows in the store.
const FLOW: &str = r#"{"actions":[
    {"id":"0","type":"SE_Start","ports":{"done":"1"}},
    {"id":"1","type":"SE_SFSearchAndScreenpop","controls":{"searchParams":"2135550100","callType":"inbound"},
     "ports":{"success":"2","failure":"3"}},
    {"id":"2","type":"SE_SFSaveLog","controls":{"entityType":"Task","fieldValues":{"Subject":"found"}},"ports":{"success":"9","failure":"9"}},
    {"id":"3","type":"SE_SFSaveLog","controls":{"entityType":"Task","fieldValues":{"Subject":"failed"}},"ports":{"success":"9","failure":"9"}},
    {"id":"9","type":"SE_End"}]}"#;

async fn stage() -> Stage {
    let stage = Stage::dark().await;
    stage.sandbox.bind("voiceContact", "onConnecting", "Pop and say how it went", FLOW).await;
    stage.open_console().await;
    stage
}

async fn outcome(stage: &Stage) -> String {
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    saved["args"]["object"]["Subject"].as_str().unwrap_or_default().to_owned()
}

/// The call is untouched: it can be taken.
async fn the_call_lives(stage: &Stage, contact: &str) {
    stage.accept().await;
    stage.until_state(contact, "connected").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_takes_the_failure_port() {
    let stage = stage().await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "error", json!({"error": "GENERIC_ERROR"})).await;
    let contact = stage.sandbox.ring().await;
    assert_eq!(outcome(&stage).await, "failed");
    the_call_lives(&stage, &contact).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_times_out_into_the_failure_port() {
    let stage = stage().await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "drop", json!({})).await;
    let contact = stage.sandbox.ring().await;
    the_call_lives(&stage, &contact).await;
    assert_eq!(outcome(&stage).await, "failed");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_is_still_an_answer() {
    let stage = stage().await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "delay", json!({"ms": 1500})).await;
    let contact = stage.sandbox.ring().await;
    assert_eq!(outcome(&stage).await, "found");
    the_call_lives(&stage, &contact).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_answer_changes_nothing() {
    let stage = stage().await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "duplicate", json!({})).await;
    let contact = stage.sandbox.ring().await;
    assert_eq!(outcome(&stage).await, "found");
    the_call_lives(&stage, &contact).await;
    stage.settle().await;
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_that_leads_nowhere_is_shown() {
    let stage = Stage::dark().await;
    let open = FLOW.replace(r#","failure":"3""#, "");
    stage.sandbox.bind("voiceContact", "onConnecting", "Pop or say so", &open).await;
    stage.open_console().await;
    stage.sandbox.fault("salesforce", "searchAndScreenPop", "error", json!({"error": "GENERIC_ERROR"})).await;
    let contact = stage.sandbox.ring().await;
    stage.browser.softphone().await;
    stage.browser.sees(".badge", "1").await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "Pop or say so").await;
    the_call_lives(&stage, &contact).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dial_without_an_answer_is_told_and_does_not_dial_twice() {
    let stage = Stage::ready().await;
    stage.sandbox.fault("connect", "createOutboundContact", "drop", json!({})).await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    stage.browser.softphone().await;
    // The default flow ends on either port, so the run completes; what counts is one request and a live phone.
    stage.sandbox.asked_times("createOutboundContact", 1).await;
    until("the phone to stay up", || async { stage.browser.count(".trouble").await.eq(&0).then_some(()) })
        .await;
    assert_eq!(stage.sandbox.asked("createOutboundContact").await.len(), 1);
    stage.browser.quit().await;
}
