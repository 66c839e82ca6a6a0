//! Two regions: the phone starts in the one that is in charge and follows Connect to the other.

use std::time::{Duration, Instant};

use cti_tests::wait::until;
use serde_json::{Value, json};

use crate::stage::Stage;

/// A flow that logs a call; what it saves says that it ran.
const LOGS: &str = r#"{"actions":[
    {"id":"0","type":"SE_Start","ports":{"done":"1"}},
    {"id":"1","type":"SE_SFSaveLog","controls":{"entityType":"Task","fieldValues":{"Subject":"ended"}}}]}"#;

impl Stage {
    async fn with_two_regions(retain: bool) -> Self {
        let stage = Self::dark().await;
        let value =
            format!("GlobalSignInEndpoint: {}\nRetainAgentStateEnabled: {retain}", stage.sandbox.ccp_url());
        let feature = json!({ "name": "GlobalResiliency", "value": value, "active": true });
        stage
            .sandbox
            .post("/api/settings", json!({ "features": [feature], "adapter": { "replica": {} } }))
            .await;
        stage.sandbox.bind("voiceContact", "onEnded", "log", LOGS).await;
        stage.open_console().await;
        stage
    }

    async fn agent(&self) -> Value {
        self.sandbox.get("/api/agent").await
    }

    async fn until_in_region(&self, region: &str) {
        self.browser.softphone().await;
        until(&format!("the phone to be in {region}"), || async {
            let now = self.browser.eval("return connect.globalResiliency.getActiveRegion()").await;
            (now == region).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failover_in_mid_call_ends_it_once_and_calls_go_on_in_the_other_region() {
    let stage = Stage::with_two_regions(true).await;
    stage.until_in_region("us-east-1").await;
    stage.sandbox.post("/api/agent", json!({ "state": "Available" })).await;
    let contact = stage.sandbox.ring().await;
    stage.sandbox.step(&contact, "accept").await;
    stage.until_state(&contact, "connected").await;
    stage.settle().await;
    let failed = Instant::now();
    stage.sandbox.post("/api/instance", json!({ "action": "failOver" })).await;
    stage.until_in_region("us-west-2").await;
    // Offline is what the replica's agent was; available is what this one had chosen.
    until("the agent to be available again", || async {
        (stage.agent().await["state"] == "Available").then_some(())
    })
    .await;
    assert!(failed.elapsed() < Duration::from_secs(5), "{:?}", failed.elapsed());
    stage.sandbox.asked_times("saveLog", 1).await;
    // The next call arrives, can be taken, and its flow runs, too.
    let next = stage.sandbox.ring().await;
    stage.browser.softphone().await;
    stage.sandbox.step(&next, "accept").await;
    stage.until_state(&next, "connected").await;
    stage.settle().await;
    stage.sandbox.step(&next, "hangup").await;
    stage.sandbox.asked_times("saveLog", 2).await;
    stage.settle().await;
    assert_eq!(stage.sandbox.asked("saveLog").await.len(), 2);
    stage.browser.softphone().await;
    assert_eq!(stage.browser.count("#ccp iframe").await, 2);
    stage.browser.screenshot("failed-over").await;
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_wish_the_new_region_s_own_state_stays() {
    let stage = Stage::with_two_regions(false).await;
    stage.until_in_region("us-east-1").await;
    stage.sandbox.post("/api/instance", json!({ "action": "failOver" })).await;
    stage.until_in_region("us-west-2").await;
    stage.browser.softphone().await;
    stage.browser.show_panel("notices").await;
    stage.browser.sees(".notices", "us-west-2").await;
    assert_eq!(stage.agent().await["state"], "Offline");
    // And back again.
    stage.sandbox.post("/api/instance", json!({ "action": "failOver" })).await;
    stage.until_in_region("us-east-1").await;
    stage.sandbox.ring().await;
    stage.browser.quit().await;
}
