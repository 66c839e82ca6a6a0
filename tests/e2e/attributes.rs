//! The Attributes panel: what is found among many, copied, and how the administrator's style and other
//! directions of writing look.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::stage::Stage;
use cti_tests::wait::until;

/// The softphone by itself, allowed to use the clipboard.
pub async fn alone(settings: Value) -> Stage {
    let stage = Stage::dark().await;
    stage.sandbox.post("/api/settings", settings).await;
    stage.browser.open(&format!("http://localhost:{}/softphone", stage.sandbox.port + 1)).await;
    until("the softphone to be ready", || async {
        let marks = stage.browser.eval("return performance.getEntriesByName('cti:ready').length").await;
        (marks == 1).then_some(())
    })
    .await;
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    stage.browser.driver.cdp().send_raw("Browser.grantPermissions", permissions).await.expect("permissions");
    stage
}

pub async fn clipboard(stage: &Stage) -> String {
    let text = stage.browser.eval_async("return navigator.clipboard.readText()").await;
    text.as_str().unwrap_or_default().to_owned()
}

/// Waits until a screen reader was told.
pub async fn told(stage: &Stage, expected: &str) {
    until(expected, || async {
        let said = stage.browser.eval("return document.querySelector('.rows > .said')?.textContent").await;
        (said == expected).then_some(())
    })
    .await;
}

async fn open(stage: &Stage) {
    let shown = "return document.querySelector('.drawer-body')?.checkVisibility() ?? false";
    if stage.browser.eval(shown).await == false {
        stage.browser.click(".drawer .handle").await;
    }
}

async fn found(stage: &Stage, expected: &[&str]) {
    let script = "return [...document.querySelectorAll('.rows .key')].map(key => key.textContent)";
    until(&format!("the rows {expected:?}"), || async {
        (stage.browser.eval(script).await == json!(expected)).then_some(())
    })
    .await;
}

fn all() -> Value {
    json!({"attributes": [], "features": [
        {"name": "FEATURE_CTI_ATTRIBUTES", "value": "ShowAllAttributes: true", "active": true}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn among_many_attributes_one_is_found_while_typing_and_all_are_copied() {
    let stage = alone(all()).await;
    let browser = &stage.browser;
    let mut attributes: serde_json::Map<_, _> =
        (0..198).map(|at| (format!("k{at:03}"), json!(format!("value {at}")))).collect();
    attributes.insert("Straße".to_owned(), json!("Ärztehaus"));
    attributes.insert("zone".to_owned(), json!("arzt"));
    let many = json!({"channel": "task", "direction": "inbound", "name": "Many", "attributes": attributes});
    let many = stage.sandbox.contact(many).await;
    open(&stage).await;
    let field = browser.find(".rows .search input").await;
    assert_eq!(browser.count(".rows .row").await, 200);
    field.send_keys("ARZT").await.expect("typing");
    found(&stage, &["Straße", "zone"]).await;
    browser.sees(".found[role=status]", "2 attributes found").await;
    browser.press("Copy all").await;
    told(&stage, "2 attributes copied").await;
    assert_eq!(clipboard(&stage).await, "Straße: Ärztehaus\nzone: arzt\n");
    browser.press("Copy zone").await;
    told(&stage, "zone copied").await;
    assert_eq!(clipboard(&stage).await, "arzt");
    browser.screenshot("attributes-found").await;
    field.send_keys(Key::Escape + "strass").await.expect("typing");
    found(&stage, &["Straße"]).await;
    // It is the same field all along, so that it keeps the focus.
    browser.find(".rows .search input:focus").await;
    // With another contact all is shown again, and there is no search where there is little to find.
    let few =
        json!({"channel": "task", "direction": "inbound", "name": "Few", "attributes": {"a": "1", "b": "2"}});
    let few = stage.sandbox.contact(few).await;
    stage.sandbox.step(&few, "view").await;
    open(&stage).await;
    found(&stage, &["a", "b"]).await;
    assert_eq!(browser.count(".rows .search").await, 0);
    stage.sandbox.step(&many, "view").await;
    until("all rows", || async { (browser.count(".rows .row").await == 200).then_some(()) }).await;
    let typed = browser.eval("return document.querySelector('.rows .search input').value").await;
    assert_eq!(typed, "");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_style_is_that_of_label_and_value_and_other_scripts_stay_in_their_rows() {
    let rule = |name: &str, kind: &str, style: &str| {
        json!({"name": name, "label": name, "display": "Key-Value", "type": kind, "style": style,
            "format": format!("{{{{{name}}}}}"), "defaultValue": "", "active": true})
    };
    let stage = alone(json!({"attributes": [
        rule("plain", "Text", ""),
        rule("styled", "Hyperlink", "font-weight: bold; color: #c00"),
        rule("\u{5e9}\u{5dd}", "Text", ""),
        rule("arabic", "Text", ""),
    ]}))
    .await;
    let browser = &stage.browser;
    let call = json!({"channel": "voice", "direction": "inbound", "phone": "+12135550100", "attributes": {
        "plain": "one\ntwo", "styled": "https://example.com/", "\u{5e9}\u{5dd}": "1 (a)",
        "arabic": "\u{645}\u{631}\u{62d}\u{628}\u{627} 12 (b)"}});
    stage.sandbox.contact(call).await;
    open(&stage).await;
    browser.sees(".rows", "styled").await;
    let look = "return [...document.querySelectorAll('.rows .row')].map(row => { \
        const of = (name) => getComputedStyle(row.querySelector(name)); \
        return [of('.key').color, of('.value > a, .value').color, of('.key').direction, of('.value').direction, \
            Math.round(row.querySelector('.key').getBoundingClientRect().left), of('.value').textAlign]; })";
    let look = browser.eval(look).await;
    let column = |row: usize, at: usize| look[row][at].clone();
    assert_ne!(column(0, 0), "rgb(204, 0, 0)");
    assert_eq!((column(1, 0), column(1, 1)), (json!("rgb(204, 0, 0)"), json!("rgb(204, 0, 0)")), "{look}");
    assert_eq!((column(2, 2), column(2, 3)), (json!("rtl"), json!("ltr")), "{look}");
    assert_eq!((column(3, 2), column(3, 3)), (json!("ltr"), json!("rtl")), "{look}");
    for row in 0..4 {
        assert_eq!((column(row, 4), column(row, 5)), (column(0, 4), json!("left")), "{look}");
    }
    browser.screenshot("attributes-scripts").await;
    stage.browser.quit().await;
}
