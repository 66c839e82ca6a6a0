//! Every event of every source, raised through the real libraries: the one flow bound to it runs exactly once.
//!
//! The rows are those of the product's own table. A row that nothing here knows how to raise fails the test.

use std::collections::BTreeMap;

use cti_core::Source;
use cti_core::event::{EVENTS, EventSpec};
use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// What happens after a page load; all its rows share that load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Play {
    /// Nothing but the load itself.
    Load,
    AgentStates,
    /// Contacts of every kind, from arrival to clear, and some that nobody answers.
    Lives,
    /// A callback that has no flows of its own.
    CallbackForVoice,
    /// One change of each contact.
    Changes,
    Salesforce,
    OmniChannel,
}

const SHARED: [&str; 7] =
    ["onConnecting", "onConnected", "onEnded", "onAccepted", "onPending", "onMissed", "onDestroy"];

fn play_of(row: &EventSpec) -> Option<Play> {
    use Source::*;
    Some(match (row.source, row.name) {
        (Initialization, "onInit") => Play::Load,
        (ConnectAgent, "onInit" | "onRefresh" | "onStateChange" | "onRoutable") => Play::Load,
        (ConnectAgent, "onNotRoutable" | "onOffline" | "onError" | "onAfterCallWork") => Play::AgentStates,
        (VoiceContact, "onIncoming" | "onPending") => Play::CallbackForVoice,
        (VoiceContact | QueueCallbackContact, "onRefresh") => Play::Changes,
        (ChatContact | TaskContact | EmailContact | OtherContact, "onRefresh") => Play::Changes,
        (VoiceContact | ChatContact, "onInit") => Play::Lives,
        (VoiceContact | QueueCallbackContact, "onTransferStarted") => Play::Lives,
        (QueueCallbackContact | TaskContact | EmailContact | OtherContact, "onIncoming") => Play::Lives,
        (ChatContact, "onMessageReceived" | "onMessageSent" | "onViewContact") => Play::Lives,
        (TaskContact, "onTransferInitiated" | "onTransferSucceeded" | "onTransferFailed") => Play::Lives,
        (TaskContact, "onTaskExpiring" | "onTaskExpired") => Play::Lives,
        (VoiceContact | QueueCallbackContact | ChatContact, name) if SHARED.contains(&name) => Play::Lives,
        (TaskContact | EmailContact | OtherContact, name) if SHARED.contains(&name) => Play::Lives,
        (SalesforceUi, "onClickToDial" | "onNavigationChange" | "onHvsWorkStart") => Play::Salesforce,
        (CtiAction, "") => Play::Salesforce,
        (SalesforceAgent, "onStateChange" | "onWorkAccepted" | "onWorkloadChanged") => Play::OmniChannel,
        _ => return None,
    })
}

fn label(row: &EventSpec) -> String {
    format!("{}.{}", row.source.api_name(), row.name)
}

/// What makes one occurrence another than the next: whom it is about, or what it says.
fn occurrence(row: &EventSpec) -> &'static str {
    match (row.source, row.name) {
        (Source::ChatContact, "onMessageReceived" | "onMessageSent") => "$.payload.Content",
        (Source::TaskContact, name) if name.starts_with("onT") => "$.payload.ContentType",
        (Source::SalesforceUi, "onNavigationChange") => "$.payload.recordId",
        (Source::SalesforceAgent, _) => "$.payload",
        _ => "$.contact.contactId",
    }
}

