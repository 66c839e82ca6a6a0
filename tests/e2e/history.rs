//! The History panel: what flows have done, for the contact in view or for all, and as a file that can be read again.

use cti_flow::record::Record;
use cti_tests::wait::until;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::stage::Stage;

fn flow() -> String {
    json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "find"}},
        {"id": "find", "type": "SE_SFQuery", "controls": {"query": "SELECT Nothing__c FROM Contact"},
            "ports": {"success": "end", "failure": "end"}},
        {"id": "end", "type": "SE_End"},
    ]})
    .to_string()
}

async fn entries(stage: &Stage, number: usize) {
    until(&format!("{number} entries"), || async {
        (stage.browser.count(".history summary").await == number).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_are_listed_by_contact_told_in_detail_and_saved_as_files() {
    let stage = Stage::dark().await;
    stage.sandbox.bind("voiceContact", "onConnecting", "Look up", &flow()).await;
    stage.sandbox.bind("chatContact", "onConnecting", "Greet", &flow()).await;
    stage.open_console().await;
    let browser = &stage.browser;
    let folder = std::env::temp_dir().join(format!("cti-history-{}", stage.sandbox.port));
    std::fs::create_dir_all(&folder).expect("a folder");
    let downloads = json!({"behavior": "allow", "downloadPath": folder});
    browser.driver.cdp().send_raw("Browser.setDownloadBehavior", downloads).await.expect("downloads");
    let call = stage.sandbox.ring().await;
    stage.sandbox.asked_times("SoftphoneController.query", 1).await;
    stage.sandbox.contact(json!({"channel": "chat", "direction": "inbound", "name": "Grace"})).await;
    stage.sandbox.asked_times("SoftphoneController.query", 2).await;
    stage.sandbox.step(&call, "view").await;
    browser.softphone().await;
    browser.show_panel("history").await;
    browser.sees(".drawer .handle-text", "Voice").await;
    entries(&stage, 1).await;
    browser.sees(".history summary", "Look up").await;
    browser.click(".history .choice input").await;
    entries(&stage, 2).await;
    browser.click(".history .choice input").await;
    entries(&stage, 1).await;
    browser.find(".history summary").await.send_keys(Key::Enter + "").await.expect("a key");
    browser.sees(".history details[open]", "voiceContact onConnecting").await;
    browser.sees(".history .wrong", "no field `Nothing__c`").await;
    browser.sees(".history .effect", "org.query").await;
    browser.screenshot("history-details").await;
    browser.press("Save as a file").await;
    let text = until("a file", || async {
        let file = std::fs::read_dir(&folder).ok()?.flatten().next()?;
        file.path().extension().filter(|kind| *kind == "json")?;
        std::fs::read_to_string(file.path()).ok().filter(|text| text.ends_with('}'))
    })
    .await;
    std::fs::remove_dir_all(&folder).expect("the folder gone");
    let record = Record::parse(&text).expect("a record");
    assert_eq!((record.flow.name.as_str(), record.event.event.as_str()), ("Look up", "onConnecting"));
    assert_eq!(record.outcome.path, ["0", "find", "end"]);
    assert_eq!(record.outcome.actions["find"]["success"], false);
    assert!(!text.contains("2135550100"), "the customer's number is in the file");
    // It was kept: another load shows it again.
    browser.driver.refresh().await.expect("a reload");
    browser.ready().await;
    browser.softphone().await;
    browser.show_panel("history").await;
    let kept = until("the kept runs", || async {
        let all = browser.count(".history summary").await;
        (all > 0).then_some(all)
    })
    .await;
    assert!(kept <= 2, "{kept}");
    stage.browser.quit().await;
}
