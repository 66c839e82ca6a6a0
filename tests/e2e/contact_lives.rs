//! Contacts from arrival to end, on every channel and by every ending: what flows are told, in which order.

use std::collections::BTreeMap;

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const CHANNELS: [(&str, &str); 6] = [
    ("voice", "voiceContact"),
    ("queue_callback", "queueCallbackContact"),
    ("chat", "chatContact"),
    ("task", "taskContact"),
    ("email", "emailContact"),
    ("hologram", "contact"),
];

/// A flow that saves what it is told of.
async fn bind(stage: &Stage, source: &str, event: &str, told: Value) {
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2", "failure": "2"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": event, "Description": told}}},
        {"id": "2", "type": "SE_End"},
    ]});
    stage.sandbox.bind(source, event, &format!("{source}.{event}"), &flow.to_string()).await;
}

/// What flows have saved, by contact, in order.
async fn told(stage: &Stage) -> BTreeMap<String, Vec<(String, Value)>> {
    let mut told: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    for entry in stage.sandbox.asked("saveLog").await {
        let saved = &entry["args"]["object"];
        let event = saved["Subject"].as_str().unwrap_or_default().to_owned();
        let about = match &saved["Description"] {
            Value::String(text) => serde_json::from_str(text).unwrap_or_else(|_| json!({"text": text})),
            other => other.clone(),
        };
        let contact = about["contactId"].as_str().unwrap_or_default().to_owned();
        told.entry(contact).or_default().push((event, about));
    }
    told
}

async fn until_told(stage: &Stage, contact: &str, event: &str) {
    until(&format!("a flow to run on {event} of {contact}"), || async {
        let told = told(stage).await.remove(contact)?;
        told.iter().any(|told| told.0 == event).then_some(())
    })
    .await;
}

async fn steps(stage: &Stage, contact: &str, names: &[&str]) {
    for name in names {
        stage.sandbox.step(contact, name).await;
    }
}

