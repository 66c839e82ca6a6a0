//! `flood`: what 2,000 messages a second of a frame that is nobody's cost the page, for a minute.
//!
//! The processor's time is that of the console's whole process, less what it takes in a minute without a flood.
//! The hand-written page has Streams and nothing in front of it.

use serde_json::json;

use super::Row;
use super::figures::rounded;
use super::heap::taken;
use super::stage::{Softphone, Stage};
use crate::flood;

const PER_SECOND: u32 = 2_000;
const SECONDS: u32 = 60;

pub async fn measure(stage: &Stage) -> Row {
    stage.browser.driver.set_script_timeout(std::time::Duration::from_secs(120)).await.expect("a time limit");
    let ours = minute(stage, Softphone::Ours).await;
    let hand = minute(stage, Softphone::Hand).await;
    Row {
        key: "flood",
        values: json!({
            "messages_per_s": ours.per_second,
            "cpu_percent": ours.percent,
            "log_lines": ours.lines,
            "long_tasks": ours.long_tasks,
        }),
        note: format!(
            "for {SECONDS} s, {} stopped before any library, heap {:+} bytes; the hand-written page {} % and {} lines",
            ours.stopped, ours.growth, hand.percent, hand.lines
        ),
    }
}

struct Minute {
    per_second: f64,
    percent: f64,
    lines: usize,
    long_tasks: u64,
    stopped: u64,
    growth: i64,
}

async fn minute(stage: &Stage, softphone: Softphone) -> Minute {
    stage.open(softphone).await;
    flood::prepare(&stage.browser, &stage.sandbox).await;
    let idle = busy(stage, 0).await.0;
    stage.browser.softphone().await;
    stage
        .browser
        .eval(
            "window.__long = 0; \
             new PerformanceObserver((list) => { window.__long += list.getEntries().length; }) \
               .observe({ type: 'longtask' })",
        )
        .await;
    let before = taken(stage, softphone).await;
    stage.browser.console_log().await;
    let (flooded, sent) = busy(stage, PER_SECOND).await;
    let lines = stage.browser.console_log().await.len();
    let stopped = flood::stopped(&stage.browser).await;
    let long_tasks = stage.browser.eval("return window.__long").await.as_u64().expect("a number");
    let after = taken(stage, softphone).await;
    Minute {
        per_second: rounded(sent as f64 / f64::from(SECONDS)),
        percent: rounded((flooded - idle) / f64::from(SECONDS) * 100.0),
        lines,
        long_tasks,
        stopped,
        growth: after.total() - before.total(),
    }
}

/// Seconds of work in a minute, and the messages sent meanwhile.
async fn busy(stage: &Stage, per_second: u32) -> (f64, u64) {
    let before = stage.metric("TaskDuration").await;
    let sent = flood::send(&stage.browser, per_second, SECONDS).await;
    (stage.metric("TaskDuration").await - before, sent)
}
