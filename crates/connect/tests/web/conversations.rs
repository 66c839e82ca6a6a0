//! What is said in chats and what befalls tasks, heard through the real ChatJS and TaskJS.

use cti_ports::ConnectEvent;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{CHAT_JS, TASK_JS, World, ccp, offer_library, post, say, set, until};

/// A frame of the CCP's line.
fn frame(topic: &str, item: &Value) {
    let data = json!({ "topic": topic, "contentType": "application/json", "content": item.to_string() });
    say("webSocket::all_message", &data.to_string());
}

fn message(id: &str, contact: &str) -> Value {
    json!({
        "Id": id, "Type": "MESSAGE", "ContentType": "text/plain", "Content": id, "ParticipantRole": "CUSTOMER",
        "ContactId": contact, "InitialContactId": contact, "AbsoluteTime": "2020-01-01T00:00:00.000Z",
    })
}

/// Messages and task events of what was said, shortly.
fn heard(events: &[ConnectEvent]) -> Vec<String> {
    let short = |event: &ConnectEvent| match event {
        ConnectEvent::ChatMessage { contact_id, message, old } => {
            Some(format!("{contact_id}: {}{}", message["Id"].as_str()?, if *old { " (old)" } else { "" }))
        }
        ConnectEvent::TaskEvent { contact_id, name, .. } => Some(format!("{contact_id}: {name}")),
        _ => None,
    };
    events.iter().filter_map(short).collect()
}

async fn until_asked(call: &str) {
    let asked = || ccp()["participant"].as_array()?.iter().any(|asked| asked == call).then_some(());
    assert!(until(asked).await.is_some(), "`{call}` was not asked: {}", ccp());
}

/// Everything said so far has been heard.
async fn said(world: &World, expected: &[&str]) {
    let found = until(|| (heard(&world.heard.borrow()) == expected).then_some(())).await;
    assert!(found.is_some(), "instead: {:?}", heard(&world.heard.borrow()));
    world.heard.borrow_mut().clear();
}

#[wasm_bindgen_test]
async fn a_chat_is_joined_when_it_is_connected_and_left_when_it_is_gone() {
    let world = World::up(json!([])).await;
    offer_library("chat", CHAT_JS);
    set(&json!({ "transcript": [message("first", "c")] }).to_string());
    world.change(json!([{ "contactId": "c", "type": "chat", "state": "connecting" }]));
    world.hears_contacts().await;
    assert_eq!(ccp()["asked"], json!([]), "a chat that rings was joined");
    world.change(json!([{ "contactId": "c", "type": "chat", "state": "connected" }]));
    until_asked("transcript").await;
    said(&world, &["c: first (old)"]).await;
    frame("aws/chat", &message("second", "c"));
    frame("aws/chat", &message("second", "c"));
    frame("aws/chat", &message("elsewhere", "d"));
    let mut joined = message("joined", "c");
    joined["Type"] = "EVENT".into();
    joined["ContentType"] = "application/vnd.amazonaws.connect.event.participant.joined".into();
    frame("aws/chat", &joined);
    frame("aws/chat", &message("third", "c"));
    said(&world, &["c: second", "c: third"]).await;
    world.change(json!([]));
    world.hears_contacts().await;
    frame("aws/chat", &message("late", "c"));
    assert!(heard(&world.said().await).is_empty());
}

#[wasm_bindgen_test]
async fn what_was_said_on_the_way_to_a_chat_counts_as_said_now() {
    let world = World::up(json!([])).await;
    offer_library("chat", CHAT_JS);
    let mut late = message("late", "c");
    late["AbsoluteTime"] = json!(String::from(js_sys::Date::new_0().to_iso_string()));
    set(&json!({ "transcript": [message("early", "c"), late] }).to_string());
    world.change(json!([{ "contactId": "c", "type": "chat", "state": "connected" }]));
    said(&world, &["c: early (old)", "c: late"]).await;
}

