//! Theme, density and icons as the browser has them.

use cti_tests::wait::until;
use serde_json::json;

use crate::stage::Stage;

/// Root's attributes, the ground that they lead to, and the height of the drawer's handle.
const LOOK: &str = "const root = document.documentElement; return [root.dataset.theme, root.dataset.density, \
    getComputedStyle(root).backgroundColor, document.querySelector('.handle')?.offsetHeight]";

async fn open(stage: &Stage, query: &str) {
    stage.browser.open(&format!("http://localhost:{}/softphone{query}", stage.sandbox.port + 1)).await;
}

async fn until_look(stage: &Stage, wanted: serde_json::Value) {
    until("the look", || async { (stage.browser.eval(LOOK).await == wanted).then_some(()) }).await;
}

async fn set(stage: &Stage, value: &str) {
    let feature = json!({"name": "FEATURE_LOOK", "value": value, "active": true});
    stage.sandbox.post("/api/settings", json!({"features": [feature]})).await;
}

const LIGHT: &str = "rgb(255, 255, 255)";
const DARK: &str = "rgb(24, 27, 31)";

#[tokio::test(flavor = "multi_thread")]
async fn the_look_of_the_settings_is_there_again_before_the_next_settings_are() {
    let stage = Stage::dark().await;
    open(&stage, "").await;
    until_look(&stage, json!(["auto", "comfy", LIGHT, 44])).await;
    set(&stage, "Theme: dark\nDensity: compact").await;
    open(&stage, "").await;
    until_look(&stage, json!(["dark", "compact", DARK, 36])).await;
    let never = json!({"ms": 600_000});
    stage.sandbox.fault("salesforce", "SoftphoneController.configuration", "delay", never).await;
    open(&stage, "").await;
    stage.browser.find(".handle").await;
    assert_eq!(stage.browser.eval(LOOK).await, json!(["dark", "compact", DARK, 36]));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_tries_another_look_and_a_wrong_one_is_a_notice() {
    let stage = Stage::dark().await;
    set(&stage, "Theme: blue\nDensity: compact").await;
    open(&stage, "?theme=dark&density=comfy").await;
    stage.browser.sees(".badge", "1").await;
    assert_eq!(stage.browser.eval(LOOK).await, json!(["dark", "comfy", DARK, 44]));
    open(&stage, "").await;
    stage.browser.find(".handle").await;
    assert_eq!(stage.browser.eval(LOOK).await, json!(["auto", "compact", LIGHT, 36]));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn icons_are_drawn_from_the_file_beside_the_page() {
    let stage = Stage::dark().await;
    let narrow = json!({"width": 400, "height": 640, "deviceScaleFactor": 1, "mobile": false});
    let tools = stage.browser.driver.cdp();
    tools.send_raw("Emulation.setDeviceMetricsOverride", narrow).await.expect("a size");
    open(&stage, "").await;
    stage.browser.find(".handle .icon").await;
    let drawn = "return document.querySelector('.handle .icon use').getBBox().width > 4";
    until("the icon", || async { (stage.browser.eval(drawn).await == true).then_some(()) }).await;
    stage.browser.quit().await;
}
