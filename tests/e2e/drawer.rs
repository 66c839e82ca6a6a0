//! The drawer: two tabs and a menu by keyboard, each contact's own, ordered by a setting, never over the phone.

use cti_tests::wait::until;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::stage::Stage;

/// The softphone alone, as wide and as high as a utility's panel.
pub async fn page(stage: &Stage, width: u32, height: u32) {
    let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
    let tools = stage.browser.driver.cdp();
    tools.send_raw("Emulation.setDeviceMetricsOverride", metrics).await.expect("a size");
    stage.browser.open(&address(stage)).await;
    until("the page to be ready", || async {
        let marks = stage.browser.eval("return performance.getEntriesByName('cti:ready').length").await;
        (marks == 1).then_some(())
    })
    .await;
}

fn address(stage: &Stage) -> String {
    format!("http://localhost:{}/softphone", stage.sandbox.port + 1)
}

/// Into what has the focus.
pub async fn keys(stage: &Stage, keys: impl Into<TypingData>) {
    let focused = stage.browser.driver.active_element().await.expect("something in focus");
    focused.send_keys(keys).await.expect("keys");
}

async fn texts(stage: &Stage, selector: &str) -> Vec<String> {
    let script = format!("return [...document.querySelectorAll('{selector}')].map(e => e.textContent)");
    let texts = stage.browser.eval(&script).await;
    texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn sees(stage: &Stage, selector: &str, expected: &[&str]) {
    until(&format!("`{selector}` to be {expected:?}"), || async {
        (texts(stage, selector).await == expected).then_some(())
    })
    .await;
}

async fn focus_is(stage: &Stage, selector: &str) {
    stage.browser.find(&format!("{selector}:focus")).await;
}

async fn is_open(stage: &Stage) -> bool {
    stage.browser.find(".drawer .handle").await.attr("aria-expanded").await.expect("the page").as_deref()
        == Some("true")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_and_a_menu_work_by_keyboard_alone() {
    let stage = Stage::dark().await;
    page(&stage, 300, 640).await;
    let call = stage.sandbox.ring().await;
    assert!(!is_open(&stage).await, "it never opens by itself");
    let handle = stage.browser.find(".drawer .handle").await;
    handle.focus().await.expect("the focus");
    keys(&stage, Key::Enter + "").await;
    sees(&stage, "[role=tab]", &["Attributes", "Actions"]).await;
    stage.browser.find("#tab-attributes").await.focus().await.expect("the focus");
    keys(&stage, Key::Right + "").await;
    focus_is(&stage, "#tab-actions[aria-selected=true]").await;
    keys(&stage, Key::Right + "").await;
    focus_is(&stage, "#tab-attributes[aria-selected=true]").await;

    // The menu: opened, walked through, left, and a panel chosen from it.
    keys(&stage, Key::Tab + "").await;
    focus_is(&stage, ".more[aria-haspopup=menu][aria-expanded=false]").await;
    keys(&stage, Key::Down + "").await;
    focus_is(&stage, "#menu-data").await;
    sees(&stage, "[role=menu] [role=menuitem]", &["Data", "Recording", "Assistant", "History", "Notices"])
        .await;
    stage.browser.screenshot("drawer-menu").await;
    keys(&stage, Key::Up + "").await;
    focus_is(&stage, "#menu-notices").await;
    keys(&stage, Key::Down + "").await;
    focus_is(&stage, "#menu-data").await;
    keys(&stage, "h").await;
    focus_is(&stage, "#menu-history").await;
    keys(&stage, Key::Escape + "").await;
    focus_is(&stage, ".more[aria-expanded=false]").await;
    assert_eq!(stage.browser.count("[role=menu]").await, 0);
    keys(&stage, Key::Up + "").await;
    keys(&stage, "h").await;
    focus_is(&stage, "#menu-history").await;
    keys(&stage, Key::Enter + "").await;
    focus_is(&stage, "#tab-history[aria-selected=true]").await;
    sees(&stage, "[role=tab]", &["Attributes", "History"]).await;
    stage.browser.find("[role=tabpanel][aria-labelledby=tab-history] .history").await;

    // Its height, by keys too; while a contact rings it is as low as it can be.
    stage.sandbox.step(&call, "accept").await;
    stage.browser.find(".drawer:not(.rings)").await;
    let grip = stage.browser.find("[role=separator]").await;
    grip.focus().await.expect("the focus");
    let height = "return document.querySelector('.drawer').offsetHeight";
    let before = stage.browser.eval(height).await.as_f64().expect("a height");
    keys(&stage, Key::Up + "").await;
    until("a higher drawer", || async {
        (stage.browser.eval(height).await.as_f64()? > before).then_some(())
    })
    .await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_contact_has_its_own_panel_also_after_a_reload() {
    let stage = Stage::dark().await;
    page(&stage, 300, 640).await;
    let task = |name: &str| json!({"channel": "task", "direction": "inbound", "name": name});
    let first = stage.sandbox.contact(task("First")).await;
    let second = stage.sandbox.contact(task("Second")).await;
    let view = async |contact: &str, name: &str| {
        stage.sandbox.step(contact, "view").await;
        stage.browser.sees(".handle-text", name).await;
    };
    view(&first, "First").await;
    stage.browser.show_panel("history").await;
    view(&second, "Second").await;
    assert!(!is_open(&stage).await, "nobody has opened this one's");
    stage.browser.show_panel("data").await;
    stage.browser.find(".drawer .handle").await.focus().await.expect("the focus");
    view(&first, "First").await;
    stage.browser.find("#tab-history[aria-selected=true]").await;
    // Selecting a contact takes the focus from nothing.
    focus_is(&stage, ".drawer .handle").await;
    stage.browser.driver.refresh().await.expect("a reload");
    view(&second, "Second").await;
    stage.browser.find(".drawer.open #tab-data[aria-selected=true]").await;
    view(&first, "First").await;
    stage.browser.find(".drawer.open #tab-history[aria-selected=true]").await;
    // It goes with its contact.
    for step in ["accept", "hangup", "clear"] {
        stage.sandbox.step(&first, step).await;
    }
    until("the contact's drawer to be forgotten", || async {
        let drawers = "([key]) => key.startsWith('cti:drawers:')";
        let kept = format!("return Object.entries(sessionStorage).find({drawers})?.[1] ?? null");
        let kept = stage.browser.eval(&kept).await;
        (!kept.as_str()?.contains(&first)).then_some(())
    })
    .await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_setting_orders_and_hides_panels_and_names_what_it_does_not_know() {
    let stage = Stage::dark().await;
    let feature = |name: &str, value: &str| json!({"name": name, "value": value, "active": true});
    let settings = |features: Value| json!({ "features": features });
    let order = |panels: &str| feature("FEATURE_OVERLAY_PANELS", panels);
    stage
        .sandbox
        .post("/api/settings", settings(json!([order("Panels: history, Recording, attributes, wisdom")])))
        .await;
    page(&stage, 300, 640).await;
    stage.browser.click(".drawer .handle").await;
    // No feature enables the recording; what is wrong with the setting is a notice, and never hidden.
    sees(&stage, "[role=tab] .tab-text", &["History", "Attributes"]).await;
    stage.browser.find(".more[aria-label='More panels, 1 notice']").await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "FEATURE_OVERLAY_PANELS: there is no panel `wisdom`").await;

    let enabled = feature("FEATURE_RECORDING_PANEL", "Enabled: true");
    stage.sandbox.post("/api/settings", settings(json!([order("Panels: recording, data"), enabled]))).await;
    page(&stage, 300, 640).await;
    sees(&stage, "[role=tab] .tab-text", &["Recording", "Data"]).await;
    assert_eq!(stage.browser.count(".more").await, 0);

    // The assistant needs a permission set, unless its feature says otherwise.
    let assistant = |rest: &str| feature("FEATURE_AMAZONQ_PANEL", &format!("Enabled: true\n{rest}"));
    for (rest, sets, there) in
        [("", json!([]), 0), ("", json!(["AC_AmazonQ"]), 1), ("IgnorePermissionSet: true", json!([]), 1)]
    {
        let mut all = settings(json!([order("Panels: data, assistant"), assistant(rest)]));
        all["user"] = json!({ "permissionSets": sets });
        stage.sandbox.post("/api/settings", all).await;
        page(&stage, 300, 640).await;
        stage.browser.find("#tab-data").await;
        assert_eq!(stage.browser.count("#tab-assistant").await, there, "{rest} {sets}");
    }
    stage.browser.quit().await;
}

/// In Lightning a utility's panel may be as small as this.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_taken_at_300_by_480_while_the_drawer_is_open_with_200_attributes() {
    let stage = Stage::dark().await;
    let all = json!({"features": [{"name": "FEATURE_CTI_ATTRIBUTES", "value": "ShowAllAttributes: true", "active": true}]});
    stage.sandbox.post("/api/settings", all).await;
    let attributes: serde_json::Map<String, Value> =
        (0..200).map(|at| (format!("attribute{at:03}"), json!(format!("value {at}")))).collect();
    for (width, height) in [(300, 480), (300, 400)] {
        page(&stage, width, height).await;
        let call = stage
            .sandbox
            .contact(json!({"channel": "voice", "direction": "inbound", "phone": "+12135550100",
                "attributes": attributes.clone()}))
            .await;
        stage.browser.sees(".handle-text", "Voice").await;
        stage.browser.show_panel("attributes").await;
        stage.browser.sees(".rows", "value 0").await;
        stage.browser.screenshot(&format!("drawer-rings-{height}")).await;
        apart(&stage).await;
        press_in_phone(&stage, "Accept").await;
        stage.until_state(&call, "connected").await;
        stage.browser.driver.enter_default_frame().await.expect("the page");
        assert!(is_open(&stage).await, "it stays open");
        stage.browser.screenshot(&format!("drawer-talks-{height}")).await;
        apart(&stage).await;
        press_in_phone(&stage, "Hang up").await;
        stage.until_state(&call, "ended").await;
        stage.sandbox.step(&call, "clear").await;
    }
    stage.browser.quit().await;
}

/// Neither covers any of the other.
async fn apart(stage: &Stage) {
    let script = "const box = s => document.querySelector(s).getBoundingClientRect(); \
        return [box('#ccp iframe').bottom, box('.drawer').top, box('.drawer').bottom, innerHeight]";
    let edges = stage.browser.eval(script).await;
    let edge = |at: usize| edges[at].as_f64().unwrap_or_default();
    assert!(edge(0) <= edge(1) + 0.5 && edge(2) <= edge(3) + 0.5, "{edges}");
}

/// In the phone's frame on a page of its own. Where the button is hit by a pointer, an agent can press it.
async fn press_in_phone(stage: &Stage, name: &str) {
    stage.browser.frame(&["#ccp iframe"]).await;
    let script = format!(
        "const button = [...document.querySelectorAll('button')].find(b => b.checkVisibility() && b.textContent === '{name}'); \
         button?.scrollIntoView({{block: 'center'}}); const box = button?.getBoundingClientRect(); \
         return !!box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === button"
    );
    until(&format!("`{name}` to be where a pointer reaches it"), || async {
        (stage.browser.eval(&script).await == true).then_some(())
    })
    .await;
    stage.browser.press(name).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_the_phone_it_is_there_until_the_agent_closes_it() {
    let stage = Stage::dark().await;
    page(&stage, 800, 600).await;
    assert!(is_open(&stage).await);
    apart_side_by_side(&stage).await;
    stage.browser.screenshot("drawer-beside").await;
    stage.browser.click(".drawer .handle").await;
    until("the phone to have the room", || async {
        let width = stage.browser.eval("return document.querySelector('#ccp').offsetWidth").await;
        (width.as_f64()? > 740.0).then_some(())
    })
    .await;
    stage.browser.screenshot("drawer-beside-closed").await;
    // Remembered, for contacts to come and after a reload.
    stage.sandbox.ring().await;
    stage.browser.sees(".drawer", "").await;
    assert!(!is_open(&stage).await);
    page(&stage, 640, 480).await;
    assert!(!is_open(&stage).await);
    stage.browser.click(".drawer .handle").await;
    stage.browser.find(".drawer.open").await;
    apart_side_by_side(&stage).await;
    stage.browser.screenshot("drawer-beside-640").await;
    stage.browser.quit().await;
}

async fn apart_side_by_side(stage: &Stage) {
    let script = "const box = s => document.querySelector(s).getBoundingClientRect(); \
        return [box('#ccp iframe').right, box('.drawer').left, box('.drawer').right, innerWidth, box('#ccp').width]";
    let edges = stage.browser.eval(script).await;
    let edge = |at: usize| edges[at].as_f64().unwrap_or_default();
    assert!(edge(0) <= edge(1) + 0.5 && edge(2) <= edge(3) + 0.5 && edge(4) >= 319.0, "{edges}");
}
