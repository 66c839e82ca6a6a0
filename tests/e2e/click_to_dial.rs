//! Clicked numbers: dialled once, also before the page is ready, and joined with the call that comes of them.

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const CLINIC: &str = "+12065550142";
const BLUEWATER: &str = "0015g0000000004AAA";

fn flow(blocks: &[(&str, Value)]) -> String {
    let mut actions = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": "1"}})];
    for (place, (block, controls)) in blocks.iter().enumerate() {
        let next = (place + 2).to_string();
        let ports = json!({"done": next, "success": next, "failure": next});
        actions.push(
            json!({"id": (place + 1).to_string(), "type": block, "controls": controls, "ports": ports}),
        );
    }
    actions.push(json!({"id": (blocks.len() + 1).to_string(), "type": "SE_End"}));
    json!({ "actions": actions }).to_string()
}

fn dials() -> (&'static str, Value) {
    ("SE_AgentDialNumber", json!({"phoneNumber": "$.payload.number"}))
}

async fn click(stage: &Stage, body: Value) {
    stage.sandbox.post("/api/host/clickToDial", body).await;
}

/// The agent's newest contact.
async fn newest(stage: &Stage) -> String {
    until("a contact", || async {
        let state: Value = stage.sandbox.get("/api/state").await;
        state["contacts"].as_array()?.last()?["contactId"].as_str().map(str::to_owned)
    })
    .await
}

