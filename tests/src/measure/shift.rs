//! `shift`: ten hours in the real browser, with what befalls an agent in them; an hour is what happens in it.
//!
//! 500 calls, each through its whole life; every hour a renewed token and two reloads; three sleeps, in which the
//! phone says nothing; two losses of the network while the agent talks; a tab that dies over a flow. Heap and
//! listeners are taken in the first hour and in the last, at the same distance from a reload.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::Row;
use super::heap::{Bytes, taken};
use super::stage::{Softphone, Stage};

const HOURS: usize = 10;
/// Calls between two reloads, in portions that no time limit cuts off.
const CALLS: usize = 25;
const SLEEPS: [usize; 3] = [2, 5, 8];
const LOSSES: [usize; 2] = [3, 6];
const CRASH: usize = 4;

const POPS: &str = include_str!("../../../crates/sandbox/flows/defaults/voice.json");
/// What the host is asked for by the flow whose runs are counted.
const COUNTED: &str = "saveLog";

pub async fn measure(stage: &Stage) -> Row {
    bind(stage).await;
    let known = counted(stage).await.len();
    let mut extra = 0;
    let (mut first, mut last) = (None, None);
    let mut windows = 0;
    for hour in 0..HOURS {
        for half in 0..2 {
            stage.open(Softphone::Ours).await;
            stage.in_console(&format!("live({CALLS})")).await;
            if half == 0 {
                let at = (taken(stage, Softphone::Ours).await, stage.metric("JSEventListeners").await);
                first.get_or_insert(at);
                last = Some(at);
            }
        }
        act(stage, json!({"action": "renewToken"})).await;
        if SLEEPS.contains(&hour) {
            sleep(stage).await;
        }
        if LOSSES.contains(&hour) {
            lose_network(stage).await;
            extra += 1;
        }
        if hour == CRASH {
            die_over_a_flow(stage).await;
            extra += 1;
        }
        windows = windows.max(stage.browser.driver.windows().await.map_or(0, |open| open.len()));
    }
    let runs = runs(&counted(stage).await[known..]);
    stage.sandbox.delete("/api/flows").await;
    stage.sandbox.post("/api/reset", json!({})).await;
    let contacts = HOURS * 2 * CALLS + extra;
    let (first, last) = (first.expect("a first hour"), last.expect("a last hour"));
    row(contacts, &runs, windows, first, last)
}

type Taken = (Bytes, f64);

fn row(contacts: usize, runs: &BTreeMap<String, usize>, windows: usize, first: Taken, last: Taken) -> Row {
    let twice = runs.values().filter(|count| **count > 1).count();
    Row {
        key: "shift",
        values: json!({
            "contacts": contacts,
            "ran_once": runs.len() - twice,
            "ran_twice": twice,
            "never_ran": contacts - runs.len(),
            "windows_opened": windows - 1,
            "growth_bytes": last.0.total() - first.0.total(),
            "listeners": [first.1, last.1],
        }),
        note: format!(
            "{HOURS} hours: {} reloads, {} sleeps, {} network losses, a token each hour, a tab that died",
            HOURS * 2,
            SLEEPS.len(),
            LOSSES.len()
        ),
    }
}

async fn bind(stage: &Stage) {
    let save = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"}, "controls": {
            "entityType": "Task", "fieldValues": {"Subject": "$.contact.contactId"},
        }},
        {"id": "2", "type": "SE_CoreDelay", "ports": {"done": "3"}, "controls": {"delay": 1000}},
        {"id": "3", "type": "SE_End"},
    ]});
    stage.sandbox.bind("voiceContact", "onConnecting", "A record", &save.to_string()).await;
    stage.sandbox.bind("voiceContact", "onConnecting", "Open the caller's record", POPS).await;
}

async fn counted(stage: &Stage) -> Vec<Value> {
    stage.sandbox.asked(COUNTED).await
}

/// How often the flow ran, by contact.
fn runs(asked: &[Value]) -> BTreeMap<String, usize> {
    let mut runs = BTreeMap::new();
    for entry in asked {
        let subject = entry["args"].to_string();
        *runs.entry(subject).or_default() += 1;
    }
    runs
}

async fn act(stage: &Stage, action: Value) {
    stage.sandbox.post("/api/instance", action).await;
}

/// The computer sleeps until the page takes the phone for lost, and wakes with its login as it was.
async fn sleep(stage: &Stage) {
    act(stage, json!({"action": "sleep"})).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "").await;
    act(stage, json!({"action": "wake", "expired": false})).await;
    stage.browser.gone(".trouble").await;
}

/// The network goes while the agent talks, and the customer hangs up meanwhile.
async fn lose_network(stage: &Stage) {
    let before = counted(stage).await.len();
    let call = stage.sandbox.ring().await;
    stage.sandbox.asked_times(COUNTED, before + 1).await;
    stage.sandbox.step(&call, "accept").await;
    network(stage, true).await;
    stage.sandbox.step(&call, "customerHangup").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    network(stage, false).await;
    stage.sandbox.step(&call, "clear").await;
}

async fn network(stage: &Stage, offline: bool) {
    let rates = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
    let cdp = stage.browser.driver.cdp();
    cdp.send_raw("Network.enable", json!({})).await.expect("the network");
    cdp.send_raw("Network.emulateNetworkConditions", rates).await.expect("network conditions");
}

/// Two tabs; the leading one goes while its flow waits.
async fn die_over_a_flow(stage: &Stage) {
    let driver = &stage.browser.driver;
    let kept = driver.window().await.expect("a window");
    let tab = driver.new_tab().await.expect("a tab");
    driver.switch_to_window(tab).await.expect("the tab");
    stage.open(Softphone::Ours).await;
    let before = counted(stage).await.len();
    let call = stage.sandbox.ring().await;
    stage.sandbox.asked_times(COUNTED, before + 1).await;
    driver.close_window().await.expect("closing the tab");
    driver.switch_to_window(kept).await.expect("the tab that is left");
    end(stage, &call).await;
}

async fn end(stage: &Stage, call: &str) {
    for step in ["accept", "customerHangup", "clear"] {
        stage.sandbox.step(call, step).await;
    }
}
