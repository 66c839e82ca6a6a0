//! The end of an agent's session: the last page goes, others stay, it comes back, it crashes.

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// The feature with this value is on, and the org grants no lease for longer than that.
async fn set_up(value: &str, lease_seconds: Option<u32>) -> Stage {
    let stage = Stage::dark().await;
    let feature = json!({"name": "SetAgentStatusOnSessionEnd", "value": value, "active": true});
    stage.sandbox.post("/api/settings", json!({"features": [feature], "leaseSeconds": lease_seconds})).await;
    stage
}

async fn agent_state(stage: &Stage) -> String {
    let agent = stage.sandbox.get("/api/agent").await;
    agent["state"]["name"].as_str().or(agent["state"].as_str()).unwrap_or_default().to_owned()
}

async fn until_agent_is(stage: &Stage, state: &str) {
    until(&format!("the agent to be {state}"), || async {
        (agent_state(stage).await == state).then_some(())
    })
    .await;
}

/// The org holds a lease that does something in the end; answers its key.
async fn until_leased(stage: &Stage) -> Value {
    until("a lease", || async {
        let leases = stage.sandbox.asked("SoftphoneController.renewLease").await;
        let lease = leases.last()?.clone();
        (lease["args"][0]["agentStateARN"].is_string() && !lease["reply"].is_null())
            .then(|| lease["args"][0]["key"].clone())
    })
    .await
}

/// The lengths that pages which come and go have given the lease.
async fn retimed(stage: &Stage) -> Vec<Value> {
    stage.sandbox.asked("retimeLease").await.iter().map(|entry| entry["args"][1].clone()).collect()
}

async fn open_tab(stage: &Stage) -> thirtyfour::WindowHandle {
    let driver = &stage.browser.driver;
    let handle = driver.new_tab().await.expect("a tab");
    driver.switch_to_window(handle.clone()).await.expect("the tab");
    stage.open_console().await;
    handle
}

