//! Diagnostics in one click: a file with what went on, and nothing about anybody.

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const CANARIES: [&str; 5] = ["Canary", "2135550100", "canary@example.com", "Platinum", "A-4711"];

/// A query with everything that is known of the caller, which the org refuses and says why.
fn flow() -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "log"}},
        {"id": "log", "type": "SE_SFSaveLog", "ports": {"success": "end"}, "controls": {
            "entityType": "Task",
            "fieldValues": {"Nothing__c": "$.contact.attributes.tier", "Subject": "$.contact.attributes.account"},
        }},
        {"id": "end", "type": "SE_End"},
    ]})
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_click_saves_what_went_on_without_a_word_about_anybody() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("voiceContact", "onConnecting", "Log", &flow()).await;
    stage.open_console().await;
    let browser = &stage.browser;
    let folder = std::env::temp_dir().join(format!("cti-diagnostics-{}", stage.sandbox.port));
    std::fs::create_dir_all(&folder).expect("a folder");
    let downloads = json!({"behavior": "allow", "downloadPath": folder});
    browser.driver.cdp().send_raw("Browser.setDownloadBehavior", downloads).await.expect("downloads");
    let attributes = json!({"tier": "Platinum", "account": "A-4711", "mail": "canary@example.com"});
    let call = stage
        .sandbox
        .contact(json!({
            "channel": "voice", "direction": "inbound", "phone": "+12135550100", "name": "Ada Canary",
            "attributes": attributes,
        }))
        .await;
    stage.sandbox.asked_times("saveLog", 1).await;
    stage.sandbox.contact(json!({"channel": "chat", "direction": "inbound", "name": "Grace"})).await;
    stage.sandbox.step(&call, "view").await;
    browser.softphone().await;
    browser.show_panel("history").await;
    browser.sees(".history summary", "Failed").await;
    browser.sees(".history footer", "Today: contacts 2, flow runs 1, records saved 0, missing 0").await;
    browser.sees(".history footer", &format!("Version {}, commit ", env!("CARGO_PKG_VERSION"))).await;
    browser.press("Save diagnostics").await;
    let text = until("a file", || async {
        let file = std::fs::read_dir(&folder).ok()?.flatten().next()?;
        file.path().extension().filter(|kind| *kind == "json")?;
        std::fs::read_to_string(file.path()).ok().filter(|text| text.ends_with('}'))
    })
    .await;
    std::fs::remove_dir_all(&folder).expect("the folder gone");
    for canary in CANARIES {
        assert!(!text.contains(canary), "`{canary}` in {text}");
    }
    let file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["contact"], call.as_str());
    assert_eq!(file["page"]["version"], env!("CARGO_PKG_VERSION"));
    assert_ne!(file["page"]["commit"], Value::Null);
    assert_eq!(file["runs"].as_array().map(Vec::len), Some(1), "{text}");
    assert_eq!((&file["runs"][0]["contact"], &file["runs"][0]["status"]), (&json!(call), &json!("failed")));
    assert_eq!(file["link"][0][1], "Up");
    assert!(
        file["log"].as_array().is_some_and(|lines| lines.iter().any(|line| line["contact"] == call.as_str()))
    );
    stage.browser.quit().await;
}
