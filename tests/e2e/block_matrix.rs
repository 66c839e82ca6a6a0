//! Every block of the language in the real page: what it asks of either side, what it gives, which way it goes.
//!
//! The rows are checked against the catalogue: a block without a row fails the test.

mod row;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use cti_flow::blocks;
use cti_flow::spec::Category;
use cti_tests::wait::until;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::stage::Stage;
use row::{Play, REFUSAL, Row, holds};

/// The event that starts the flows of a play.
fn event(play: Play) -> (&'static str, &'static str) {
    match play {
        Play::Desk | Play::Changes | Play::Tabs | Play::Dialogs => ("salesforceUi", "onClickToDial"),
        Play::Call => ("voiceContact", "onConnected"),
        Play::Over => ("voiceContact", "onEnded"),
        Play::Callback => ("queueCallbackContact", "onConnected"),
        Play::Chat => ("chatContact", "onMessageReceived"),
        Play::Task => ("taskContact", "onConnected"),
    }
}

/// The rows of one page load, by the names of their flows.
type Rows = BTreeMap<String, Row>;

#[tokio::test(flavor = "multi_thread")]
async fn every_block_runs_in_the_page() {
    let stage = Stage::dark().await;
    let echo = format!("http://localhost:{}/echo", stage.sandbox.port + 2);
    let mut plays: BTreeMap<(bool, Play), Rows> = BTreeMap::new();
    let mut missing: BTreeSet<_> = blocks::all()
        .filter(|block| block.category != Category::Structure)
        .map(|block| block.r#type)
        .collect();
    for (place, row) in rows::rows(&echo).into_iter().enumerate() {
        missing.remove(row.block);
        if let Some(refused) = row.refused() {
            let name = format!("{place:03} {} refused", row.block);
            plays.entry((true, row.play)).or_default().insert(name, refused);
        }
        let name = format!("{place:03} {}", row.block);
        plays.entry((false, row.play)).or_default().insert(name, row);
    }
    assert!(missing.is_empty(), "no row for {missing:?}");
    let mut wrong = Vec::new();
    for (seed, ((refused, play), rows)) in plays.into_iter().enumerate() {
        // Another seed, so that no id of an earlier load comes again: its flows have run.
        stage.sandbox.post("/api/reset", json!({"seed": seed + 30})).await;
        stage.sandbox.post("/api/settings", json!({"adapter": {"elementCalls": true}})).await;
        let (source, name) = event(play);
        for (flow, row) in &rows {
            stage.sandbox.bind(source, name, flow, &row.flow(flow)).await;
        }
        stage.open_console().await;
        if refused {
            for method in rows.values().filter_map(|row| Some(row.asks.as_ref()?.0)) {
                let side = side(method);
                stage.sandbox.fault(side, method, "error", json!({"error": REFUSAL})).await;
            }
        }
        perform(&stage, play).await;
        if play == Play::Dialogs {
            answer_dialogs(&stage).await;
        }
        wrong.extend(look(&stage, &rows).await);
        if !refused {
            look_at_page(&stage, play).await;
        }
        leave(&stage).await;
    }
    stage.browser.quit().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Which side a method of the journal belongs to.
fn side(method: &str) -> &'static str {
    const CONNECT: [&str; 11] = [
        "createOutboundContact",
        "muteParticipant",
        "unmuteParticipant",
        "putAgentState",
        "updateAgentConfiguration",
        "getEndpoints",
        "createTaskContact",
        "completeContact",
        "clearContact",
        "createAdditionalConnection",
        "destroyConnection",
    ];
    match method {
        method if CONNECT.contains(&method) => "connect",
        _ => "salesforce",
    }
}

async fn perform(stage: &Stage, play: Play) {
    let arrive = |channel: &'static str| {
        stage.sandbox.contact(
            json!({"channel": channel, "direction": "inbound", "phone": "+12135550100", "queue": "Sales",
            "name": "Maya", "attributes": {"tier": "gold"},
            "references": {"Order": {"type": "URL", "value": stage.sandbox.url("/lightning/page/home")}}}),
        )
    };
    match play {
        Play::Desk | Play::Changes | Play::Tabs | Play::Dialogs => {
            stage.sandbox.post("/api/host/navigate", json!({"recordId": "0035g0000000001AAA"})).await;
            stage.record_named("Maya Torres").await;
            stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
        }
        Play::Call => {
            let call = arrive("voice").await;
            stage.sandbox.step(&call, "accept").await;
        }
        Play::Over => {
            let call = arrive("voice").await;
            for step in ["accept", "hangup"] {
                stage.sandbox.step(&call, step).await;
            }
        }
        Play::Callback => {
            let call = arrive("queue_callback").await;
            for step in ["accept", "answer"] {
                stage.sandbox.step(&call, step).await;
            }
        }
        Play::Chat => {
            let chat = arrive("chat").await;
            stage.sandbox.step(&chat, "accept").await;
            let said = json!({"text": "Where is it?"});
            stage.sandbox.post(&format!("/api/contacts/{chat}/message"), said).await;
        }
        Play::Task => {
            let task = arrive("task").await;
            stage.sandbox.step(&task, "accept").await;
        }
    }
}

