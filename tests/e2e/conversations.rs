//! What is said in chats reaches flows once: over reloads, in several tabs, and while the page loads.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// A flow that saves what was said, and one for each direction.
async fn bind(stage: &Stage) {
    for event in ["onMessageReceived", "onMessageSent"] {
        let flow = json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
            {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"}, "controls": {
                "entityType": "Task", "fieldValues": {"Subject": "$.payload.Content"}}},
            {"id": "2", "type": "SE_End"},
        ]});
        stage.sandbox.bind("chatContact", event, event, &flow.to_string()).await;
    }
}

async fn said(stage: &Stage) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for entry in stage.sandbox.asked("saveLog").await {
        let text = entry["args"]["object"]["Subject"].as_str().unwrap_or_default().to_owned();
        *said.entry(text).or_default() += 1;
    }
    said
}

async fn until_said(stage: &Stage, text: &str) {
    until(&format!("a flow to run about `{text}`"), || async {
        said(stage).await.contains_key(text).then_some(())
    })
    .await;
}

async fn say(stage: &Stage, chat: &str, text: &str, from: &str) {
    let body = json!({"text": text, "from": from});
    stage.sandbox.post(&format!("/api/contacts/{chat}/message"), body).await;
}

async fn chat(stage: &Stage) -> String {
    let chat = stage.sandbox.contact(json!({"channel": "chat", "direction": "inbound"})).await;
    stage.sandbox.step(&chat, "accept").await;
    chat
}

fn once(texts: &[&str]) -> BTreeMap<String, usize> {
    texts.iter().map(|text| ((*text).to_owned(), 1)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_forgets_no_message_and_repeats_none() {
    let stage = Stage::dark().await;
    bind(&stage).await;
    stage.open_console().await;
    let chat = chat(&stage).await;
    say(&stage, &chat, "before", "customer").await;
    until_said(&stage, "before").await;
    // The page that loads takes its time, and meanwhile the customer goes on.
    let delay = json!({"ms": 1500, "times": 1});
    stage.sandbox.fault("salesforce", "SoftphoneController.configuration", "delay", delay).await;
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    until("the page to load", || async {
        let marks = stage.browser.eval("return performance.getEntriesByName('cti:boot').length").await;
        (marks == 1).then_some(())
    })
    .await;
    say(&stage, &chat, "meanwhile", "customer").await;
    stage.browser.ready().await;
    say(&stage, &chat, "after", "agent").await;
    until_said(&stage, "meanwhile").await;
    until_said(&stage, "after").await;
    stage.settle().await;
    assert_eq!(said(&stage).await, once(&["before", "meanwhile", "after"]));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_and_two_chats_run_each_message_once() {
    let stage = Stage::dark().await;
    bind(&stage).await;
    stage.open_console().await;
    let first = chat(&stage).await;
    let tab = stage.browser.driver.new_tab().await.expect("a tab");
    stage.browser.driver.switch_to_window(tab).await.expect("the tab");
    stage.open_console().await;
    let second = chat(&stage).await;
    for (chat, text) in [(&first, "one"), (&second, "two"), (&first, "three")] {
        say(&stage, chat, text, "customer").await;
    }
    for text in ["one", "two", "three"] {
        until_said(&stage, text).await;
    }
    // A chat that is gone is not listened to any more; the other is.
    stage.sandbox.step(&first, "hangup").await;
    stage.sandbox.step(&first, "clear").await;
    say(&stage, &second, "four", "customer").await;
    until_said(&stage, "four").await;
    stage.settle().await;
    assert_eq!(said(&stage).await, once(&["one", "two", "three", "four"]));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_chats_need_does_not_hold_up_the_start() {
    let stage = Stage::dark().await;
    bind(&stage).await;
    let chat = chat(&stage).await;
    stage.open_console().await;
    say(&stage, &chat, "live", "customer").await;
    until_said(&stage, "live").await;
    stage.browser.softphone().await;
    let script = "return performance.getEntriesByType('resource').find(it => it.name.endsWith('connect-chat.js')).startTime
        - performance.getEntriesByName('cti:ready')[0].startTime";
    let after: Value = stage.browser.eval(script).await;
    assert!(after.as_f64().is_some_and(|ms| ms >= 0.0), "ChatJS was fetched {after} ms after all was ready");
    stage.browser.quit().await;
}

/// Twenty seconds without the agent cost the chat its agent; we allow ourselves five, and never ten.
#[tokio::test(flavor = "multi_thread")]
async fn a_reload_is_back_in_the_chat_within_five_seconds() {
    let stage = Stage::dark().await;
    bind(&stage).await;
    stage.open_console().await;
    let chat = chat(&stage).await;
    say(&stage, &chat, "before", "customer").await;
    until_said(&stage, "before").await;
    let mut took = Vec::new();
    for round in 0..20 {
        let begun = Instant::now();
        stage.browser.open(&stage.sandbox.url("/")).await;
        // Whoever hears this is in the chat again.
        let text = format!("message {round}");
        say(&stage, &chat, &text, "customer").await;
        until_said(&stage, &text).await;
        took.push(begun.elapsed());
    }
    took.sort();
    assert!(took[18] <= Duration::from_secs(5) && took[19] <= Duration::from_secs(10), "{took:?}");
    stage.browser.quit().await;
}
