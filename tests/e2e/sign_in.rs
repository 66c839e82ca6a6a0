//! Signing in, by whatever way, and what is told where it fails.

use std::time::Duration;

use cti_tests::wait::until;
use serde_json::json;
use thirtyfour::By;
use thirtyfour::WindowHandle;

use crate::moved_time;
use crate::stage::Stage;

async fn windows(stage: &Stage) -> Vec<WindowHandle> {
    stage.browser.driver.windows().await.expect("the windows")
}

/// In the one window that is not among the known.
async fn to_sign_in_window(stage: &Stage, known: &[WindowHandle]) -> WindowHandle {
    let found = until("the sign-in window", || async {
        windows(stage).await.into_iter().find(|window| !known.contains(window))
    })
    .await;
    stage.browser.driver.switch_to_window(found.clone()).await.expect("the sign-in window");
    found
}

async fn to(stage: &Stage, window: &WindowHandle) {
    stage.browser.driver.switch_to_window(window.clone()).await.expect("a window");
    stage.browser.softphone().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn single_sign_on_begins_at_the_identity_provider_and_ends_at_the_phone() {
    let stage = Stage::dark().await;
    let instance = stage.sandbox.ccp_url().replace("/ccp-v2", "");
    let relay_state = format!("{instance}/ccp-v2?from=idp&x=1");
    let adapter = json!({"ssoUrl": format!("{instance}/sso"), "ssoRelayState": relay_state});
    stage.sandbox.post("/api/settings", json!({"adapter": adapter})).await;
    stage.sandbox.post("/api/instance", json!({"action": "logout"})).await;
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    let console = windows(&stage).await;
    assert_eq!(console.len(), 1, "no window opens by itself");
    stage.browser.press("Sign in").await;
    to_sign_in_window(&stage, &console).await;
    stage.browser.press("Continue").await;
    to(&stage, &console[0]).await;
    stage.browser.ready().await;
    until("the window to close", || async { (windows(&stage).await.len() == 1).then_some(()) }).await;
    assert_eq!(stage.sandbox.asked("sso").await[0]["args"], json!({"relayState": relay_state}));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_have_one_window_and_both_are_signed_in_by_it() {
    let stage = Stage::ready().await;
    let driver = &stage.browser.driver;
    let second = driver.new_tab().await.expect("a tab");
    driver.switch_to_window(second.clone()).await.expect("the tab");
    stage.open_console().await;
    stage.sandbox.post("/api/instance", json!({"action": "logout"})).await;
    let tabs = windows(&stage).await;
    let first = tabs.iter().find(|tab| **tab != second).cloned().expect("the first tab");
    to(&stage, &first).await;
    stage.browser.press("Sign in").await;
    let window = to_sign_in_window(&stage, &tabs).await;

    to(&stage, &second).await;
    stage.browser.press("Sign in").await;
    stage.browser.sees(".trouble.severe", "open in another tab").await;
    assert_eq!(windows(&stage).await.len(), 3);
    stage.browser.press("Sign in here instead").await;
    until("the other tab's window to close", || async {
        let open = windows(&stage).await;
        (!open.contains(&window) && open.len() == 3).then_some(())
    })
    .await;

    to_sign_in_window(&stage, &tabs).await;
    stage.browser.press("Sign in").await;
    for tab in [&second, &first] {
        to(&stage, tab).await;
        stage.browser.gone(".trouble.severe").await;
    }
    assert_eq!(windows(&stage).await.len(), 2);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_leaves_the_button_and_the_next_click_opens_one() {
    let stage = Stage::ready().await;
    stage.sandbox.post("/api/instance", json!({"action": "logout"})).await;
    stage.browser.softphone().await;
    let console = windows(&stage).await;
    for _ in 0..2 {
        stage.browser.press("Sign in").await;
        to_sign_in_window(&stage, &console).await;
        stage.browser.driver.close_window().await.expect("closing");
        to(&stage, &console[0]).await;
        stage.browser.sees(".trouble.severe .remedy", "Sign in").await;
        assert_eq!(windows(&stage).await.len(), 1);
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_let_in_learns_what_to_approve_and_about_cookies() {
    let stage = Stage::dark().await;
    moved_time::install(&stage).await;
    stage.sandbox.post("/api/instance", json!({"originApproved": false})).await;
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    let console = windows(&stage).await;
    stage.browser.press("Sign in").await;
    to_sign_in_window(&stage, &console).await;
    // Signed in; and the phone stays in that window.
    stage.browser.find("#face").await;
    stage.browser.driver.close_window().await.expect("closing");
    to(&stage, &console[0]).await;
    let before = moved_time::passed(&stage).await;
    moved_time::hurry(&stage, 5).await;
    stage.browser.sees(".trouble.severe", "must approve these addresses").await;
    let took = moved_time::passed(&stage).await - before;
    assert!(took <= Duration::from_secs(17), "{took:?}");
    moved_time::hurry(&stage, 1).await;
    let origins = [1, 0].map(|port| format!("http://localhost:{}", stage.sandbox.port + port));
    let mut shown = Vec::new();
    for code in stage.browser.driver.find_all(By::Css(".addresses code")).await.expect("addresses") {
        shown.push(code.text().await.expect("its text"));
    }
    assert_eq!(shown, origins);
    assert_eq!(stage.browser.count(".addresses button").await, 2, "each can be copied");
    stage.browser.screenshot("not-let-in").await;
    stage.browser.press("Check the set-up").await;
    stage.browser.sees(".check .wrong", "Approved origins › Add origin").await;
    stage.browser.screenshot("check-origins").await;
    stage
        .browser
        .find(".check header button")
        .await
        .send_keys(thirtyfour::Key::Escape + "")
        .await
        .expect("a key");
    stage.browser.gone(".check").await;

    // The origin was approved all along in this telling; the browser keeps cookies back.
    stage.sandbox.post("/api/instance", json!({"originApproved": true, "storageAccess": "denied"})).await;
    stage.browser.press("Ask the browser").await;
    stage.browser.sees(".trouble.severe", "wants your consent").await;
    stage.browser.ccp().await;
    stage.browser.press("Grant access").await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "Allow cookies of this address").await;
    let phone = stage.sandbox.ccp_url().replace("/ccp-v2", "");
    stage.browser.sees(".addresses code", &phone).await;
    stage.browser.press("Check the set-up").await;
    stage.browser.sees(".check .wrong", "Third-party cookies › Sites allowed").await;
    stage.browser.press("Dismiss").await;
    stage.sandbox.post("/api/instance", json!({"storageAccess": "ask"})).await;
    stage.browser.press("Try again").await;
    stage.browser.sees(".trouble.severe", "wants your consent").await;
    stage.browser.ccp().await;
    stage.browser.press("Grant access").await;
    stage.browser.ready().await;
    stage.browser.gone(".trouble").await;
    assert_eq!(stage.browser.count("#ccp iframe").await, 1);
    stage.browser.quit().await;
}
