//! Console tabs and Omni-Channel: what the phone asks of the console happens in it, what happens there the phone hears.

use serde_json::{Value, json};

use crate::stage::Stage;

/// The phone's page has the toolkit, and the console knows what the page listens to.
async fn stage() -> Stage {
    let stage = Stage::dark().await;
    stage.sandbox.bind("salesforceAgent", "onStateChange", "Log", &log("$.payload.statusApiName")).await;
    stage.sandbox.bind("salesforceAgent", "onWorkAccepted", "Log", &log("$.payload.workItemId")).await;
    stage.sandbox.bind("salesforceAgent", "onWorkloadChanged", "Log", &log("$.payload.newWorkload")).await;
    stage.open_console().await;
    stage.sandbox.asked_times("addEventListener", 4).await;
    stage
}

/// A flow that saves what it is told.
fn log(subject: &str) -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "controls": {"entityType": "Task", "fieldValues": {"Subject": subject}},
         "ports": {"success": "2", "failure": "2"}},
        {"id": "2", "type": "SE_End"},
    ]})
    .to_string()
}

async fn saved(stage: &Stage, times: usize) -> Value {
    let mut entry = stage.sandbox.asked_times("saveLog", times).await;
    entry["args"]["object"]["Subject"].take()
}

/// Calls the toolkit in the phone's page.
async fn ask(stage: &Stage, method: &str, args: Value) -> Value {
    stage.browser.softphone().await;

    let script = format!("return new Promise(done => sforce.console.{method}(...{args}, done))");
    stage.browser.eval_async(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_omni_channel_runs_its_flows() {
    let stage = stage().await;
    stage.sandbox.post("/api/host/omni", json!({"status": "On_Break"})).await;
    assert_eq!(saved(&stage, 1).await, "On_Break");
    stage.browser.console().await;
    stage.browser.find(".presence[data-status=On_Break]").await;
    stage.sandbox.post("/api/host/omni", json!({"work": {"workItemId": "5005g0000000001"}})).await;
    let told = [saved(&stage, 2).await, saved(&stage, 3).await];
    assert!(told.contains(&json!("5005g0000000001AAA")), "{told:?}");
    assert!(told.contains(&json!(1)) || told.contains(&json!("1")), "{told:?}");
    stage.browser.console().await;
    stage.browser.sees(".omni-load", "1 / 5").await;
    stage.browser.sees(".omni-work", "00001001").await;
    stage.browser.press("Close").await;
    stage.browser.sees(".omni-load", "0 / 5").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_is_set_from_the_phone_and_no_stranger_can_report_one() {
    let stage = stage().await;
    stage.browser.softphone().await;
    let count = "globalThis.heard = 0; \
        sforce.console.addEventListener(sforce.console.ConsoleEvent.PRESENCE.LOGOUT, () => heard++)";
    stage.browser.eval(count).await;
    let query = "return new Promise(done => Visualforce.remoting.Manager.invokeAction( \
        'ConnectCti.SoftphoneController.query', \
        {query: \"SELECT Id FROM ServicePresenceStatus WHERE DeveloperName = 'Available'\"}, \
        (result) => done(result.records[0].Id), {escape: false, buffer: false}))";
    let id = stage.browser.eval_async(query).await;
    let answer = ask(&stage, "presence.setServicePresenceStatus", json!([id])).await;
    assert_eq!(answer["success"], true, "{answer}");
    assert_eq!(answer["statusName"], "Available");
    assert_eq!(
        answer["channels"].as_str().map(|channels| channels.contains("Phone")),
        Some(true),
        "{answer}"
    );
    let workload = ask(&stage, "presence.getAgentWorkload", json!([])).await;
    assert_eq!(workload["configuredCapacity"], "5");
    assert_eq!(saved(&stage, 1).await, "Available");
    stage.browser.softphone().await;
    stage.browser.eval("postMessage({apiType: 'toolkit', event: 'SFORCE_PRESENCE:LOGOUT'}, '*')").await;
    stage.browser.console().await;
    stage.browser.sees(".omni-load", "0 / 5").await;
    stage.settle().await;
    assert_eq!(stage.browser.eval("return heard").await, 0);
    stage.sandbox.fault("salesforce", "presence.logout", "error", json!({"error": "no", "times": 1})).await;
    let answer = ask(&stage, "presence.logout", json!([])).await;
    assert_eq!(answer["success"], false, "{answer}");
    assert_eq!(ask(&stage, "presence.logout", json!([])).await, json!({"success": true}));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tabs_open_below_each_other_and_close() {
    let stage = stage().await;
    let maya = "/lightning/r/Contact/0035g0000000001AAA/view";
    let primary = ask(&stage, "openPrimaryTab", json!([null, maya, true, "The caller"])).await;
    assert_eq!(primary["success"], true, "{primary}");
    let primary = primary["id"].as_str().expect("a tab").to_owned();
    stage.browser.console().await;
    stage.browser.sees("#tabs .tab-front", "The caller").await;
    stage.browser.sees(".record h1", "Maya Torres").await;

    let case = "/lightning/r/Case/5005g0000000001AAA/view";
    let behind = ask(&stage, "openSubtab", json!([primary, case, false, "Behind", null])).await;
    let behind = behind["id"].as_str().expect("a tab").to_owned();
    assert_eq!(ask(&stage, "getFocusedSubtabObjectId", json!([])).await["id"], Value::Null);
    let front = ask(&stage, "openSubtab", json!([primary, "/lightning/o/Case/list", true, null, null])).await;
    assert_eq!(front["success"], true, "{front}");
    stage.browser.console().await;
    stage.browser.sees("#subtabs .tab-front", "Cases").await;
    stage.browser.screenshot("subtabs").await;

    let ids = ask(&stage, "getSubtabIds", json!([primary])).await;
    assert_eq!(ids["ids"], json!([behind, front["id"]]));
    let focused = ask(&stage, "getFocusedPrimaryTabObjectId", json!([])).await;
    assert_eq!(focused["id"], "0035g0000000001AAA");
    let info = ask(&stage, "getPageInfo", json!([behind])).await;
    let info: Value = serde_json::from_str(info["pageInfo"].as_str().expect("text")).expect("JSON");
    assert_eq!(info["objectId"], "5005g0000000001AAA");
    assert_eq!(info["objectName"], "00001001");
    let url = info["url"].as_str().unwrap_or_default();
    assert!(url.ends_with("/lightning/r/Case/5005g0000000001AAA/view"), "{url}");

    assert_eq!(ask(&stage, "closeTab", json!([front["id"]])).await["success"], true);
    assert_eq!(ask(&stage, "closeTab", json!([primary])).await["success"], true);
    assert_eq!(ask(&stage, "closeTab", json!([primary])).await["success"], false);
    assert_eq!(ask(&stage, "getPrimaryTabIds", json!([])).await["ids"], json!([]));
    let refused = ask(&stage, "openSubtab", json!([primary, case, true, null, null])).await;
    assert_eq!(refused["success"], false);
    let journal = stage.sandbox.asked("closeTab").await;
    assert_eq!(journal.last().map(|entry| &entry["reply"]["success"]), Some(&json!(false)));
    stage.browser.quit().await;
}

/// A call of the page's remoting; what it answered, or its message.
async fn remote(stage: &Stage, action: &str, args: Value) -> Value {
    stage.browser.softphone().await;
    let script = format!(
        "return new Promise(done => Visualforce.remoting.Manager.invokeAction( \
         'ConnectCti.SoftphoneController.{action}', ...{args}, \
         (result, event) => done(event.status ? (result ?? 'done') : event.message), {{escape: false, buffer: false}}))"
    );
    stage.browser.eval_async(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_controlled_through_the_org() {
    let stage = Stage::ready().await;
    let contact = stage.sandbox.ring().await;
    let args = json!([contact, contact]);
    let early = remote(&stage, "startContactRecording", args.clone()).await;
    assert_eq!(early, "InvalidRequestException: the contact is not connected to an agent");
    stage.accept().await;
    stage.until_state(&contact, "connected").await;
    for (action, state) in [
        ("startContactRecording", "recording"),
        ("suspendContactRecording", "suspended"),
        ("resumeContactRecording", "recording"),
        ("stopContactRecording", "stopped"),
    ] {
        assert_eq!(remote(&stage, action, args.clone()).await, "done", "{action}");
        assert_eq!(stage.sandbox.get("/api/state").await["recordings"][&contact], state, "{action}");
    }
    let again = remote(&stage, "startContactRecording", args).await;
    assert_eq!(again, "InvalidRequestException: recording was stopped and cannot be started again");
    let journal = stage.sandbox.asked("SoftphoneController.suspendContactRecording").await;
    assert_eq!(journal.len(), 1);
    stage.browser.quit().await;
}

/// What needs a console says so at once; the rest of the flow goes on.
#[tokio::test(flavor = "multi_thread")]
async fn in_an_app_that_is_no_console_tabs_and_omni_channel_are_unavailable() {
    let blocks = [
        "SE_SFOpenPrimaryTab",
        "SE_SFOpenSubTab",
        "SE_SFCloseTab",
        "SE_SFGetPrimaryTabIds",
        "SE_SFGetTabsWithMatchingUrl",
        "SE_SFGetTabObjectMap",
        "SE_SFGetFocusedPrimaryTabObjectId",
        "SE_SFGetFocusedSubtabObjectId",
        "SE_SFGetAgentState",
        "SE_SFSetAgentState",
        "SE_SFGetAgentWorkload",
        "SE_SFLoginAgent",
        "SE_SFLogoutAgent",
    ];
    let controls = json!({"url": "/lightning/page/home", "tabId": "t", "statusId": "0N55g0000000001CAA"});
    let mut actions = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": blocks[0]}})];
    for (place, block) in blocks.iter().enumerate() {
        let next = blocks.get(place + 1).copied().unwrap_or("pop");
        let ports = json!({"success": next, "failure": next});
        actions.push(json!({"id": block, "type": block, "controls": controls, "ports": ports}));
    }
    let told: serde_json::Map<_, _> = blocks
        .iter()
        .map(|block| ((*block).to_owned(), json!(format!("$.actions.{block}.exception"))))
        .collect();
    actions.extend([
        json!({"id": "pop", "type": "SE_SFScreenpopObjectHome", "controls": {"scope": "Case"},
            "ports": {"success": "tell", "failure": "tell"}}),
        json!({"id": "tell", "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"},
            "controls": {"entityType": "Task", "fieldValues": told}}),
        json!({"id": "end", "type": "SE_End"}),
    ]);
    let stage = Stage::dark().await;
    let flow = json!({"actions": actions}).to_string();
    stage.sandbox.bind("salesforceUi", "onClickToDial", "Try", &flow).await;
    stage.browser.open(&stage.sandbox.url("/?app=standard")).await;
    stage.browser.ready().await;
    stage.sandbox.post("/api/host/clickToDial", json!({"number": "+12135550100"})).await;
    let told = stage.sandbox.asked_times("saveLog", 1).await;
    for block in blocks {
        let why = told["args"]["object"][block].as_str().unwrap_or_default();
        assert!(why.contains("it works in a Salesforce console app"), "{block}: {told}");
    }
    assert_eq!(stage.sandbox.asked("screenPop").await[0]["reply"]["success"], true);
    stage.browser.quit().await;
}
