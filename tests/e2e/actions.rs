//! Actions: a form is filled in by keyboard, and what came of it stands where it was asked for.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn an_action_with_a_form_by_keyboard_alone() {
    let stage = Stage::dark().await;
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"}, "controls": {"entityType": "Task",
            "fieldValues": {"Subject": "$.payload.reason", "Status": "$.payload.status", "Description": "$.payload.note",
                "CallObject": "$.contact.contactId"}}},
        {"id": "2", "type": "SE_End"},
    ]});
    stage.sandbox.bind("ctiAction", "", "Log it", &flow.to_string()).await;
    stage
        .sandbox
        .post(
            "/api/settings",
            json!({"actions": [
                {"name": "Broken", "flow": "gone", "order": 2},
                {"name": "Log the call", "flow": "Log it", "order": 1, "title": "What was it?",
                 "instructions": "<b>Two words</b> will do.",
                 "payload": [{"key": "status", "value": "Completed"}, {"key": "reason", "value": "row"}],
                 "fields": [
                    {"name": "reason", "label": "Reason", "required": true, "order": 2},
                    {"name": "kind", "label": "Kind", "type": "Dropdown", "order": 1, "options": ["Order", "Complaint"]},
                    {"name": "note", "label": "Note", "order": 3}]},
            ]}),
        )
        .await;
    stage.open_console().await;
    let contact = stage.sandbox.ring().await;
    stage.browser.softphone().await;
    stage.browser.show_panel("actions").await;
    let names = stage.browser.driver.find_all(By::Css(".action .name")).await.expect("actions");
    assert_eq!(names[0].text().await.expect("a name"), "Log the call");
    stage.browser.find(".action .caret").await.send_keys(Key::Enter + "").await.expect("a key");
    stage.browser.sees(".form", "<b>Two words</b> will do.").await;
    stage.browser.screenshot("action-form").await;
    let reason = stage.browser.find("#field-reason").await;
    reason.send_keys(Key::Enter + "").await.expect("a key");
    stage.browser.sees(".field .wrong", "Reason is a required property").await;
    assert!(stage.sandbox.asked("saveLog").await.is_empty(), "an incomplete form must not start a flow");
    stage.browser.find("#field-kind").await.send_keys("Complaint").await.expect("a choice");
    reason.send_keys("Broken cup" + Key::Enter).await.expect("typing");
    let saved = stage.sandbox.asked_times("saveLog", 1).await;
    let record = &saved["args"]["object"];
    assert_eq!((&record["Subject"], &record["Status"]), (&json!("Broken cup"), &json!("Completed")));
    assert_eq!((&record["Description"], &record["CallObject"]), (&json!(""), &json!(contact)));
    stage.browser.sees(".form .outcome", "Done").await;
    stage.browser.press("Go back").await;
    stage.browser.press("Execute: Broken").await;
    stage.browser.sees(".action .outcome.wrong", "“gone” is not there").await;
    stage.browser.screenshot("actions").await;
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 1);
    stage.browser.quit().await;
}
