//! The Assistant panel: the real Streams loads and feeds it, and the phone knows nothing of it.

use cti_tests::wait::until;
use serde_json::json;

use crate::drawer::page;
use crate::moved_time;
use crate::stage::Stage;

/// Marks the phone's page, so that another one in its place would be seen.
const MARK: &str = "document.querySelector('main').dataset.mark = 'the same page'; return true";
const MARKED: &str = "return document.querySelector('main').dataset.mark ?? null";

async fn visits(stage: &Stage) -> usize {
    stage.sandbox.asked("assistant").await.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_loads_and_feeds_it_when_it_is_first_shown_and_the_call_goes_on() {
    let stage = Stage::dark().await;
    page(&stage, 300, 640).await;
    let call = stage.sandbox.ring().await;
    stage.sandbox.step(&call, "accept").await;
    stage.until_state(&call, "connected").await;
    stage.browser.frame(&["#ccp iframe"]).await;
    stage.browser.eval(MARK).await;
    stage.browser.driver.enter_default_frame().await.expect("the page");
    stage.browser.show_panel("attributes").await;
    assert_eq!((visits(&stage).await, stage.browser.count("#wisdom").await), (0, 0), "nobody wants it yet");

    stage.browser.show_panel("assistant").await;
    stage.browser.find("#assistant > iframe#wisdom[title=Assistant]").await;
    stage.browser.press("Reload the assistant").await;
    until("a second visit", || async { (visits(&stage).await == 2).then_some(()) }).await;
    assert_eq!(stage.browser.count("iframe#wisdom").await, 1);
    stage.browser.find(".assistant-state .button").await;
    // What the phone tells, Streams passes on.
    stage.sandbox.step(&call, "view").await;
    stage.browser.frame(&["#wisdom"]).await;
    stage.browser.sees("#about", &format!("About contact {call}")).await;
    stage.browser.find("#search").await.send_keys("invoice").await.expect("typing");
    stage.browser.sees("#articles", "When an invoice is due").await;
    stage.browser.driver.enter_default_frame().await.expect("the page");
    stage.browser.screenshot("assistant").await;

    // It stays as it is while other panels are shown and the drawer is closed.
    stage.browser.show_panel("history").await;
    stage.browser.click(".drawer .handle").await;
    stage.browser.show_panel("assistant").await;
    stage.browser.frame(&["#wisdom"]).await;
    let typed = stage.browser.eval("return document.querySelector('#search').value").await;
    assert_eq!(typed, "invoice");
    assert_eq!(visits(&stage).await, 2);
    stage.browser.frame(&["#ccp iframe"]).await;
    assert_eq!(stage.browser.eval(MARKED).await, "the same page");
    stage.until_state(&call, "connected").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_the_sign_in_goes_with_it_and_is_tried_again_by_a_press() {
    let stage = Stage::dark().await;
    moved_time::install(&stage).await;
    page(&stage, 300, 640).await;
    stage.browser.eval("window.hurry(5)").await;
    stage.sandbox.fault("connect", "assistant", "drop", json!({"times": 1})).await;
    stage.browser.show_panel("assistant").await;
    stage.browser.sees(".assistant-state", "The assistant did not load.").await;
    assert_eq!(visits(&stage).await, 1);
    stage.browser.screenshot("assistant-failed").await;
    stage.browser.press("Try again").await;
    stage.browser.sees(".assistant-state", "Reload the assistant").await;
    assert_eq!((visits(&stage).await, stage.browser.count("iframe#wisdom").await), (2, 1));

    stage.sandbox.post("/api/instance", json!({"action": "logout"})).await;
    stage.browser.gone("#wisdom").await;
    stage.browser.sees(".assistant-state", "once you are signed in").await;
    stage.browser.screenshot("assistant-signed-out").await;
    let driver = &stage.browser.driver;
    let own = driver.window().await.expect("this window");
    stage.browser.press("Sign in").await;
    let window = stage.browser.other_window(&own).await;
    driver.switch_to_window(window).await.expect("the sign-in window");
    stage.browser.press("Sign in").await;
    driver.switch_to_window(own).await.expect("the page");
    stage.browser.sees(".assistant-state", "Reload the assistant").await;
    assert_eq!((visits(&stage).await, stage.browser.count("iframe#wisdom").await), (3, 1));
    stage.browser.quit().await;
}
