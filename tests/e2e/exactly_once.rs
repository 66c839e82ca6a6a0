//! Every flow runs exactly once for a contact's event: late pages, reloads, tabs, tabs that die.

use std::time::{Duration, Instant};

use cti_tests::wait::until;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_rings_before_the_page_loads_pops_once() {
    let stage = Stage::dark().await;
    stage.sandbox.ring().await;
    stage.open_console().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.settle().await;
    assert_eq!(stage.searches().await, 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_settings_delay_the_pop_and_lose_nothing() {
    let stage = Stage::dark().await;
    stage
        .sandbox
        .fault("salesforce", "SoftphoneController.configuration", "delay", json!({"ms": 3000, "times": 1}))
        .await;
    stage.browser.open(&stage.sandbox.url("/")).await;
    stage.browser.softphone().await;
    until("the agent to be known", || async {
        let marks = stage.browser.eval("return performance.getEntriesByName('cti:agent').length").await;
        (marks == 1).then_some(())
    })
    .await;
    let contact = stage.sandbox.ring().await;
    stage.until_state(&contact, "connecting").await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.settle().await;
    assert_eq!(stage.searches().await, 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_reloads_during_a_call_pop_once_and_create_one_task() {
    let stage = Stage::dark().await;
    let flow = |block: serde_json::Value| {
        json!({"actions": [
            {"id": "0", "type": "SE_Start", "ports": {"done": "1"}}, block,
        ]})
    };
    let pop = flow(json!({"id": "1", "type": "SE_SFSearchAndScreenpop",
        "controls": {"searchParams": "$.contact.phoneNumber", "callType": "inbound"}}));
    stage.sandbox.bind("voiceContact", "onConnecting", "Pop", &pop.to_string()).await;
    let task = flow(json!({"id": "1", "type": "SE_SFCreateTask", "controls": {"subject1": "Call"}}));
    stage.sandbox.bind("voiceContact", "onConnected", "Task", &task.to_string()).await;
    stage.open_console().await;
    let contact = stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    stage.sandbox.asked_times("saveLog", 1).await;
    for _ in 0..5 {
        stage.open_console().await;
        stage.settle().await;
    }
    assert_eq!(stage.searches().await, 1);
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 1);
    assert_eq!(stage.contact_state(&contact).await.as_deref(), Some("connected"));
    stage.browser.quit().await;
}

/// Opens `count` console tabs; answers their handles. The last one is visible.
async fn tabs(stage: &Stage, count: usize) -> Vec<thirtyfour::WindowHandle> {
    let driver = &stage.browser.driver;
    let mut handles = vec![driver.window().await.expect("a window")];
    for _ in 1..count {
        let handle = driver.new_tab().await.expect("a tab");
        driver.switch_to_window(handle.clone()).await.expect("the tab");
        stage.open_console().await;
        handles.push(handle);
    }
    handles
}

#[tokio::test(flavor = "multi_thread")]
async fn three_tabs_pop_once_in_the_visible_one() {
    let stage = Stage::ready().await;
    let handles = tabs(&stage, 3).await;
    let driver = &stage.browser.driver;
    driver.switch_to_window(handles[1].clone()).await.expect("the tab in the middle");
    stage.browser.console().await;
    until("the middle tab to be visible", || async {
        (stage.browser.eval("return document.visibilityState").await == "visible").then_some(())
    })
    .await;
    stage.settle().await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    let caller = stage.record_named("").await;
    assert!(caller.starts_with("003"));
    for handle in [&handles[0], &handles[2]] {
        driver.switch_to_window(handle.clone()).await.expect("a tab");
        stage.settle().await;
        stage.browser.console().await;
        assert_eq!(stage.browser.count(".record").await, 0, "popped in a hidden tab");
    }
    assert_eq!(stage.searches().await, 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_visible_tab_closes_before_the_run_another_runs_it() {
    let stage = Stage::ready().await;
    tabs(&stage, 3).await;
    let driver = &stage.browser.driver;
    // The leading tab goes while the call is on its way, so that it never claims it.
    driver.close_window().await.expect("closing the visible tab");
    let rung = Instant::now();
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    let took = rung.elapsed();
    assert!(took < Duration::from_secs(2), "another tab took {took:?}");
    let left = driver.windows().await.expect("the others");
    driver.switch_to_window(left[0].clone()).await.expect("a tab that is left");
    stage.settle().await;
    assert_eq!(stage.searches().await, 1);
    stage.browser.quit().await;
}

/// Saves a record, waits, and saves another.
fn two_records() -> String {
    let save = |id: &str, next: &str, subject: &str| {
        json!({"id": id, "type": "SE_SFSaveLog", "ports": {"success": next},
            "controls": {"entityType": "Task", "fieldValues": {"Subject": subject}}})
    };
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        save("1", "2", "first"),
        {"id": "2", "type": "SE_CoreDelay", "ports": {"done": "3"}, "controls": {"delay": 50_000}},
        save("3", "4", "second"),
        {"id": "4", "type": "SE_End"},
    ]})
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_whose_tab_dies_half_way_is_told_and_writes_nothing_twice() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("voiceContact", "onConnecting", "Two records", &two_records()).await;
    stage.open_console().await;
    tabs(&stage, 2).await;
    let driver = &stage.browser.driver;
    stage.settle().await;
    let call = stage.sandbox.ring().await;
    stage.sandbox.asked_times("saveLog", 1).await;
    stage.settle().await;
    // It takes its time to go: the lead has passed on before.
    let linger =
        "addEventListener('pagehide', () => { for (const at = Date.now(); Date.now() - at < 1000;); })";
    stage.browser.softphone().await;
    stage.browser.eval(linger).await;
    driver.close_window().await.expect("closing the leading tab");
    let left = driver.windows().await.expect("the other");
    driver.switch_to_window(left[0].clone()).await.expect("the tab that is left");
    stage.browser.softphone().await;
    stage.browser.show_panel("history").await;
    stage.browser.sees(".history summary", "Interrupted").await;
    stage.browser.sees(".history footer", "flow runs 1, records saved 1, missing 1").await;
    stage.browser.screenshot("history-interrupted").await;
    // Neither the new leader nor a reload goes on with it.
    assert_eq!(stage.contact_state(&call).await.as_deref(), Some("connecting"));
    stage.open_console().await;
    stage.settle().await;
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 1);
    stage.browser.quit().await;
}

/// Two instances in one browser share its storage and its locks: what one of them has there must not be the other's.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_page_keeps_or_locks_names_its_instance() {
    let stage = Stage::dark().await;
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SetProperty", "controls": {"key": "seen", "value": "yes"}, "ports": {"done": "2"}},
        {"id": "2", "type": "SE_SFSaveLog", "ports": {"success": "3", "failure": "3"},
         "controls": {"entityType": "Task", "fieldValues": {"Subject": "seen"}}},
        {"id": "3", "type": "SE_End"},
    ]});
    stage.sandbox.bind("voiceContact", "onConnecting", "Seen", &flow.to_string()).await;
    stage.open_console().await;
    stage.sandbox.ring().await;
    stage.sandbox.asked_times("saveLog", 1).await;
    stage.settle().await;
    let script = "return Promise.all([indexedDB.databases(), navigator.locks.query()]).then( \
        ([databases, locks]) => [ \
            Object.keys(localStorage), Object.keys(sessionStorage), \
            databases.map((it) => it.name), locks.held.map((it) => it.name), \
        ].flat().filter((name) => name.startsWith('cti')))";
    let names = stage.browser.eval_async(script).await;
    let names: Vec<_> =
        names.as_array().into_iter().flatten().filter_map(|name| name.as_str()).map(str::to_owned).collect();
    let phone = stage.browser.eval("return document.querySelector('meta[name=cti-ccp-url]').content").await;
    let phone = phone.as_str().expect("an address");
    for kind in ["claim", "property", "day", "history", "lead", "open", "ring", "tab"] {
        assert!(names.iter().any(|name| name.starts_with(&format!("cti:{kind}:"))), "{kind}: {names:?}");
    }
    assert!(names.iter().all(|name| name.contains(phone)), "{names:?}");
    stage.browser.quit().await;
}