/// An ending, and what of `unanswered` it is.
const ENDINGS: [(&[&str], &str); 6] = [
    (&["accept", "connect", "hangup", "clear"], ""),
    (&["accept", "connect", "customerHangup", "clear"], ""),
    (&["accept", "connect", "remove"], ""),
    (&["miss", "clear"], "missed"),
    (&["reject", "clear"], "rejected"),
    (&["customerHangup", "clear"], "abandoned"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_ending_ends_once_then_destroys_once_and_still_knows_the_contact() {
    let stage = Stage::dark().await;
    for (_, source) in CHANNELS {
        for event in ["onEnded", "onMissed", "onDestroy"] {
            bind(&stage, source, event, json!("$.contact")).await;
        }
    }
    stage.open_console().await;
    let mut expected = Vec::new();
    for (channel, _) in CHANNELS {
        for (ending, unanswered) in ENDINGS {
            if channel == "task" && ending.contains(&"customerHangup") {
                continue;
            }
            let mark = format!("{channel} {ending:?}");
            let contact = stage
                .sandbox
                .contact(json!({"channel": channel, "queue": "Sales", "phone": "+12135550100",
                    "attributes": {"tier": mark}}))
                .await;
            steps(&stage, &contact, ending).await;
            until_told(&stage, &contact, "onDestroy").await;
            expected.push((contact, mark, unanswered, channel));
        }
    }
    stage.settle().await;
    let mut told = told(&stage).await;
    for (contact, mark, unanswered, channel) in expected {
        let told = told.remove(&contact).unwrap_or_default();
        let events: Vec<_> = told.iter().map(|told| told.0.as_str()).collect();
        let missed = !unanswered.is_empty();
        let wanted: &[&str] =
            if missed { &["onEnded", "onMissed", "onDestroy"] } else { &["onEnded", "onDestroy"] };
        assert_eq!(events, wanted, "{mark}");
        for (event, about) in &told {
            assert_eq!(about["attributes"]["tier"], mark, "{event}");
            assert_eq!(about["queueName"], "Sales", "{event}, {mark}");
            assert_eq!(about["unanswered"].as_str().unwrap_or_default(), unanswered, "{event}, {mark}");
            if channel == "voice" || channel == "queue_callback" {
                assert_eq!(about["phoneNumber"], "+12135550100", "{event}, {mark}");
            }
        }
        let last = |event: &str| told.iter().rfind(|told| told.0 == event).map(|told| &told.1["timeline"]);
        assert_eq!(last("onEnded"), last("onDestroy"), "{mark}: no duration goes on after the end");
    }
    assert!(told.is_empty(), "about nobody: {told:?}");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_goes_three_ways_for_missed_rejected_and_abandoned() {
    let stage = Stage::dark().await;
    let save = |id: &str, subject: &str| {
        json!({"id": id, "type": "SE_SFSaveLog", "controls": {
            "entityType": "Task", "fieldValues": {"Subject": subject, "Description": "$.contact.contactId"}}})
    };
    let decide = |id: &str, word: &str, yes: &str, no: &str| {
        json!({"id": id, "type": "SE_CoreDecision", "ports": {"true": yes, "false": no},
            "controls": {"operandA": "$.contact.unanswered", "comparator": "equal", "operandB": word}})
    };
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        decide("1", "rejected", "3", "2"), decide("2", "abandoned", "4", "5"),
        save("3", "The agent said no"), save("4", "The customer left"), save("5", "Nobody answered"),
    ]});
    stage.sandbox.bind("voiceContact", "onMissed", "Why", &flow.to_string()).await;
    stage.open_console().await;
    let mut ways = Vec::new();
    for step in ["reject", "customerHangup", "miss"] {
        let contact = stage.sandbox.ring().await;
        steps(&stage, &contact, &[step, "clear"]).await;
        ways.push(
            stage.sandbox.asked_times("saveLog", ways.len() + 1).await["args"]["object"]["Subject"].clone(),
        );
    }
    // In the phone itself.
    stage.sandbox.ring().await;
    stage.press_in_ccp("Reject").await;
    ways.push(stage.sandbox.asked_times("saveLog", 4).await["args"]["object"]["Subject"].clone());
    assert_eq!(
        ways,
        ["The agent said no", "The customer left", "Nobody answered", "The agent said no"].map(Value::from)
    );
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn softphone_desk_phone_and_auto_accept_tell_the_same_story() {
    let stage = Stage::dark().await;
    let events = [
        "onIncoming",
        "onPending",
        "onConnecting",
        "onAccepted",
        "onConnected",
        "onEnded",
        "onMissed",
        "onDestroy",
    ];
    for event in events {
        bind(&stage, "voiceContact", event, json!({"contactId": "$.contact.contactId"})).await;
    }
    stage.open_console().await;
    for (phone, taken) in [
        (json!({}), &["accept"][..]),
        (json!({"deskphone": true}), &["accept"]),
        (json!({"deskphone": true}), &["connect"]),
        (json!({"autoAccept": true}), &[]),
    ] {
        let mut call = json!({"channel": "voice"});
        call.as_object_mut().expect("an object").extend(phone.as_object().expect("an object").clone());
        let contact = stage.sandbox.contact(call).await;
        steps(&stage, &contact, taken).await;
        steps(&stage, &contact, &["hangup", "clear"]).await;
        until_told(&stage, &contact, "onDestroy").await;
        stage.settle().await;
        let told = told(&stage).await.remove(&contact).unwrap_or_default();
        let events: Vec<_> = told.iter().map(|told| told.0.as_str()).collect();
        assert_eq!(
            events,
            ["onConnecting", "onAccepted", "onConnected", "onEnded", "onDestroy"],
            "{phone} {taken:?}"
        );
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn email_and_channels_of_tomorrow_are_shown_and_break_nothing() {
    let stage = Stage::ready().await;
    stage.browser.console_log().await;
    for (channel, name, heading) in
        [("email", "An order", "Email · An order"), ("hologram", "A visit", "Contact · A visit")]
    {
        let contact = stage
            .sandbox
            .contact(json!({"channel": channel, "name": name, "attributes": {"tier": channel}}))
            .await;
        stage.browser.softphone().await;
        stage.browser.sees(".handle-text", heading).await;
        stage.browser.click(".drawer .handle").await;
        stage.browser.sees(".rows", channel).await;
        steps(&stage, &contact, &["accept", "hangup", "clear"]).await;
        stage.browser.softphone().await;
        stage.browser.gone(".rows").await;
    }
    let log = stage.browser.console_log().await;
    let thrown: Vec<_> =
        log.iter().filter(|line| line.contains("Uncaught") || line.contains("panicked")).collect();
    assert!(thrown.is_empty(), "{thrown:?}");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_runs_no_flows_of_the_call_that_is_listened_to_unless_that_is_set() {
    let stage = Stage::dark().await;
    let told_of =
        json!({"contactId": "$.contact.contactId", "barge": "$.contact.isBarge", "state": "$.contact.state"});
    for wanted in [false, true] {
        stage.sandbox.post("/api/reset", json!({"seed": 70 + i32::from(wanted)})).await;
        stage.sandbox.post("/api/settings", json!({"adapter": {"monitoringFlows": wanted}})).await;
        for event in ["onConnected", "onEnded"] {
            bind(&stage, "voiceContact", event, told_of.clone()).await;
        }
        stage.open_console().await;
        let listened = stage.sandbox.contact(json!({"channel": "voice", "direction": "monitoring"})).await;
        stage.until_state(&listened, "connected").await;
        steps(&stage, &listened, &["barge", "hangup", "clear"]).await;
        let own = stage.sandbox.ring().await;
        steps(&stage, &own, &["accept", "hangup"]).await;
        until_told(&stage, &own, "onEnded").await;
        stage.settle().await;
        let told = told(&stage).await;
        assert_eq!(told[&own].len(), 2);
        match told.get(&listened) {
            None => assert!(!wanted),
            Some(told) => {
                assert!(wanted, "{told:?}");
                let barge: Vec<_> =
                    told.iter().map(|told| (told.0.as_str(), told.1["barge"] == true)).collect();
                assert_eq!(barge, [("onConnected", false), ("onEnded", true)]);
            }
        }
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_handed_on_is_a_transfer_of_the_same_direction() {
    let stage = Stage::dark().await;
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_ContactIsTransfer", "ports": {"true": "2", "false": "3"}},
        {"id": "2", "type": "SE_SFSaveLog", "controls": {"entityType": "Task",
            "fieldValues": {"Subject": "transfer", "Description": "$.contact.callType"}}},
        {"id": "3", "type": "SE_SFSaveLog", "controls": {"entityType": "Task",
            "fieldValues": {"Subject": "own", "Description": "$.contact.callType"}}},
    ]});
    stage.sandbox.bind("voiceContact", "onEnded", "How", &flow.to_string()).await;
    stage.open_console().await;
    let mut seen = Vec::new();
    for direction in ["inbound", "outbound"] {
        for (initial, fate) in [(None, "accept"), (Some("c-0"), "accept"), (Some("c-0"), "customerHangup")] {
            let call = json!({"channel": "voice", "direction": direction, "initialContactId": initial});
            let contact = stage.sandbox.contact(call).await;
            // An outbound call of one's own is answered by the customer.
            let first = if initial.is_none() && direction == "outbound" { "connect" } else { fate };
            stage.sandbox.step(&contact, first).await;
            if first != "customerHangup" {
                stage.sandbox.step(&contact, "hangup").await;
            }
            stage.sandbox.step(&contact, "clear").await;
            let saved = stage.sandbox.asked_times("saveLog", seen.len() + 1).await;
            let saved = &saved["args"]["object"];
            seen.push(format!(
                "{} {}",
                saved["Subject"].as_str().unwrap(),
                saved["Description"].as_str().unwrap()
            ));
        }
    }
    assert_eq!(
        seen,
        [
            "own inbound",
            "transfer inbound",
            "transfer inbound",
            "own outbound",
            "transfer outbound",
            "transfer outbound"
        ]
    );
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_tells_its_target_or_that_it_is_unknown() {
    let stage = Stage::dark().await;
    let target = json!({"contactId": "$.contact.contactId", "target": "$.payload.target"});
    bind(&stage, "voiceContact", "onTransferStarted", target).await;
    stage.open_console().await;
    let state = stage.sandbox.get("/api/state").await;
    let quick = state["quickConnects"][0].clone();
    let call = stage.sandbox.ring().await;
    stage.sandbox.step(&call, "accept").await;
    for (place, to) in [json!({"endpoint": quick}), json!({"phone": "+12065550140"})].into_iter().enumerate()
    {
        stage.sandbox.post(&format!("/api/contacts/{call}/transfer"), to).await;
        stage.sandbox.asked_times("saveLog", place + 1).await;
        stage.sandbox.step(&call, "leave").await;
    }
    stage.settle().await;
    let told = told(&stage).await.remove(&call).unwrap_or_default();
    let targets: Vec<_> = told.iter().map(|told| &told.1["target"]).collect();
    assert_eq!(targets, [&quick["name"], &json!("unknown")]);
    stage.browser.quit().await;
}
