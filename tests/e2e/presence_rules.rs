//! Presence rules between Connect and Omni-Channel: what changes on one side comes about on the other, and no
//! more than that is set, over the console toolkit and over the presence bridge.

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

const CHANNEL: &str = "ConnectCtiPresence__c";
/// What sets Omni-Channel, and what sets Connect, by the journal's names.
const SET: [&str; 2] = ["presence.setServicePresenceStatus", "putAgentState"];

/// How the phone reaches Omni-Channel.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// A console app, whose toolkit is there.
    Toolkit,
    /// A standard app: no toolkit, but the utility of the bridge.
    Bridge,
    /// A console app whose administrator wants the bridge.
    BridgeByChoice,
}

fn rule(name: &str, source: &str, state: &str, destination: &str, value: &str) -> Value {
    json!({
        "name": name, "active": true, "source": format!("{source} Agent State Change"),
        "operandA": format!("{source} Agent New State"), "operandAValue": null,
        "comparator": "Equal to", "operandB": "Static Value", "operandBValue": state,
        "destination": format!("{destination} Agent State"), "value": value,
    })
}

/// Both sides have a break and a time for customers.
fn mirror() -> Value {
    json!([
        rule("1 Break", "Connect", "Break", "Salesforce", "On_Break"),
        rule("2 Available", "Connect", "Available", "Salesforce", "Available"),
        rule("3 On Break", "Salesforce", "On_Break", "Connect", "Break"),
        rule("4 Available again", "Salesforce", "Available", "Connect", "Available"),
    ])
}

/// Ready, and agreed on `Available` at both sides.
async fn agreed(way: Way) -> Stage {
    let stage = Stage::dark().await;
    let settings = json!({
        "presenceRules": mirror(),
        "presenceUtility": (way != Way::Toolkit).then_some(CHANNEL),
        "adapter": { "presenceSyncEnabled": true, "presenceBridge": way == Way::BridgeByChoice },
    });
    stage.sandbox.post("/api/settings", settings).await;
    let app = if way == Way::Bridge { "/?app=standard" } else { "/" };
    stage.browser.open(&stage.sandbox.url(app)).await;
    stage.browser.ready().await;
    // The agent is available in Connect from the start, which is followed as soon as it can be.
    omni_shows(&stage, "Available").await;
    stage
}

/// What stands in the widget of the console.
async fn omni_shows(stage: &Stage, status: &str) {
    stage.browser.console().await;
    stage.browser.find(&format!(".presence[data-status={status}]")).await;
}

async fn connect_is(stage: &Stage, state: &str) {
    until(&format!("Connect to be {state}"), || async {
        (stage.sandbox.get("/api/agent").await["state"] == state).then_some(())
    })
    .await;
}

/// How often each side was set.
async fn set(stage: &Stage) -> [usize; 2] {
    [stage.sandbox.asked(SET[0]).await.len(), stage.sandbox.asked(SET[1]).await.len()]
}

/// A break that begins in Connect, and its end in Omni-Channel.
async fn there_and_back(way: Way) {
    let stage = agreed(way).await;
    let [salesforce, connect] = set(&stage).await;
    assert_eq!((salesforce, connect), (1, 0), "the start is one setting");

    stage.sandbox.post("/api/agent", json!({ "state": "Break" })).await;
    omni_shows(&stage, "On_Break").await;
    stage.settle().await;
    assert_eq!(set(&stage).await, [2, 0], "one change is one setting");

    stage.sandbox.post("/api/host/omni", json!({ "status": "Available" })).await;
    connect_is(&stage, "Available").await;
    stage.settle().await;
    assert_eq!(set(&stage).await, [2, 1], "and the way back another");
    omni_shows(&stage, "Available").await;
    let said = stage.sandbox.asked("publish").await.len();
    assert_eq!(said > 0, way != Way::Toolkit, "the bridge is used where it is to be: {said} messages");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_console_toolkit_both_sides_follow_each_other_without_ping_pong() {
    there_and_back(Way::Toolkit).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_bridge_both_sides_follow_each_other_without_ping_pong() {
    there_and_back(Way::Bridge).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_can_have_the_bridge_in_a_console_app_too() {
    there_and_back(Way::BridgeByChoice).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_changes_in_a_row_are_all_followed() {
    let stage = agreed(Way::Toolkit).await;
    for _ in 0..10 {
        stage.sandbox.post("/api/agent", json!({ "state": "Break" })).await;
        omni_shows(&stage, "On_Break").await;
        stage.sandbox.post("/api/agent", json!({ "state": "Available" })).await;
        omni_shows(&stage, "Available").await;
    }
    stage.settle().await;
    assert_eq!(set(&stage).await, [21, 0]);
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_omni_channel_refuses_is_shown_once_in_words() {
    let stage = agreed(Way::Toolkit).await;
    stage.sandbox.fault("salesforce", SET[0], "error", json!({ "error": "not now", "times": 3 })).await;
    for (state, settings) in [("Break", 2), ("Lunch", 2), ("Break", 3)] {
        stage.sandbox.post("/api/agent", json!({ "state": state })).await;
        connect_is(&stage, state).await;
        stage.sandbox.asked_times(SET[0], settings).await;
    }
    stage.settle().await;
    stage.browser.softphone().await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "Presence rule “1 Break”").await;
    stage.browser.sees(".notices", "Your Omni-Channel status could not be set to “On_Break”").await;
    let shown = stage.browser.eval("return document.querySelectorAll('.notices li').length").await;
    assert_eq!(shown, 1);
    stage.browser.quit().await;
}