/// Confirms the first, cancels the second, leaves the third by Escape, dismisses the message.
async fn answer_dialogs(stage: &Stage) {
    let browser = &stage.browser;
    browser.softphone().await;
    browser.find(".dialog input:focus").await.send_keys("4711").await.expect("typing");
    browser.press("Take").await;
    until("the first question to go", || async {
        let typed = browser.eval("return document.querySelector('.dialog input')?.value").await;
        (typed == "").then_some(())
    })
    .await;
    browser.press("None").await;
    until("an answer by Escape", || async {
        let input = browser.driver.find(By::Css(".dialog input:focus")).await.ok()?;
        input.send_keys(Key::Escape + "").await.ok()
    })
    .await;
    browser.sees(".dialog", "<b>Only text</b>").await;
    browser.press("OK").await;
    browser.gone(".dialog").await;
}

/// Waits for every row's report, and says what is otherwise than the row has it.
async fn look(stage: &Stage, rows: &Rows) -> Vec<String> {
    let reported = until("every row to report", || async {
        let reported = reports(stage).await;
        rows.keys().all(|name| reported.contains_key(name)).then_some(reported)
    });
    let reported = match tokio::time::timeout(std::time::Duration::from_secs(15), reported).await {
        Ok(reported) => reported,
        Err(_) => reports(stage).await,
    };
    let journal = stage.sandbox.get("/api/journal").await;
    let journal = journal.as_array().cloned().unwrap_or_default();
    let runs = runs(stage).await;
    let mut wrong = Vec::new();
    for (name, row) in rows {
        let Some((port, report)) = reported.get(name) else {
            wrong.push(format!("{name}: no report; its run is {:?}", runs.get(name)));
            continue;
        };
        let told = &report["Description"];
        println!("{:?}: {name} went by {port}: {told}", row.play);
        let why = told["exception"].as_str().unwrap_or_default();
        if port != row.port {
            wrong.push(format!("{name}: went by {port}, not {}: {told}", row.port));
        }
        if !why.contains(row.fails) || (row.port != "failure" && !why.is_empty()) {
            wrong.push(format!("{name}: says `{why}`, not `{}`", row.fails));
        }
        if !holds(&told["results"], &row.gives) {
            wrong.push(format!("{name}: gave {told}, not {}", row.gives));
        }
        if let Some((_, _, gives)) = &row.then
            && !holds(&report["Type"]["results"], gives)
        {
            wrong.push(format!("{name}: then {}, not {gives}", report["Type"]));
        }
        if let Some((method, arguments)) = row.asks.as_ref().filter(|(_, arguments)| !arguments.is_null()) {
            let asked: Vec<_> = journal.iter().filter(|entry| entry["method"] == *method).collect();
            if !asked.iter().any(|entry| holds(&entry["args"], arguments)) {
                let asked: Vec<_> = asked.iter().map(|entry| entry["args"].to_string()).collect();
                wrong.push(format!("{name}: asked {method} {}, not {arguments}", asked.join(" and ")));
            }
        }
        match runs.get(name) {
            Some(run)
                if run["outcome"]["status"] == "completed" && run["outcome"]["actions"]["b"].is_object() => {}
            run => wrong.push(format!("{name}: its record is {run:?}")),
        }
    }
    wrong
}

