//! The page harms neither the browser it runs in nor its log: floods, idle hours, what the agent's tabs leave behind.

use cti_tests::flood::{self, To};
use cti_tests::wait::until;
use serde_json::json;

use crate::stage::Stage;

const OURS: &str = "[CTI ADAPTER]";

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_foreign_messages_reaches_no_library_and_writes_no_line() {
    let stage = Stage::ready().await;
    let browser = &stage.browser;
    flood::prepare(browser, &stage.sandbox).await;
    stage.settle().await;
    browser.console_log().await;
    let before = flood::stopped(browser).await;
    let sent = flood::send(browser, To::Softphone, 2_000, 3).await;
    assert!(sent >= 5_000, "{sent}");
    until("all of it to arrive", || async { (flood::stopped(browser).await == before + sent).then_some(()) })
        .await;
    let lines = browser.console_log().await;
    assert!(lines.is_empty(), "{} lines, such as {:?}", lines.len(), lines.first());
    // What is ours still gets through, in both directions.
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.record_named("").await;
    stage.browser.quit().await;
}

/// Connect repeats itself at least every half a minute, the phone answers every second.
#[tokio::test(flavor = "multi_thread")]
async fn an_idle_hour_writes_no_line() {
    let stage = Stage::ready().await;
    stage.settle().await;
    stage.browser.console_log().await;
    for _ in 0..120 {
        stage.sandbox.post("/api/instance", json!({"action": "refresh"})).await;
    }
    stage.settle().await;
    let lines = stage.browser.console_log().await;
    let ours: Vec<_> = lines.iter().filter(|line| line.contains(OURS)).collect();
    assert!(ours.is_empty(), "{ours:?}");
    stage.browser.softphone().await;
    let level = "return [connect.getLog()._echoLevel, connect.LogLevelOrder?.WARN ?? 50]";
    let level = stage.browser.eval(level).await;
    assert_eq!(level[0], level[1], "Streams' own log");
    stage.browser.quit().await;
}
