//! Time that passes faster in the page, for what takes minutes.

use std::time::Duration;

use serde_json::json;

use crate::stage::Stage;

/// For every page that is opened from now on.
pub async fn install(stage: &Stage) {
    let source = json!({ "source": include_str!("moved_time.js") });
    let tools = stage.browser.driver.cdp();
    tools.send_raw("Page.enable", json!({})).await.expect("the page's domain");
    tools.send_raw("Page.addScriptToEvaluateOnNewDocument", source).await.expect("a script in each page");
}

/// In the softphone's frame.
pub async fn hurry(stage: &Stage, times: u32) {
    stage.browser.softphone().await;
    stage.browser.eval(&format!("window.hurry({times})")).await;
}

/// How much time has passed for the softphone.
pub async fn passed(stage: &Stage) -> Duration {
    stage.browser.softphone().await;
    Duration::from_secs(stage.browser.eval("return window.passed").await.as_u64().expect("seconds"))
}
