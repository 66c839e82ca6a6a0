//! Signed out, lost, back again: the page says so, offers what mends it, and it does.

use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_who_is_signed_out_sees_it_and_comes_back_by_one_click() {
    let stage = Stage::ready().await;
    stage.sandbox.post("/api/instance", json!({"action": "logout"})).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    stage.browser.screenshot("signed-out").await;
    let console = stage.browser.driver.window().await.expect("the console");
    stage.browser.press("Sign in").await;
    let login = stage.browser.other_window(&console).await;
    stage.browser.driver.switch_to_window(login).await.expect("the sign-in window");
    stage.browser.press("Sign in").await;
    stage.browser.driver.switch_to_window(console).await.expect("the console");
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_falls_silent_is_lost_and_found() {
    let stage = Stage::ready().await;
    stage.sandbox.post("/api/instance", json!({"action": "silent"})).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
    stage.sandbox.post("/api/instance", json!({"action": "resume"})).await;
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_do_not_load_can_be_asked_for_again() {
    let stage = Stage::dark().await;
    let fault = json!({"error": "the server is busy", "times": 1});
    stage.sandbox.fault("salesforce", "SoftphoneController.configuration", "error", fault).await;
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "Settings could not be loaded").await;
    stage.sandbox.ring().await;
    stage.browser.press("Try again").await;
    stage.browser.ready().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.quit().await;
}
