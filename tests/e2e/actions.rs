//! Actions: forms filled in by keyboard and by flows, results by contact, and calls left to voicemail drops.

use cti_tests::wait::until;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::stage::Stage;

/// A flow that saves a task, with what the form says.
fn log_it() -> Value {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"}, "controls": {"entityType": "Task",
            "fieldValues": {"Subject": "$.payload.reason", "Status": "$.payload.status", "Description": "$.payload.note",
                "CallObject": "$.contact.contactId"}}},
        {"id": "2", "type": "SE_End"},
    ]})
}

fn log_the_call() -> Value {
    json!({"name": "Log the call", "flow": "Log it", "order": 1, "title": "What was it?",
        "instructions": "<b>Two words</b> will do.\nNot more.",
        "payload": [{"key": "status", "value": "Completed"}, {"key": "reason", "value": "row"}],
        "fields": [
            {"name": "reason", "label": "Reason", "required": true, "order": 2},
            {"name": "kind", "label": "Kind", "type": "Dropdown", "order": 1, "options": ["Order", "Complaint"]},
            {"name": "note", "label": "Note", "order": 3}]})
}

async fn staged(actions: Value, features: Value) -> Stage {
    let stage = Stage::dark().await;
    stage.sandbox.bind("ctiAction", "", "Log it", &log_it().to_string()).await;
    stage.sandbox.post("/api/settings", json!({"actions": actions, "features": features})).await;
    stage.open_console().await;
    stage
}

impl Stage {
    async fn open_actions(&self) {
        self.browser.softphone().await;
        self.browser.show_panel("actions").await;
    }

    /// The id of what has the focus.
    async fn focused(&self) -> String {
        let id = self.browser.eval("return document.activeElement.id").await;
        id.as_str().unwrap_or_default().to_owned()
    }

    async fn until_focused(&self, id: &str) {
        until(&format!("the focus on {id}"), || async { (self.focused().await == id).then_some(()) }).await;
    }

    /// What stands only there for a screen reader.
    async fn hears(&self, region: &str, text: &str) {
        let script = format!("return document.querySelector('{region}').textContent");
        until(&format!("`{text}` to be said"), || async {
            let said = self.browser.eval(&script).await;
            said.as_str().unwrap_or_default().contains(text).then_some(())
        })
        .await;
    }

    /// Presses keys wherever the focus is.
    async fn keys(&self, keys: impl Into<TypingData>) {
        let focused = self.browser.driver.active_element().await.expect("a focus");
        focused.send_keys(keys).await.expect("keys");
    }

