//! Signed out, lost, back again: the page says so, offers what mends it, and it does.

use cti_tests::wait::until;
use serde_json::json;

use crate::moved_time;
use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_who_is_signed_out_sees_it_and_comes_back_by_one_click() {
    let stage = Stage::ready().await;
    act(&stage, "logout").await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    stage.browser.screenshot("signed-out").await;
    sign_in(&stage).await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_falls_silent_is_lost_and_found() {
    let stage = Stage::ready().await;
    act(&stage, "silent").await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
    act(&stage, "resume").await;
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

/// What befalls the instance.
async fn act(stage: &Stage, action: &str) {
    stage.sandbox.post("/api/instance", json!({"action": action})).await;
}

/// A call comes and is taken; answers its contact.
async fn talk(stage: &Stage) -> String {
    let contact = stage.sandbox.ring().await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    stage.settle().await;
    contact
}

/// From the next start on, a task says of each of these events that it has run.
async fn note_all(stage: &Stage, source: &str, events: &[&str]) {
    for event in events {
        stage.sandbox.bind(source, event, event, &note(event)).await;
    }
}

/// Saves a task that says which event has run.
fn note(event: &str) -> String {
    let fields = json!({"Subject": event, "Description": "$.contact.contactId"});
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2", "failure": "2"},
         "controls": {"entityType": "Task", "fieldValues": fields}},
        {"id": "2", "type": "SE_End"},
    ]})
    .to_string()
}

/// The events that were noted, beside the tasks that there are anyway.
async fn notes(stage: &Stage) -> Vec<String> {
    let tasks = stage.sandbox.get("/api/records/Task").await;
    let subject = |task: &serde_json::Value| task["Subject"].as_str().unwrap_or_default().to_owned();
    let subjects = tasks.as_array().into_iter().flatten().map(subject);
    subjects.filter(|subject| subject.starts_with("on")).collect()
}

/// By the line at the top and the window that it opens.
async fn sign_in(stage: &Stage) {
    let console = stage.browser.driver.window().await.expect("the console");
    stage.browser.press("Sign in").await;
    let login = stage.browser.other_window(&console).await;
    stage.browser.driver.switch_to_window(login).await.expect("the sign-in window");
    stage.browser.press("Sign in").await;
    stage.browser.driver.switch_to_window(console).await.expect("the console");
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
}