#[wasm_bindgen_test]
async fn what_befalls_a_task_is_heard_as_long_as_it_is_there() {
    let world = World::up(json!([])).await;
    offer_library("task", TASK_JS);
    world.change(json!([{ "contactId": "t", "type": "task", "state": "connecting" }]));
    until(|| (ccp()["asked"] == json!(["task"])).then_some(())).await.unwrap();
    let event = |kind: &str, id: &str| {
        let kind = format!("application/vnd.amazonaws.connect.event.{kind}");
        json!({ "ContentType": kind, "Id": id, "InitialContactId": id, "AbsoluteTime": "2026-01-05T10:00:00.000Z" })
    };
    // TaskJS listens a few moments after it was loaded; it has no memory.
    let first = event("expire.warning", "t");
    let listening = || {
        frame("aws/task", &first);
        (!heard(&world.heard.borrow()).is_empty()).then_some(())
    };
    assert!(until(listening).await.is_some());
    world.said().await;
    for kind in
        ["transfer.initiated", "transfer.failed", "transfer.succeeded", "expire.complete", "transfer.dreamt"]
    {
        frame("aws/task", &event(kind, "t"));
    }
    frame("aws/task", &event("expire.complete", "u"));
    said(
        &world,
        &["t: onTransferInitiated", "t: onTransferFailed", "t: onTransferSucceeded", "t: onTaskExpired"],
    )
    .await;
    world.change(json!([]));
    world.hears_contacts().await;
    frame("aws/task", &event("expire.complete", "t"));
    assert!(heard(&world.said().await).is_empty());
}

/// No library is offered here: TaskJS never comes.
#[wasm_bindgen_test]
async fn what_befalls_a_task_before_taskjs_listens_is_kept() {
    let world = World::up(json!([])).await;
    let event = |id: &str| {
        json!({ "ContentType": "application/vnd.amazonaws.connect.event.expire.warning", "Id": id,
            "InitialContactId": id, "AbsoluteTime": "2026-01-05T10:00:00.000Z" })
    };
    frame("aws/task", &event("t"));
    frame("aws/task", &event("another's"));
    frame("aws/chat", &event("t"));
    say("webSocket::all_message", r#"{"topic":"aws/task","content":"{"}"#);
    assert!(heard(&world.said().await).is_empty(), "of a task that nobody knows");
    world.change(json!([{ "contactId": "t", "type": "task", "state": "connecting" }]));
    said(&world, &["t: onTaskExpiring"]).await;
    frame("aws/task", &event("t"));
    said(&world, &["t: onTaskExpiring"]).await;
}

#[wasm_bindgen_test]
async fn a_library_that_could_not_be_had_is_asked_for_again() {
    let world = World::up(json!([])).await;
    offer_library("task", TASK_JS);
    world.change(json!([{ "contactId": "c", "type": "chat", "state": "connected" }]));
    until(|| (ccp()["asked"] == json!(["chat"])).then_some(())).await.unwrap();
    world.said().await;
    offer_library("chat", CHAT_JS);
    let joined = || {
        post();
        ccp()["participant"].as_array()?.iter().any(|call| call == "transcript").then_some(())
    };
    assert!(until(joined).await.is_some(), "{}", ccp());
}

#[wasm_bindgen_test]
async fn a_chat_that_could_not_be_joined_is_joined_with_a_later_snapshot() {
    let world = World::up(json!([])).await;
    offer_library("chat", CHAT_JS);
    set(&json!({ "refused": 1 }).to_string());
    world.change(json!([{ "contactId": "c", "type": "chat", "state": "connected" }]));
    until_asked("connection").await;
    let joined = || {
        post();
        ccp()["participant"].as_array()?.iter().any(|call| call == "transcript").then_some(())
    };
    assert!(until(joined).await.is_some(), "{}", ccp());
    frame("aws/chat", &message("first", "c"));
    said(&world, &["c: first"]).await;
}

#[wasm_bindgen_test]
async fn after_signing_in_again_tasks_are_heard_as_before() {
    let world = World::up(json!([])).await;
    offer_library("task", TASK_JS);
    let task = json!([{ "contactId": "t", "type": "task", "state": "connected" }]);
    let expired = json!({
        "ContentType": "application/vnd.amazonaws.connect.event.expire.complete", "Id": "t",
        "InitialContactId": "t", "AbsoluteTime": "2026-01-05T10:00:00.000Z",
    });
    for _ in 0..2 {
        world.change(task.clone());
        let listening = || {
            frame("aws/task", &expired);
            (!heard(&world.heard.borrow()).is_empty()).then_some(())
        };
        assert!(until(listening).await.is_some());
        say("terminated", "null");
        world.said().await;
    }
}