/// By flow: the port and the fields of the record that says so.
async fn reports(stage: &Stage) -> BTreeMap<String, (String, Value)> {
    let saved = stage.sandbox.asked("saveLog").await;
    let report = |entry: &Value| {
        let fields = entry["args"]["object"].clone();
        let (name, port) = fields["Subject"].as_str()?.rsplit_once(' ')?;
        Some((name.to_owned(), (port.to_owned(), fields.clone())))
    };
    saved.iter().filter_map(report).collect()
}

/// The records of runs that the browser has kept, by flow.
async fn runs(stage: &Stage) -> BTreeMap<String, Value> {
    stage.settle().await;
    let script = "return new Promise((done, no) => { \
        const phone = document.querySelector('meta[name=cti-ccp-url]').content; \
        const open = indexedDB.open(`cti:history:${phone}`); \
        open.onerror = no; \
        open.onsuccess = () => { \
            const all = open.result.transaction('runs').objectStore('runs').getAll(); \
            all.onerror = no; \
            all.onsuccess = () => { open.result.close(); done(all.result); }; \
        }; })";
    let kept = stage.browser.eval_async(script).await;
    let records = kept.as_array().into_iter().flatten().filter_map(Value::as_str);
    let records = records.filter_map(|text| serde_json::from_str::<Value>(text).ok());
    records.map(|run| (run["flow"]["name"].as_str().unwrap_or_default().to_owned(), run)).collect()
}

/// What only the page shows.
async fn look_at_page(stage: &Stage, play: Play) {
    let browser = &stage.browser;
    match play {
        Play::Desk => {
            let log = browser.console_log().await;
            assert!(log.iter().any(|line| line.contains("a line for the matrix")), "{log:?}");
        }
        Play::Changes => {
            let state =
                browser.eval("return document.querySelectorAll('.drawer .tabs.important').length").await;
            assert_eq!(state, 1);
        }
        Play::Tabs => {
            browser.console().await;
            browser.sees("#tabs", "Leads of mine").await;
        }
        Play::Call => {
            browser.softphone().await;
            browser.sees(".drawer.open [aria-selected=true]", "Attributes").await;
            browser.show_panel("data").await;
            browser.sees(".rows", "<b>high</b>").await;
            browser.sees(".rows", "Sales").await;
        }
        Play::Callback => {
            let drops = stage.sandbox.get("/api/records/amazonconnect__AC_VoicemailDrop__c").await;
            let written: Vec<_> =
                (0..3).map(|n| drops[n]["amazonconnect__ContactId__c"].is_string()).collect();
            assert_eq!(written, [false, true, false], "{drops}");
        }
        Play::Task => {
            let console = browser.driver.window().await.expect("the console");
            let _ = browser.other_window(&console).await;
        }
        Play::Over | Play::Chat | Play::Dialogs => {}
    }
}

/// Closes what flows have opened beside the console, and forgets what they kept.
async fn leave(stage: &Stage) {
    let driver = &stage.browser.driver;
    let console = driver.window().await.expect("the console");
    for window in driver.windows().await.expect("windows") {
        if window != console {
            driver.switch_to_window(window).await.expect("a window");
            driver.close_window().await.expect("a closed window");
        }
    }
    driver.switch_to_window(console).await.expect("the console");
    let forget = "localStorage.clear(); sessionStorage.clear()";
    stage.browser.softphone().await;
    stage.browser.eval(forget).await;
    stage.browser.console().await;
    stage.browser.eval(forget).await;
}