/// Closes a window and goes to another one.
async fn close(stage: &Stage, window: &thirtyfour::WindowHandle, next: &thirtyfour::WindowHandle) {
    let driver = &stage.browser.driver;
    driver.switch_to_window(window.clone()).await.expect("the window");
    driver.close_window().await.expect("closing it");
    driver.switch_to_window(next.clone()).await.expect("the next window");
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_last_of_two_tabs_sets_the_state_after_the_timer() {
    let stage = set_up("SessionEndTimer: 1", None).await;
    let blank = stage.browser.driver.window().await.expect("a window");
    let first = open_tab(&stage).await;
    let second = open_tab(&stage).await;
    let key = until_leased(&stage).await;
    close(&stage, &second, &first).await;
    stage.settle().await;
    assert!(!retimed(&stage).await.contains(&json!(1)), "one tab is left");
    assert_eq!(agent_state(&stage).await, "Available");
    close(&stage, &first, &blank).await;
    until_agent_is(&stage, "Offline").await;
    assert_eq!(retimed(&stage).await.last(), Some(&json!(1)));
    let set = stage.sandbox.asked("PutUserStatus").await;
    assert_eq!(set.len(), 1);
    assert_eq!(until_leased(&stage).await, key, "one session, one key");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_within_the_timer_changes_nothing() {
    let stage = set_up("SessionEndTimer: 4", None).await;
    stage.open_console().await;
    let key = until_leased(&stage).await;
    let leases = stage.sandbox.asked("SoftphoneController.renewLease").await.len();
    stage.open_console().await;
    stage.sandbox.asked_times("SoftphoneController.renewLease", leases + 1).await;
    assert_eq!(retimed(&stage).await, [4, 150], "shortened by the old page, taken back by the new one");
    assert_eq!(until_leased(&stage).await, key);
    stage.browser.open("about:blank").await;
    until_agent_is(&stage, "Offline").await;
    assert_eq!(stage.sandbox.asked("PutUserStatus").await.len(), 1, "only the last page counts");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_in_its_own_window_is_a_page_like_any_other() {
    let stage = set_up("SessionEndTimer: 3", None).await;
    let driver = &stage.browser.driver;
    let blank = driver.window().await.expect("a window");
    let console = open_tab(&stage).await;
    until_leased(&stage).await;
    stage.browser.console().await;
    stage.browser.press("Open the phone in its own window").await;
    let popout = until("the phone's window", || async {
        let windows = driver.windows().await.ok()?;
        windows.into_iter().find(|window| *window != blank && *window != console)
    })
    .await;
    driver.switch_to_window(popout.clone()).await.expect("the phone's window");
    stage.browser.ready().await;
    stage.settle().await;
    assert_eq!(retimed(&stage).await.last(), Some(&json!(150)), "the phone goes on in its window");
    driver.close_window().await.expect("closing the phone");
    driver.switch_to_window(console).await.expect("the console");
    // Its phone comes back into the console; that one goes with it.
    stage.browser.ready().await;
    assert_eq!(agent_state(&stage).await, "Available");
    stage.browser.open("about:blank").await;
    until_agent_is(&stage, "Offline").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_the_lease_runs_out_by_itself() {
    let stage = set_up("", Some(3)).await;
    stage.open_console().await;
    until_leased(&stage).await;
    stage.browser.console().await;
    // Nobody answers from a page that has crashed.
    let driver = stage.browser.driver.clone();
    let crash = tokio::spawn(async move {
        let _ = driver.cdp().send_raw("Page.crash", json!({})).await;
    });
    until_agent_is(&stage, "Offline").await;
    assert!(!retimed(&stage).await.contains(&json!(5)), "no page has said that it goes");
    crash.abort();
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_lives_keeps_a_short_lease() {
    let stage = set_up("", Some(3)).await;
    stage.open_console().await;
    // More than the lease's length: three renewals are a second apart.
    stage.sandbox.asked_times("SoftphoneController.renewLease", 6).await;
    assert_eq!(agent_state(&stage).await, "Available");
    assert!(stage.sandbox.asked("PutUserStatus").await.is_empty());
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_on_a_call_takes_the_state_afterwards_and_stays_signed_in() {
    let stage = set_up("Status: Logout\nSessionEndTimer: 1", None).await;
    stage.open_console().await;
    until_leased(&stage).await;
    let contact = stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    stage.browser.open("about:blank").await;
    stage.sandbox.asked_times("PutUserStatus", 1).await;
    assert_eq!(agent_state(&stage).await, "Busy");
    assert!(stage.sandbox.asked("logout").await.is_empty());
    stage.sandbox.step(&contact, "hangup").await;
    stage.sandbox.step(&contact, "clear").await;
    until_agent_is(&stage, "Offline").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn logout_ends_the_session_at_connect_too() {
    let stage = set_up("Status: Logout\nSessionEndTimer: 1", None).await;
    stage.open_console().await;
    until_leased(&stage).await;
    stage.browser.open("about:blank").await;
    stage.sandbox.asked_times("logout", 1).await;
    assert_eq!(agent_state(&stage).await, "Offline");
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_initial_state_is_set_at_the_beginning_and_not_after_a_reload() {
    let stage = set_up("SessionEndTimer: 60", None).await;
    stage.sandbox.post("/api/agent", json!({"state": "Offline"})).await;
    stage.open_console().await;
    until_agent_is(&stage, "Available").await;
    stage.sandbox.post("/api/agent", json!({"state": "Offline"})).await;
    let leases = stage.sandbox.asked("SoftphoneController.renewLease").await.len();
    stage.open_console().await;
    stage.sandbox.asked_times("SoftphoneController.renewLease", leases + 1).await;
    stage.settle().await;
    assert_eq!(stage.sandbox.asked("putAgentState").await.len(), 1);
    assert_eq!(agent_state(&stage).await, "Offline");
    stage.browser.quit().await;
}

/// Whether the page would have the browser ask before it goes.
async fn asks_first(stage: &Stage) -> bool {
    stage.browser.softphone().await;
    let script = "const going = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(going); \
        return going.defaultPrevented";
    stage.browser.eval(script).await == true
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tab_says_where_the_sound_is_and_only_that_one_asks_before_it_goes() {
    let stage = Stage::dark().await;
    let driver = &stage.browser.driver;
    let first = open_tab(&stage).await;
    let second = open_tab(&stage).await;
    stage.browser.sees(".status", "in another tab").await;
    stage.browser.screenshot("sound-elsewhere").await;
    driver.switch_to_window(first.clone()).await.expect("the first tab");
    stage.browser.softphone().await;
    stage.browser.sees(".status", "in this tab").await;
    assert!(!asks_first(&stage).await, "nobody is on the line");

    let contact = stage.sandbox.ring().await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    until("the tab with the sound to ask", || async { asks_first(&stage).await.then_some(()) }).await;
    driver.switch_to_window(second.clone()).await.expect("the second tab");
    stage.settle().await;
    assert!(!asks_first(&stage).await, "the sound is in the other tab");

    stage.sandbox.step(&contact, "hangup").await;
    stage.sandbox.step(&contact, "clear").await;
    close(&stage, &first, &second).await;
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
    let third = open_tab(&stage).await;
    driver.switch_to_window(second).await.expect("the second tab");
    stage.browser.softphone().await;
    stage.browser.sees(".status", "in this tab").await;
    close(&stage, &third, &stage.browser.driver.windows().await.expect("windows")[0]).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_with_logout_in_its_name_signs_the_agent_out_in_every_tab() {
    let stage = Stage::dark().await;
    stage.sandbox.post("/api/agent", json!({"addState": "End of shift Logout"})).await;
    let first = open_tab(&stage).await;
    open_tab(&stage).await;
    stage.sandbox.post("/api/agent", json!({"state": "End of shift Logout"})).await;
    stage.sandbox.asked_times("logout", 1).await;
    assert_eq!(agent_state(&stage).await, "Offline", "before the agent is out");
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    stage.browser.driver.switch_to_window(first).await.expect("the first tab");
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_becomes_available_without_a_microphone() {
    let stage = set_up("", None).await;
    stage.sandbox.post("/api/agent", json!({"state": "Offline"})).await;
    let tools = stage.browser.driver.cdp();
    let denied = json!({"permission": {"name": "microphone"}, "setting": "denied"});
    tools.send_raw("Browser.setPermission", denied).await.expect("a permission");
    stage.open_console().await;
    stage.browser.sees(".trouble.severe", "blocks the microphone").await;
    stage.browser.screenshot("no-microphone").await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "could not be set").await;
    assert_eq!(agent_state(&stage).await, "Offline");
    assert!(stage.sandbox.asked("putAgentState").await.is_empty());
    stage.browser.quit().await;
}
