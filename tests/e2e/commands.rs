//! What commands come to, as the agent sees it: failures are told once, and the page shows what Connect has.

use serde_json::{Value, json};

use crate::stage::Stage;

/// A flow of one block whose failure leads nowhere.
fn one_block(block: &str, controls: &Value) -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": block, "controls": controls, "ports": {"done": "2", "success": "2"}},
        {"id": "2", "type": "SE_End"},
    ]})
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_nobody_answers_on_either_side_are_told_once_each_and_dismissed() {
    let stage = Stage::dark().await;
    let record = json!({"recordId": "0035g0000000001AAA"});
    for (event, name, body) in [
        ("onConnecting", "Pop", one_block("SE_SFScreenpopObject", &record)),
        ("onAccepted", "Quick connects", one_block("SE_AgentGetQuickConnectionList", &json!({}))),
        ("onConnected", "Query", one_block("SE_SFQuery", &json!({"query": "SELECT Id FROM Contact"}))),
    ] {
        stage.sandbox.bind("voiceContact", event, name, &body).await;
    }
    stage.open_console().await;
    for (side, method) in [
        ("salesforce", "screenPop"),
        ("connect", "getEndpoints"),
        ("salesforce", "SoftphoneController.query"),
    ] {
        stage.sandbox.fault(side, method, "drop", json!({})).await;
    }
    let call = stage.sandbox.ring().await;
    stage.accept().await;
    stage.until_state(&call, "connected").await;
    stage.browser.softphone().await;
    for command in ["Opening the record", "Quick connects", "Search in Salesforce"] {
        stage.browser.sees(".lines", &format!("{command}: no answer within 10 seconds")).await;
    }
    assert_eq!(stage.browser.count(".line").await, 3);
    stage.browser.screenshot("commands-unanswered").await;
    let lines = stage.browser.console_log().await;
    for command in ["host.screenPop", "connect.getEndpoints", "org.query"] {
        let said =
            lines.iter().filter(|line| line.contains(&format!("`{command}`")) || line.contains(command));
        assert!(said.count() <= 1, "{command}: {lines:?}");
    }
    for left in [2, 1, 0] {
        stage.browser.press("Dismiss").await;
        assert_eq!(stage.browser.count(".line").await, left);
    }
    stage.until_state(&call, "connected").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_is_shown_as_wished_for_until_connect_has_it() {
    let stage = Stage::dark().await;
    let lunch = one_block("SE_AgentSetStatusByName", &json!({"name": "Lunch"}));
    stage.sandbox.bind("salesforceUi", "onNavigationChange", "To lunch", &lunch).await;
    stage.open_console().await;
    stage.sandbox.fault("connect", "putAgentState", "delay", json!({"ms": 3000, "times": 1})).await;
    stage.sandbox.post("/api/host/navigate", json!({"recordId": "0035g0000000001AAA"})).await;
    stage.browser.softphone().await;
    stage.browser.sees(".line", "Changing the status to “Lunch”").await;
    stage.browser.gone(".line").await;
    let agent: Value = stage.sandbox.get("/api/agent").await;
    assert_eq!(agent["state"], "Lunch", "{agent}");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_that_waits_for_the_end_of_a_call_is_shown_as_the_next_one() {
    let stage = Stage::dark().await;
    let lunch = one_block("SE_AgentSetStatusByName", &json!({"name": "Lunch"}));
    stage.sandbox.bind("voiceContact", "onConnected", "Then lunch", &lunch).await;
    stage.open_console().await;
    let call = stage.sandbox.ring().await;
    stage.sandbox.step(&call, "accept").await;
    stage.browser.softphone().await;
    stage.browser.sees(".line", "Next status: Lunch").await;
    stage.sandbox.step(&call, "hangup").await;
    stage.sandbox.step(&call, "clear").await;
    stage.browser.softphone().await;
    stage.browser.gone(".line").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_microphone_that_opens_after_a_flow_has_muted_it_is_an_alarm_until_it_is_muted_again() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("voiceContact", "onConnected", "Mute", &one_block("SE_AgentMute", &json!({}))).await;
    stage.open_console().await;
    let call = stage.sandbox.ring().await;
    stage.sandbox.step(&call, "accept").await;
    stage.sandbox.asked_times("mute", 1).await;
    stage.settle().await;
    assert_eq!(stage.browser.count(".alarm").await, 0);
    stage.sandbox.step(&call, "unmute").await;
    stage.browser.softphone().await;
    stage.browser.sees(".alarm", "Your microphone is on again").await;
    stage.browser.screenshot("microphone-open").await;
    stage.sandbox.step(&call, "mute").await;
    stage.browser.softphone().await;
    stage.browser.gone(".alarm").await;
    stage.sandbox.step(&call, "hangup").await;
    stage.settle().await;
    assert_eq!(stage.browser.count(".alarm").await, 0, "a call that ends opens the microphone too");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_connect_says_is_gone_is_gone_and_the_next_one_is_taken() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("chatContact", "onEnded", "Clear", &one_block("SE_ContactClear", &json!({}))).await;
    stage.open_console().await;
    let gone = json!({"error": {"type": "ContactNotFoundException", "message": "no such contact"}});
    stage.sandbox.fault("connect", "clearContact", "error", gone).await;
    let chat = json!({"channel": "chat", "name": "Grace"});
    let first = stage.sandbox.contact(chat.clone()).await;
    stage.sandbox.step(&first, "accept").await;
    stage.browser.softphone().await;
    stage.browser.sees(".handle-text", "Chat").await;
    stage.sandbox.step(&first, "hangup").await;
    stage.sandbox.asked_times("clearContact", 1).await;
    stage.browser.softphone().await;
    stage.browser.sees(".handle-text", "Contact details").await;
    assert!(stage.contact_state(&first).await.is_some(), "Connect lists it yet");
    assert_eq!(stage.browser.count(".line").await, 0);
    let second = stage.sandbox.contact(chat).await;
    stage.accept().await;
    stage.until_state(&second, "connected").await;
    stage.browser.quit().await;
}