    async fn value(&self, id: &str) -> Value {
        self.browser.eval(&format!("return document.getElementById('{id}').value")).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_with_a_form_by_keyboard_alone() {
    let stage =
        staged(json!([{"name": "Broken", "flow": "gone", "order": 2}, log_the_call()]), json!([])).await;
    let contact = stage.sandbox.ring().await;
    stage.open_actions().await;
    let browser = &stage.browser;
    let names = browser.driver.find_all(By::Css(".action .name")).await.expect("actions");
    assert_eq!(names[0].text().await.expect("a name"), "Log the call");
    browser.find(".action .caret").await.send_keys(Key::Enter + "").await.expect("a key");
    stage.until_focused("actions-back").await;
    browser.sees(".form .instructions", "<b>Two words</b> will do.\nNot more.").await;
    browser.screenshot("action-form").await;
    // Its only required field is empty: that is said, and the focus is there.
    stage.keys(Key::Tab + Key::Tab + Key::Tab + Key::Enter).await;
    stage.until_focused("field-1").await;
    browser.sees(".field .wrong", "Reason is a required property").await;
    let described = "return [...document.querySelectorAll('#field-1')].map((field) => [field.ariaRequired, \
        field.ariaInvalid, document.getElementById(field.getAttribute('aria-describedby')).textContent])";
    let described = browser.eval(described).await;
    assert_eq!(described, json!([["true", "true", "Reason is a required property"]]));
    assert_eq!(browser.count("[role=alert]").await, 0, "one field needs no summary");
    assert!(stage.sandbox.asked("saveLog").await.is_empty(), "an incomplete form must not start a flow");
    // The way back keeps what was typed and leads to where the agent came from.
    stage.keys("Broken cup").await;
    stage.keys(Key::Escape + "").await;
    stage.until_focused("action-0").await;
    stage.keys(Key::Enter + "").await;
    stage.until_focused("actions-back").await;
    assert_eq!(stage.value("field-1").await, "Broken cup");
    stage.keys(Key::Tab + "Complaint").await;
    stage.keys(Key::Tab + Key::Enter).await;
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    let record = &saved["args"]["object"];
    assert_eq!((&record["Subject"], &record["Status"]), (&json!("Broken cup"), &json!("Completed")));
    assert_eq!((&record["Description"], &record["CallObject"]), (&json!(""), &json!(contact)));
    browser.sees(".form .outcome", "Done").await;
    stage.hears(".form [role=status]", "Done").await;
    assert_eq!((stage.value("field-0").await, stage.value("field-1").await), (json!(""), json!("")));
    assert_eq!(stage.focused().await, "field-1", "the form can be filled in again at once");
    browser.press("Go back").await;
    browser.press("Execute: Broken").await;
    browser.sees(".action .outcome.wrong", "“gone” is not there").await;
    stage.hears(".actions > .said", "Broken: “gone” is not there").await;
    browser.screenshot("actions").await;
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 1);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_missing_fields_are_summed_up_with_a_way_to_each() {
    let field = |label: &str| json!({"name": label, "label": label, "required": true});
    let form =
        json!([{"name": "Log", "flow": "Log it", "fields": [field("One"), field("Two"), field("Three")]}]);
    let stage = staged(form, json!([])).await;
    stage.open_actions().await;
    let browser = &stage.browser;
    browser.click(".caret").await;
    browser.press("Submit").await;
    browser.sees(".form [role=alert]", "3 fields are missing:").await;
    stage.until_focused("field-0").await;
    browser.screenshot("action-form-wrong").await;
    browser.press("Two").await;
    stage.until_focused("field-1").await;
    stage.keys("x").await;
    browser.sees(".form [role=alert]", "2 fields are missing:").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_fills_a_form_and_a_failure_leaves_the_records_own_choices() {
    let mut action = log_the_call();
    action["optionsFlow"] = json!("Find cases");
    let stage = staged(json!([action]), json!([])).await;
    let find = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFQuery", "ports": {"success": "2"},
         "controls": {"query": "SELECT Id, CaseNumber FROM Case WHERE IsClosed = false ORDER BY CaseNumber"}},
        {"id": "2", "type": "SE_CoreSendDataToCcpOverlay", "ports": {"done": "3"},
         "controls": {"value": {"kind": "$.actions.1.results.value", "note": "$.payload.status"}}},
        {"id": "3", "type": "SE_End"},
    ]});
    stage.sandbox.bind("ctiAction", "", "Find cases", &find.to_string()).await;
    stage.open_console().await;
    stage
        .sandbox
        .fault("salesforce", "SoftphoneController.query", "error", json!({"error": "no access", "times": 1}))
        .await;
    stage.sandbox.ring().await;
    stage.open_actions().await;
    let browser = &stage.browser;
    browser.click(".caret").await;
    browser.sees(".form .alert", "Search in Salesforce did not work:").await;
    let choices =
        "return [...document.querySelectorAll('#field-0 option')].map((choice) => choice.textContent)";
    assert_eq!(browser.eval(choices).await, json!(["", "Order", "Complaint"]));
    browser.screenshot("action-form-not-found").await;
    browser.press("Try again").await;
    browser.gone(".form .alert").await;
    let cases = stage.sandbox.get("/api/records/Case").await;
    let open: Vec<_> =
        cases.as_array().expect("cases").iter().filter(|case| case["IsClosed"] != true).collect();
    let found = browser.eval(choices).await;
    assert_eq!(found.as_array().expect("choices").len(), open.len() + 1, "{found}");
    assert_eq!(stage.value("field-2").await, "Completed");
    browser.screenshot("action-form-found").await;
    // What was looked for is the form's, not the Data panel's.
    browser.show_panel("data").await;
    assert_eq!(browser.count(".rows .row").await, 0);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_actions_stand_in_order_scroll_and_are_found_by_name() {
    let action = |n: i32| json!({"name": format!("Action {n}"), "flow": "Log it", "order": (n * 7) % 60});
    let stage = staged((0..60).map(action).collect(), json!([])).await;
    stage.open_actions().await;
    let browser = &stage.browser;
    let names = "return [...document.querySelectorAll('.action .name')].map((name) => name.textContent)";
    let shown = browser.eval(names).await;
    let mut expected: Vec<i32> = (0..60).collect();
    expected.sort_by_key(|n| (n * 7) % 60);
    let expected: Vec<_> = expected.into_iter().map(|n| format!("Action {n}")).collect();
    assert_eq!(shown, json!(expected));
    let last =
        browser.driver.find_all(By::Css(".action .button")).await.expect("buttons").pop().expect("one");
    last.click().await.expect("the last one can be reached");
    browser.sees(".action:last-child .outcome", "Done").await;
    let search = browser.find(".actions input[type=search]").await;
    search.send_keys("ACTION 17").await.expect("typing");
    until("one action", || async { (browser.count(".action").await == 1).then_some(()) }).await;
    search.send_keys("x").await.expect("typing");
    browser.sees(".actions .found", "No action has this in its name.").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_contacts_each_has_its_own_results_and_drafts() {
    let stage =
        staged(json!([log_the_call(), {"name": "Plain", "flow": "Log it", "order": 3}]), json!([])).await;
    let chat = || json!({"channel": "chat", "direction": "inbound", "queue": "Support"});
    let first = stage.sandbox.contact(chat()).await;
    stage.sandbox.step(&first, "accept").await;
    let second = stage.sandbox.contact(chat()).await;
    stage.sandbox.step(&second, "accept").await;
    stage.until_state(&second, "connected").await;
    stage.sandbox.step(&first, "view").await;
    stage.open_actions().await;
    let browser = &stage.browser;
    browser.click(".caret").await;
    browser.find("#field-2").await.send_keys("of the first").await.expect("typing");
    browser.press("Go back").await;
    browser.press("Execute: Plain").await;
    browser.sees(".action .outcome", "Done").await;
    stage.sandbox.step(&second, "view").await;
    browser.gone(".action .outcome").await;
    // Each contact has a drawer of its own.
    browser.show_panel("actions").await;
    browser.click(".caret").await;
    stage.until_focused("actions-back").await;
    assert_eq!(stage.value("field-2").await, "");
    stage.sandbox.step(&first, "view").await;
    browser.sees(".action .outcome", "Done").await;
    browser.click(".caret").await;
    stage.until_focused("actions-back").await;
    assert_eq!(stage.value("field-2").await, "of the first");
    stage.browser.quit().await;
}

const DROP: &str = "Call back tomorrow";

/// A call is connected, and its panel shows the agent's drops.
async fn at_the_drops(quick_connect: &str) -> (Stage, String) {
    let feature = json!({"name": "FEATURE_VOICEMAIL_DROP", "value": format!("QuickConnect: {quick_connect}"), "active": true});
    let stage = staged(json!([]), json!([feature])).await;
    let call = json!({"channel": "voice", "direction": "outbound", "phone": "+12135550100"});
    let call = stage.sandbox.contact(call).await;
    stage.sandbox.step(&call, "connect").await;
    stage.until_state(&call, "connected").await;
    stage.open_actions().await;
    stage.browser.press("Open Voicemail drops").await;
    stage.browser.sees(".drop", DROP).await;
    (stage, call)
}

impl Stage {
    async fn leave_voicemail(&self) {
        self.browser.press(&format!("Leave “{DROP}”")).await;
        self.until_focused("leave-0-yes").await;
        self.browser.screenshot("voicemail-sure").await;
        self.keys(Key::Enter + "").await;
    }

    async fn voicemails(&self) -> Value {
        self.sandbox.get("/api/state").await["voicemails"].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_left_to_a_voicemail_drop() {
    let (stage, call) = at_the_drops("Voicemail").await;
    let browser = &stage.browser;
    // Neither the one that is switched off nor the colleague's.
    assert_eq!(browser.count(".drop").await, 1);
    browser.sees(".drop", "en-US").await;
    browser.sees(".drop .drop-message", "We could not reach you.").await;
    browser.screenshot("voicemail-drops").await;
    stage.leave_voicemail().await;
    browser.sees(".drop .outcome", "Done").await;
    let heard = json!([{"contactId": call, "drop": DROP, "message": "We could not reach you."}]);
    assert_eq!(stage.voicemails().await, heard);
    until("after-call work", || async {
        let agent = stage.sandbox.get("/api/agent").await;
        agent.to_string().contains("AfterCallWork").then_some(())
    })
    .await;
    browser.sees(".form", "Only while you are in a call.").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_voicemail_that_cannot_be_left_says_why_and_the_call_goes_on() {
    let (stage, call) = at_the_drops("Nobody").await;
    stage.leave_voicemail().await;
    stage.browser.sees(".drop .outcome.wrong", "Transfer or conference did not work:").await;
    stage.browser.sees(".drop .outcome.wrong", "Nobody").await;
    stage.browser.screenshot("voicemail-failed").await;
    assert_eq!(stage.voicemails().await, json!([]));
    assert_eq!(stage.contact_state(&call).await.as_deref(), Some("connected"));
    stage.browser.quit().await;
}
