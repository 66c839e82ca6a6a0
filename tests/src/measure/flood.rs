//! `flood`: what 2,000 messages a second of a frame that is nobody's cost the page, for a minute.
//!
//! The processor's time is that of the console's whole process, less what the same flood takes in a minute when it
//! goes to a frame beside in which nobody listens: what the browser takes to deliver it is no page's to save.
//! The hand-written page has Streams and nothing in front of it.

use serde_json::{Value, json};

use super::Row;
use super::figures::rounded;
use super::heap::taken;
use super::stage::{Softphone, Stage};
use crate::flood::{self, To};

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
            "long_tasks": ours.tasks.len(),
            "longest_task_ms": longest(&ours.tasks),
        }),
        note: format!(
            "for {SECONDS} s beside {} % to deliver them, {} stopped before any library, heap {:+} bytes; \
             the hand-written page {} %, {} lines, {} long tasks of up to {} ms",
            ours.delivery,
            ours.stopped,
            ours.growth,
            hand.percent,
            hand.lines,
            hand.tasks.len(),
            longest(&hand.tasks)
        ),
    }
}

struct Minute {
    per_second: f64,
    percent: f64,
    delivery: f64,
    lines: usize,
    /// How long each task of more than 50 ms took, in milliseconds: no shorter one is told.
    tasks: Vec<f64>,
    stopped: u64,
    growth: i64,
}

async fn minute(stage: &Stage, softphone: Softphone) -> Minute {
    stage.open(softphone).await;
    flood::prepare(&stage.browser, &stage.sandbox).await;
    let delivery = busy(stage, To::Nobody).await.0;
    let before = taken(stage, softphone).await;
    stage.browser.console_log().await;
    // Not before: to tidy up the memory takes a long task as well.
    stage.browser.softphone().await;
    stage
        .browser
        .eval(
            "window.__long = []; \
             new PerformanceObserver((list) => { \
               window.__long.push(...list.getEntries().map((task) => task.duration)); \
             }).observe({ type: 'longtask' })",
        )
        .await;
    let (flooded, sent) = busy(stage, To::Softphone).await;
    let lines = stage.browser.console_log().await.len();
    let stopped = flood::stopped(&stage.browser).await;
    let tasks = stage.browser.eval("return window.__long").await;
    let tasks = tasks.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    let after = taken(stage, softphone).await;
    Minute {
        per_second: rounded(sent as f64 / f64::from(SECONDS)),
        percent: rounded((flooded - delivery) / f64::from(SECONDS) * 100.0),
        delivery: rounded(delivery / f64::from(SECONDS) * 100.0),
        lines,
        tasks,
        stopped,
        growth: after.total() - before.total(),
    }
}

fn longest(tasks: &[f64]) -> f64 {
    rounded(tasks.iter().copied().fold(0.0, f64::max))
}

/// Seconds of work in a minute, and the messages sent meanwhile.
async fn busy(stage: &Stage, to: To) -> (f64, u64) {
    let before = stage.metric("ProcessTime").await;
    let sent = flood::send(&stage.browser, to, PER_SECOND, SECONDS).await;
    (stage.metric("ProcessTime").await - before, sent)
}
