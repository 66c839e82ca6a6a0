//! What a flow asks the agent: reachable by keyboard, never in the way of the phone, readable at any size.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::stage::Stage;

/// A question with a text field whenever a call comes in.
async fn bind(stage: &Stage) {
    let question = json!({"title": "Which order is it about?", "confirmLabel": "Take this order", "cancelLabel": "None",
        "message": "The customer has two:\n4711, a lamp\n4712, a very_long_word_without_any_place_to_break_it_in_two_parts",
        "inputLabel": "Number of the order"});
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "d"}},
        {"id": "d", "type": "SE_CoreSendDataToCcpOverlay", "ports": {"done": "1"},
            "controls": {"value": {"Order": "4711", "A name that is rather long": "A value that is rather long, too: very_long_word_without_any_place_to_break"}}},
        {"id": "1", "type": "SE_CoreShowModal", "controls": question, "ports": {"success": "2", "failure": "2"}},
        {"id": "2", "type": "SE_SFSaveLog", "ports": {"success": "3", "failure": "3"},
            "controls": {"entityType": "Task", "fieldValues": {"Description": "$.actions.1.results"}}},
        {"id": "3", "type": "SE_End"},
    ]});
    stage.sandbox.bind("voiceContact", "onConnecting", "Ask", &flow.to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_takes_the_focus_gives_it_back_and_leaves_the_phone_free() {
    let stage = Stage::dark().await;
    bind(&stage).await;
    stage.open_console().await;
    let browser = &stage.browser;
    browser.softphone().await;
    browser.click(".drawer .handle").await;
    let call = stage.sandbox.ring().await;
    let field = browser.find(".dialog input:focus").await;
    // The phone takes calls while the question stands.
    stage.accept().await;
    stage.until_state(&call, "connected").await;
    browser.softphone().await;
    field.send_keys("4711" + Key::Enter).await.expect("typing");
    browser.gone(".dialog").await;
    browser.find("#ccp iframe:focus, .drawer .handle:focus").await;
    let answer = stage.sandbox.asked_times("saveLog", 1).await;
    let given = &answer["args"]["object"]["Description"];
    assert_eq!(*given, json!({"value": "confirm", "string": "4711"}));
    stage.browser.quit().await;
}

async fn size(stage: &Stage, width: u32, dark: bool) {
    let tools = stage.browser.driver.cdp();
    let metrics = json!({"width": width, "height": 640, "deviceScaleFactor": 1, "mobile": false});
    tools.send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("a size");
    let scheme = if dark { "dark" } else { "light" };
    let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
    tools.send_raw("Emulation.setEmulatedMedia", features).await.expect("a scheme");
}

/// Whether something is cut off at the side, or lies outside the window.
async fn overflow(stage: &Stage) -> Value {
    let script = "return [...document.querySelectorAll('#app *')].filter(e => { \
        const box = e.getBoundingClientRect(); \
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1); \
        }).map(e => e.tagName + '.' + e.className)";
    stage.browser.eval(script).await
}

/// The page itself, without a console around it, as wide as a utility panel can be.
#[tokio::test(flavor = "multi_thread")]
async fn questions_and_panels_fit_every_width_and_language() {
    let stage = Stage::dark().await;
    let looks = [
        ("en", "light", 300),
        ("en", "dark", 400),
        ("de", "light", 400),
        ("de", "dark", 300),
        ("ja", "light", 800),
        ("ja", "dark", 300),
        ("en", "light", 800),
    ];
    let browser = &stage.browser;
    let mut cut = Vec::new();
    for (seed, (language, theme, width)) in looks.into_iter().enumerate() {
        stage.sandbox.post("/api/reset", json!({"seed": seed + 60})).await;
        let user = json!({"language": language, "locale": language, "theme": theme});
        let note = json!({"name": "Note", "flow": "Ask", "title": "A note", "instructions": "Two words will do.",
            "fields": [{"name": "reason", "label": "Reason of the call", "required": true}]});
        stage.sandbox.post("/api/settings", json!({"user": user, "actions": [note]})).await;
        bind(&stage).await;
        size(&stage, width, theme == "dark").await;
        browser.open(&format!("http://localhost:{}/softphone", stage.sandbox.port + 1)).await;
        stage.sandbox.ring().await;
        let look = format!("{language}-{theme}-{width}");
        browser.find(".dialog input:focus").await;
        browser.screenshot(&format!("dialog-{look}")).await;
        cut.extend(
            overflow(&stage)
                .await
                .as_array()
                .into_iter()
                .flatten()
                .map(|what| format!("dialog {look}: {what}")),
        );
        browser.find(".dialog input").await.send_keys(Key::Escape + "").await.expect("a key");
        browser.gone(".dialog").await;
        for panel in ["attributes", "actions", "data", "recording", "assistant", "history", "notices"] {
            browser.show_panel(panel).await;
            if panel == "history" {
                browser.click(".history summary").await;
            }
            browser.screenshot(&format!("{panel}-{look}")).await;
            let outside = overflow(&stage).await;
            cut.extend(
                outside.as_array().into_iter().flatten().map(|what| format!("{panel} {look}: {what}")),
            );
        }
    }
    stage.browser.quit().await;
    assert!(cut.is_empty(), "{}", cut.join("\n"));
}