/// Two hours pass in a moment for the softphone.
async fn jump(stage: &Stage) {
    stage.browser.softphone().await;
    let script =
        "const real = Date.now; Date.now = () => real() + 7200000; dispatchEvent(new Event('online'))";
    stage.browser.eval(script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_two_hours_of_sleep_an_outdated_session_is_told_within_five_seconds_and_mended_by_one_click() {
    let stage = Stage::dark().await;
    note_all(&stage, "voiceContact", &["onEnded", "onDestroy"]).await;
    stage.open_console().await;
    let contact = talk(&stage).await;

    act(&stage, "sleep").await;
    stage.sandbox.step(&contact, "remove").await;
    act(&stage, "wake").await;
    jump(&stage).await;
    let woken = std::time::Instant::now();
    stage.browser.sees(".trouble", "Not connected").await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    let took = woken.elapsed();
    assert!(took < std::time::Duration::from_secs(5), "{took:?}");

    sign_in(&stage).await;
    // What went while the computer slept ended once.
    stage.settle().await;
    assert_eq!(notes(&stage).await, ["onEnded", "onDestroy"]);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_that_went_while_the_agent_was_signed_out_ends_once() {
    let stage = Stage::dark().await;
    note_all(&stage, "voiceContact", &["onConnecting", "onEnded", "onDestroy"]).await;
    stage.open_console().await;
    let contact = talk(&stage).await;
    act(&stage, "logout").await;
    stage.sandbox.step(&contact, "remove").await;
    stage.browser.softphone().await;
    stage.browser.sees(".trouble.severe", "signed out").await;
    assert_eq!(notes(&stage).await, ["onConnecting"], "nobody knows yet that it is gone");
    sign_in(&stage).await;
    stage.settle().await;
    assert_eq!(notes(&stage).await, ["onConnecting", "onEnded", "onDestroy"]);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_sleep_with_a_good_session_the_phone_comes_back_by_itself() {
    let stage = Stage::ready().await;
    act(&stage, "sleep").await;
    jump(&stage).await;
    stage.browser.sees(".trouble", "Not connected").await;
    stage.sandbox.post("/api/instance", json!({"action": "wake", "expired": false})).await;
    stage.browser.softphone().await;
    stage.browser.gone(".trouble").await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_hourly_renewals_leave_no_trace() {
    let stage = Stage::dark().await;
    note_all(&stage, "connectAgent", &["onInit", "onStateChange"]).await;
    stage.open_console().await;
    stage.settle().await;
    let before = notes(&stage).await;
    let watch = "window.said = []; new MutationObserver(() => \
                 window.said.push(document.querySelector('.status').textContent)).observe(\
                 document.querySelector('.status'), { childList: true, subtree: true, characterData: true })";
    stage.browser.eval(watch).await;
    for hour in 1..=10 {
        act(&stage, "renewToken").await;
        stage.sandbox.asked_times("getEndpoints", hour).await;
        stage.settle().await;
    }
    assert_eq!(stage.browser.eval("return window.said").await, json!([]));
    assert_eq!(notes(&stage).await, before);
    assert_eq!(stage.browser.driver.windows().await.map(|all| all.len()).ok(), Some(1));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_worker_is_replaced_by_one_press_without_a_reload_of_the_page() {
    let stage = Stage::dark().await;
    moved_time::install(&stage).await;
    stage.open_console().await;
    for _ in 0..3 {
        act(&stage, "loseWorker").await;
        moved_time::hurry(&stage, 5).await;
        stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
        moved_time::hurry(&stage, 1).await;
        stage.browser.press("Reconnect").await;
        stage.browser.gone(".trouble").await;
        assert_eq!(stage.browser.count("#ccp iframe").await, 1);
    }
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.settle().await;
    assert_eq!(stage.searches().await, 1);
    stage.browser.quit().await;
}

/// Whatever is done to the phone's frame, and every page that loads in it.
const WATCH_FRAME: &str = "
    window.touched = [];
    const ccp = document.querySelector('#ccp');
    const note = (records) => window.touched.push(...records.map(({ type }) => type));
    new MutationObserver(note).observe(ccp, { childList: true, subtree: true, attributes: true });
    new MutationObserver(note).observe(ccp.parentElement, { childList: true });
    ccp.addEventListener('load', () => window.touched.push('load'), true);";

#[tokio::test(flavor = "multi_thread")]
async fn ten_minutes_without_an_acknowledgement_leave_the_page_of_a_live_call_alone() {
    let stage = Stage::dark().await;
    moved_time::install(&stage).await;
    stage.open_console().await;
    let contact = talk(&stage).await;
    stage.browser.eval(WATCH_FRAME).await;
    act(&stage, "silent").await;
    moved_time::hurry(&stage, 60).await;
    let begun = moved_time::passed(&stage).await;
    stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
    // Pressed once it does nothing but warn.
    stage.browser.press("Reconnect").await;
    stage.browser.sees(".trouble.severe", "A contact is live").await;
    stage.browser.screenshot("contact-live").await;
    stage.browser.press("Wait").await;
    stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
    until("ten minutes to pass", || async {
        let passed = moved_time::passed(&stage).await.saturating_sub(begun);
        (passed >= std::time::Duration::from_secs(600)).then_some(())
    })
    .await;
    moved_time::hurry(&stage, 1).await;
    assert_eq!(stage.browser.eval("return window.touched").await, json!([]));
    assert_eq!(stage.browser.driver.windows().await.map(|all| all.len()).ok(), Some(1), "no window opened");
    act(&stage, "resume").await;
    stage.browser.gone(".trouble").await;
    assert_eq!(stage.browser.eval("return window.touched").await, json!([]));
    assert_eq!(stage.contact_state(&contact).await.as_deref(), Some("connected"));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_may_insist_on_reconnecting_during_a_call() {
    let stage = Stage::dark().await;
    moved_time::install(&stage).await;
    stage.open_console().await;
    let contact = stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    act(&stage, "loseWorker").await;
    moved_time::hurry(&stage, 5).await;
    stage.browser.sees(".trouble.severe", "connection to the phone is lost").await;
    moved_time::hurry(&stage, 1).await;
    stage.browser.press("Reconnect").await;
    stage.browser.press("Reconnect anyway").await;
    stage.browser.gone(".trouble").await;
    assert_eq!(stage.browser.count("#ccp iframe").await, 1);
    stage.settle().await;
    assert_eq!(stage.searches().await, 1, "the same call pops once");
    stage.browser.quit().await;
}
