//! `contacts`: how long a pop takes an agent who has much in hand, in an org with many flows.
//!
//! Beside the ringing call there are 20 live chats and tasks. Of the 200 active flows one pops; it comes last
//! among those of its event, so that it waits for every other. The rest, local blocks and a property each,
//! are spread evenly over the events of agent and contacts.

use serde_json::json;

use super::Row;
use super::figures::{Figures, rounded};
use super::stage::{Softphone, Stage};

const LIVE: usize = 20;
const FLOWS: usize = 200;
const CALLS: usize = 100;
/// Compile what the later ones run through.
const FIRST: usize = 3;

const POPS: &str = include_str!("../../../crates/sandbox/flows/defaults/voice.json");
const LOCAL: &str = include_str!("local_flow.json");

const CONTACT_SOURCES: [&str; 4] = ["voiceContact", "queueCallbackContact", "chatContact", "taskContact"];
const CONTACT_EVENTS: [&str; 10] = [
    "onIncoming",
    "onPending",
    "onConnecting",
    "onAccepted",
    "onConnected",
    "onRefresh",
    "onMissed",
    "onEnded",
    "onDestroy",
    "onViewContact",
];
const AGENT_EVENTS: [&str; 8] = [
    "onInit",
    "onRefresh",
    "onRoutable",
    "onNotRoutable",
    "onOffline",
    "onStateChange",
    "onAfterCallWork",
    "onError",
];

pub async fn measure(stage: &Stage) -> Row {
    bind(stage).await;
    stage.open(Softphone::Ours).await;
    stage.in_console(&format!("keep({LIVE})")).await;
    let latencies = stage.latencies(FIRST + CALLS).await;
    // The contacts stay with the instance; only the softphone is another.
    stage.open(Softphone::Hand).await;
    let hand = stage.latencies(FIRST + CALLS).await;
    stage.sandbox.delete("/api/flows").await;
    stage.sandbox.post("/api/reset", json!({})).await;
    let (latencies, hand) = (Figures::new(latencies[FIRST..].to_vec()), Figures::new(hand[FIRST..].to_vec()));
    Row {
        key: "contacts",
        values: json!({ "concurrent": LIVE, "ours_p99_ms": rounded(latencies.at(0.99)) }),
        note: format!(
            "with {FLOWS} flows; {latencies}, median {}; beside the same contacts the hand-written page {}, p99 {}",
            rounded(latencies.median()),
            rounded(hand.median()),
            rounded(hand.at(0.99)),
        ),
    }
}

async fn bind(stage: &Stage) {
    let contacts =
        CONTACT_SOURCES.iter().flat_map(|source| CONTACT_EVENTS.iter().map(move |event| (*source, *event)));
    let agents = AGENT_EVENTS.iter().map(|event| ("connectAgent", *event));
    let places: Vec<_> = contacts.chain(agents).collect();
    for (number, (source, event)) in (1..FLOWS).zip(places.iter().cycle()) {
        stage.sandbox.bind(source, event, &format!("Local {number:03}"), LOCAL).await;
    }
    stage.sandbox.bind("voiceContact", "onConnecting", "Open the caller's record", POPS).await;
}