/// One block that saves a record which says what has run.
fn flow(row: &EventSpec) -> Value {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2", "failure": "2"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": label(row), "Description": occurrence(row)}}},
        {"id": "2", "type": "SE_End"},
    ]})
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_of_every_source_runs_its_flow_exactly_once() {
    let mut plays: BTreeMap<Play, Vec<&EventSpec>> = BTreeMap::new();
    for row in EVENTS.iter().filter(|row| row.fires()) {
        let play = play_of(row).unwrap_or_else(|| panic!("nothing here raises {}", label(row)));
        plays.entry(play).or_default().push(row);
    }
    let stage = Stage::dark().await;
    let mut wrong = Vec::new();
    for (seed, (play, rows)) in plays.into_iter().enumerate() {
        // Another seed, so that no id of an earlier load comes again: its flows have run.
        stage.sandbox.post("/api/reset", json!({"seed": seed + 10})).await;
        for row in &rows {
            let name = label(row);
            stage.sandbox.bind(row.source.api_name(), row.name, &name, &flow(row).to_string()).await;
        }
        perform(&stage, play).await;
        wrong.extend(look(&stage, play, &rows).await);
    }
    stage.browser.quit().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Waits until every row has run, lets everything else arrive, and names each that ran otherwise than once.
async fn look(stage: &Stage, play: Play, rows: &[&EventSpec]) -> Vec<String> {
    for row in rows {
        let name = label(row);
        until(&format!("{name} to run"), || async { runs(stage).await.contains_key(&name).then_some(()) })
            .await;
    }
    stage.settle().await;
    let runs = runs(stage).await;
    let mut wrong = Vec::new();
    for row in rows {
        let name = label(row);
        let occurrences = &runs[&name];
        println!("{play:?}: {name} ran {occurrences:?}");
        let twice = occurrences.iter().filter(|(_, times)| **times != 1);
        wrong.extend(twice.map(|(about, times)| format!("{name} ran {times} times about {about}")));
    }
    wrong
}

/// How often each row ran, by occurrence, as the journal has it.
async fn runs(stage: &Stage) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut runs: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for entry in stage.sandbox.asked("saveLog").await {
        let value = &entry["args"]["object"];
        let name = value["Subject"].as_str().unwrap_or_default().to_owned();
        let about = value["Description"].to_string();
        *runs.entry(name).or_default().entry(about).or_default() += 1;
    }
    runs
}

async fn perform(stage: &Stage, play: Play) {
    match play {
        Play::Load => stage.open_console().await,
        Play::AgentStates => agent_states(stage).await,
        Play::Lives => lives(stage).await,
        Play::CallbackForVoice => {
            stage.open_console().await;
            let callback = arrive(stage, "queue_callback").await;
            stage.sandbox.step(&callback, "accept").await;
        }
        Play::Changes => changes(stage).await,
        Play::Salesforce => salesforce(stage).await,
        Play::OmniChannel => omni_channel(stage).await,
    }
}

async fn arrive(stage: &Stage, channel: &str) -> String {
    stage.sandbox.contact(json!({"channel": channel, "direction": "inbound"})).await
}

async fn step(stage: &Stage, contact: &str, step: &str, body: Value) {
    stage.sandbox.post(&format!("/api/contacts/{contact}/{step}"), body).await;
}

async fn steps(stage: &Stage, contact: &str, names: &[&str]) {
    for name in names {
        stage.sandbox.step(contact, name).await;
    }
}

async fn agent_states(stage: &Stage) {
    stage.open_console().await;
    for state in ["Break", "Offline", "Available"] {
        stage.sandbox.post("/api/agent", json!({"state": state})).await;
    }
    let missed = arrive(stage, "voice").await;
    steps(stage, &missed, &["miss", "clear"]).await;
    stage.sandbox.post("/api/agent", json!({"state": "Available"})).await;
    let call = arrive(stage, "voice").await;
    steps(stage, &call, &["accept", "hangup"]).await;
}

async fn lives(stage: &Stage) {
    stage.open_console().await;
    for channel in ["voice", "queue_callback", "chat", "task", "email", "hologram"] {
        let missed = arrive(stage, channel).await;
        steps(stage, &missed, &["miss", "clear"]).await;
    }
    let call = arrive(stage, "voice").await;
    stage.sandbox.step(&call, "accept").await;
    step(stage, &call, "transfer", json!({"phone": "+12065550140"})).await;
    steps(stage, &call, &["hangup", "clear"]).await;
    let callback = arrive(stage, "queue_callback").await;
    steps(stage, &callback, &["accept", "answer"]).await;
    step(stage, &callback, "transfer", json!({"phone": "+12065550140"})).await;
    steps(stage, &callback, &["hangup", "clear"]).await;
    for channel in ["email", "hologram"] {
        let contact = arrive(stage, channel).await;
        offer(stage, &contact, &["incoming", "pending", "connecting"]).await;
        steps(stage, &contact, &["accept", "hangup", "clear"]).await;
    }
    task(stage).await;
    chat(stage).await;
}