/// Ends a call and its after-call work.
async fn finish(stage: &Stage, call: &str) {
    stage.sandbox.step(call, "hangup").await;
    stage.sandbox.step(call, "clear").await;
    until("the call to be gone", || async { stage.contact_state(call).await.is_none().then_some(()) }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_quick_clicks_dial_once() {
    let stage = Stage::ready().await;
    for _ in 0..5 {
        click(&stage, json!({ "number": CLINIC })).await;
    }
    stage.sandbox.asked_times("createOutboundContact", 1).await;
    stage.settle().await;
    assert_eq!(stage.sandbox.asked("createOutboundContact").await.len(), 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_while_the_page_starts_is_shown_and_dialled_when_it_is_ready_unless_cancelled() {
    for cancels in [false, true] {
        let stage = Stage::dark().await;
        let late = json!({"ms": 4000, "times": 1});
        stage.sandbox.fault("salesforce", "SoftphoneController.configuration", "delay", late).await;
        stage.browser.open(&stage.sandbox.url("/")).await;
        stage.browser.softphone().await;
        stage.sandbox.asked_times("enableClickToDial", 1).await;
        click(&stage, json!({ "number": CLINIC })).await;
        stage.browser.sees(".line", &format!("Dialling {CLINIC}")).await;
        if cancels {
            stage.browser.screenshot("click-waits").await;
            stage.browser.press("Cancel").await;
            stage.browser.gone(".line").await;
        }
        stage.browser.ready().await;
        stage.browser.gone(".line").await;
        if !cancels {
            stage.sandbox.asked_times("createOutboundContact", 1).await;
        }
        stage.settle().await;
        let dialled = usize::from(!cancels);
        assert_eq!(stage.sandbox.asked("createOutboundContact").await.len(), dialled);
        stage.browser.quit().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_calls_in_a_row_where_the_flow_clears_everything_each_time() {
    let stage = Stage::dark().await;
    let clear = || ("SE_ClearAllProperties", json!({}));
    let body = flow(&[("SE_SetProperty", json!({"key": "x", "value": 1})), clear(), dials(), clear()]);
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Clear and dial", &body).await;
    stage.open_console().await;
    for call in 0..20 {
        // Another number each time: the same one so soon would count as the same click.
        let number = format!("+120655501{call:02}");
        click(&stage, json!({"number": number, "recordId": BLUEWATER})).await;
        let asked = stage.sandbox.asked_times("createOutboundContact", call + 1).await;
        assert!(asked["args"].to_string().contains(&number), "{asked}");
        finish(&stage, &newest(&stage).await).await;
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clicked_record_is_on_the_task_of_its_call_also_after_a_reload() {
    let stage = Stage::dark().await;
    let log = (
        "SE_SFCreateTask",
        json!({"CallObject": "$.contact.contactId", "subject1": "$.contact.clicked.objectType"}),
    );
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Dial", &flow(&[dials()])).await;
    stage.sandbox.bind("voiceContact", "onEnded", "Log", &flow(&[log])).await;
    stage.open_console().await;
    click(&stage, json!({"number": "(206) 555-0142", "recordId": BLUEWATER})).await;
    stage.sandbox.asked_times("createOutboundContact", 1).await;
    let call = newest(&stage).await;
    stage.sandbox.step(&call, "connect").await;
    stage.until_state(&call, "connected").await;
    stage.browser.softphone().await;
    stage.browser.sees(".drawer", CLINIC).await;
    stage.open_console().await;
    stage.sandbox.step(&call, "hangup").await;
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    assert_eq!(saved["args"]["object"]["WhatId"], BLUEWATER, "{saved}");
    assert_eq!(saved["args"]["object"]["Subject"], "Account", "{saved}");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_the_agent_does_not_have_takes_the_failure_port_with_a_reason() {
    let stage = Stage::dark().await;
    let dial = ("SE_AgentDialNumber", json!({"phoneNumber": "$.payload.number", "queueARN": "arn:nobodys"}));
    let tell =
        ("SE_SFSaveLog", json!({"entityType": "Task", "fieldValues": {"Subject": "$.actions.1.exception"}}));
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Dial", &flow(&[dial, tell])).await;
    stage.open_console().await;
    click(&stage, json!({ "number": CLINIC })).await;
    let told = stage.sandbox.asked_times("saveLog", 1).await;
    let reason = told["args"]["object"]["Subject"].as_str().unwrap_or_default();
    assert!(reason.contains("queue `arn:nobodys` is not in the agent's routing profile"), "{told}");
    assert_eq!(stage.sandbox.asked("createOutboundContact").await.len(), 0);
    stage.browser.softphone().await;
    stage.browser.sees(".line", "Call did not work: unknownQueue").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_of_a_cadence_goes_from_its_start_by_the_call_to_its_task() {
    let stage = Stage::dark().await;
    let starts = flow(&[
        ("SE_SetProperty", json!({"key": "hvsWorkId", "value": "$.payload.workId"})),
        ("SE_AgentDialNumber", json!({"phoneNumber": "$.payload.attributes.to"})),
    ]);
    let ends = flow(&[
        ("SE_GetProperty", json!({"key": "hvsWorkId"})),
        ("SE_SFCreateTask", json!({"CallObject": "$.contact.contactId", "subject1": "Cadence call"})),
        (
            "SE_SFCompleteHvsWorkWithTaskSaved",
            json!({"workId": "$.actions.1.results.value", "disposition": "Reached", "taskId": "$.actions.2.results.id"}),
        ),
    ]);
    stage.sandbox.bind("salesforceUi", "onHvsWorkStart", "Start", &starts).await;
    stage.sandbox.bind("voiceContact", "onEnded", "Finish", &ends).await;
    stage.open_console().await;
    let work = json!({"workId": "w-7", "completeWorkWhen": "TaskSaved", "attributes": {"to": CLINIC}});
    stage.sandbox.post("/api/host/hvsWork", work).await;
    stage.sandbox.asked_times("createOutboundContact", 1).await;
    let call = newest(&stage).await;
    stage.sandbox.step(&call, "connect").await;
    stage.until_state(&call, "connected").await;
    stage.sandbox.step(&call, "hangup").await;
    let task = stage.sandbox.asked_times("saveLog", 1).await;
    let id = task["reply"]["returnValue"]["recordId"].as_str().or(task["reply"]["recordId"].as_str());
    let completed = stage.sandbox.asked_times("completeWork", 1).await;
    assert_eq!(completed["args"]["workId"], "w-7", "{completed}");
    assert_eq!(completed["args"]["attributes"]["taskId"].as_str(), id, "{completed} {task}");
    let tasks: Value = stage.sandbox.get("/api/records/Task").await;
    let of_call = |task: &&Value| task["CallObject"] == call.as_str();
    assert_eq!(tasks.as_array().into_iter().flatten().filter(of_call).count(), 1, "{tasks}");
    stage.browser.quit().await;
}
