//! `heap`: what stays in memory after calls have gone through their whole life.
//!
//! The heap is that of the whole console, the stand-ins' pages and Streams among it, so the hand-written page
//! goes through the same calls: what grows with it too is not ours.

use serde_json::json;

use super::Row;
use super::stage::{Softphone, Stage};

/// Fill what is bounded: journals, rings, timings, compiled code.
const WARM_UP: usize = 50;
const CONTACTS: usize = 200;

pub async fn measure(stage: &Stage) -> Row {
    let ours = growth(stage, Softphone::Ours).await;
    let hand = growth(stage, Softphone::Hand).await;
    Row {
        key: "heap",
        values: json!({ "contacts": CONTACTS, "growth_bytes": ours.total() }),
        note: format!(
            "after {WARM_UP} to warm up: JavaScript {}, wasm {}; the hand-written page in the same rig {}",
            ours.heap,
            ours.wasm,
            hand.total()
        ),
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes {
    pub(super) heap: i64,
    pub(super) wasm: i64,
}

impl Bytes {
    pub(super) fn total(self) -> i64 {
        self.heap + self.wasm
    }
}

async fn growth(stage: &Stage, softphone: Softphone) -> Bytes {
    stage.open(softphone).await;
    live(stage, WARM_UP).await;
    let before = taken(stage, softphone).await;
    live(stage, CONTACTS).await;
    let after = taken(stage, softphone).await;
    Bytes { heap: after.heap - before.heap, wasm: after.wasm - before.wasm }
}

/// In portions, so that no script runs into the driver's time limit.
async fn live(stage: &Stage, contacts: usize) {
    const PORTION: usize = 25;
    for _ in 0..contacts.div_ceil(PORTION) {
        stage.in_console(&format!("live({PORTION})")).await;
    }
}

/// After the collector has run, and without what the rig itself writes down.
pub(super) async fn taken(stage: &Stage, softphone: Softphone) -> Bytes {
    stage.browser.console().await;
    stage.browser.eval("window.__opencti.length = 0").await;
    stage.browser.ccp().await;
    stage.browser.eval("window.__snapshots.length = 0").await;
    let wasm = if softphone == Softphone::Ours { wasm(stage).await } else { 0 };
    for _ in 0..3 {
        stage.command("HeapProfiler.collectGarbage").await;
    }
    let usage = stage.command("Runtime.getHeapUsage").await;
    Bytes { heap: usage["usedSize"].as_f64().expect("the used size") as i64, wasm }
}

/// The module's own script answers the instance that runs already.
async fn wasm(stage: &Stage) -> i64 {
    stage.browser.softphone().await;
    let script = "return import(new URL('connect-cti.js', document.baseURI)) \
                  .then((module) => module.default()).then(({ memory }) => memory.buffer.byteLength)";
    stage.browser.eval_async(script).await.as_i64().expect("the size of the wasm memory")
}
