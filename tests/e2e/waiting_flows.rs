//! A flow that waits holds up nobody else's.

use serde_json::{Value, json};

use crate::stage::Stage;

/// Waits for as long as the attribute says, then saves.
fn flow() -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_CoreTruthy", "controls": {"value": "$.contact.attributes.wait"},
            "ports": {"true": "2", "false": "4"}},
        {"id": "2", "type": "SE_SFSaveLog", "controls": {"entityType": "Task", "fieldValues": {"Subject": "waits"}},
            "ports": {"success": "3", "failure": "3"}},
        {"id": "3", "type": "SE_CoreDelay", "controls": {"delay": "$.contact.attributes.wait"}, "ports": {"done": "4"}},
        {"id": "4", "type": "SE_SFSaveLog", "ports": {"success": "5", "failure": "5"},
            "controls": {"entityType": "Task", "fieldValues": {"Subject": "$.contact.contactId"}}},
        {"id": "5", "type": "SE_End"},
    ]})
    .to_string()
}

async fn arrive(stage: &Stage, attributes: Value) -> String {
    stage
        .sandbox
        .contact(json!({"channel": "task", "direction": "inbound", "name": "Task", "attributes": attributes}))
        .await
}

/// Milliseconds from a task's arrival to what its flow asks for.
async fn took(stage: &Stage, saved_before: usize) -> f64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock");
    let task = arrive(stage, json!({})).await;
    let saved = stage.sandbox.asked_times("saveLog", saved_before + 1).await;
    assert_eq!(saved["args"]["object"]["Subject"], json!(task));
    saved["at"].as_f64().expect("a time") - now.as_secs_f64() * 1000.0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_that_waits_delays_no_other_contacts_flow() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("taskContact", "onConnecting", "Wait", &flow()).await;
    stage.open_console().await;
    let alone = [took(&stage, 0).await, took(&stage, 1).await];
    let waiting = arrive(&stage, json!({"wait": "50000"})).await;
    let entry = stage.sandbox.asked_times("saveLog", 3).await;
    assert_eq!(entry["args"]["object"]["Subject"], "waits");
    let beside = [took(&stage, 3).await, took(&stage, 4).await];
    println!("event to effect, in ms: alone {alone:.1?}, beside a flow that waits {beside:.1?}");
    let saved = stage.sandbox.asked("saveLog").await;
    assert!(
        saved.iter().all(|entry| entry["args"]["object"]["Subject"] != json!(waiting)),
        "it did not wait"
    );
    stage.browser.quit().await;
}