async fn offer(stage: &Stage, contact: &str, states: &[&str]) {
    for state in states {
        step(stage, contact, "offer", json!({"state": state})).await;
    }
}

/// The libraries have asked for what is said about such contacts.
async fn until_heard(stage: &Stage, topic: &str) {
    until(&format!("the page to listen to {topic}"), || async {
        let state = stage.sandbox.get("/api/state").await;
        (state["heard"]["webSocket::subscribe"] == json!([topic])).then_some(())
    })
    .await;
}

async fn task(stage: &Stage) {
    let task = arrive(stage, "task").await;
    offer(stage, &task, &["incoming", "pending", "connecting"]).await;
    until_heard(stage, "aws/task").await;
    for event in ["expiring", "expired"] {
        step(stage, &task, "taskEvent", json!({"event": event})).await;
    }
    stage.sandbox.step(&task, "accept").await;
    step(stage, &task, "taskEvent", json!({"event": "transferFailed"})).await;
    let state = stage.sandbox.get("/api/state").await;
    step(stage, &task, "transfer", json!({"endpoint": state["quickConnects"][0]})).await;
    stage.sandbox.step(&task, "clear").await;
}

async fn chat(stage: &Stage) {
    let chat = arrive(stage, "chat").await;
    offer(stage, &chat, &["pending", "connecting"]).await;
    step(stage, &chat, "message", json!({"text": "said before the agent was there"})).await;
    stage.sandbox.step(&chat, "view").await;
    // Whether a message is old shows by the millisecond.
    until("the chat's first flow to run", || async {
        runs(stage).await.get("chatContact.onPending").cloned()
    })
    .await;
    stage.sandbox.step(&chat, "accept").await;
    // On the way: ChatJS has not joined yet.
    step(stage, &chat, "message", json!({"text": "at once"})).await;
    until_heard(stage, "aws/chat").await;
    step(stage, &chat, "message", json!({"text": "live"})).await;
    step(stage, &chat, "message", json!({"text": "answer", "from": "agent"})).await;
    stage.sandbox.step(&chat, "typing").await;
    stage.sandbox.step(&chat, "view").await;
    for (row, said) in
        [("onMessageReceived", &["\"at once\"", "\"live\""][..]), ("onMessageSent", &["\"answer\""])]
    {
        let name = format!("chatContact.{row}");
        until(&format!("{name} to run about {said:?}"), || async {
            let heard = runs(stage).await.remove(&name).unwrap_or_default();
            heard.keys().map(String::as_str).eq(said.iter().copied()).then_some(())
        })
        .await;
    }
    steps(stage, &chat, &["hangup", "clear"]).await;
}

async fn changes(stage: &Stage) {
    stage.open_console().await;
    for channel in ["voice", "chat", "task", "email", "hologram", "queue_callback"] {
        let contact = arrive(stage, channel).await;
        step(stage, &contact, "attributes", json!({"tier": "gold"})).await;
        if channel == "voice" {
            stage.sandbox.step(&contact, "remove").await;
        }
    }
}

async fn salesforce(stage: &Stage) {
    let action = json!({"name": "Note", "flow": "ctiAction."});
    stage.sandbox.post("/api/settings", json!({"actions": [action]})).await;
    let account =
        stage.sandbox.post("/api/records", json!({"object": "Account", "fields": {"Name": "Acme"}})).await;
    stage.open_console().await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    stage.sandbox.post("/api/host/navigate", json!({"recordId": account["id"]})).await;
    stage.sandbox.post("/api/host/hvsWork", json!({"workId": "w-1"})).await;
    stage.browser.softphone().await;
    stage.browser.show_panel("actions").await;
    stage.browser.press("Execute: Note").await;
    stage.browser.sees(".action .outcome", "Done").await;
}

async fn omni_channel(stage: &Stage) {
    stage.open_console().await;
    // The console's toolkit comes once the page is ready.
    stage.sandbox.asked_times("addEventListener", 4).await;
    stage.sandbox.post("/api/host/omni", json!({"status": "Available"})).await;
    // Work that is accepted is work to do: the load changes with it.
    stage.sandbox.post("/api/host/omni", json!({"work": {"workItemId": "5005g0000000001"}})).await;
}
