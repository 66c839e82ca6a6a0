//! A call rings and the right record opens.

use cti_tests::wait::until;
use serde_json::json;

use crate::stage::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_known_caller_from_ring_to_clear_and_a_call_back() {
    let stage = Stage::ready().await;
    let contact = stage
        .sandbox
        .contact(json!({
            "channel": "voice", "direction": "inbound", "phone": "+12135550100", "queue": "Support",
            "attributes": {"tier": "Gold", "caseId": "00001001"},
        }))
        .await;

    let search = stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    assert_eq!(search["args"]["searchParams"], "2135550100");
    assert_eq!(search["args"]["callType"], "inbound");
    let caller = stage.record_named("").await;
    assert!(caller.starts_with("003"), "a contact's record, not {caller}");
    stage.browser.screenshot("call-rings").await;

    stage.accept().await;
    stage.until_state(&contact, "connected").await;

    stage.browser.softphone().await;
    stage.browser.click(".drawer .handle").await;
    stage.browser.sees(".rows", "Gold").await;
    stage.browser.screenshot("attributes").await;

    assert_eq!(stage.searches().await, 1);
    stage.press_in_ccp("Hang up").await;
    stage.until_state(&contact, "ended").await;
    stage.press_in_ccp("Close contact").await;
    until("the contact to go", || async { stage.contact_state(&contact).await.is_none().then_some(()) })
        .await;

    stage.browser.console().await;
    stage.browser.click(".record .dial").await;
    let dialled = stage.sandbox.asked_times("createOutboundContact", 1).await;
    assert_eq!(dialled["args"]["endpoint"]["phoneNumber"], "+12135550100");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_caller_rings_and_nothing_wrong_opens() {
    let stage = Stage::ready().await;
    let contact = stage
        .sandbox
        .contact(json!({"channel": "voice", "direction": "inbound", "phone": "+13125550199"}))
        .await;
    let search = stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    assert_eq!(search["reply"]["success"], true);
    stage.browser.console().await;
    assert_eq!(stage.browser.count(".record").await, 0);
    assert_eq!(stage.contact_state(&contact).await.as_deref(), Some("connecting"));
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_pops_when_it_is_offered_and_a_chat_by_its_own_flow() {
    let stage = Stage::ready().await;
    stage
        .sandbox
        .contact(json!({"channel": "queue_callback", "direction": "inbound", "phone": "+12135550100"}))
        .await;
    let search = stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    assert_eq!(search["args"]["searchParams"], "2135550100");
    stage.sandbox.contact(json!({"channel": "chat", "direction": "inbound", "attributes": {"email": "maya.torres@example.com"}})).await;
    let search = stage.sandbox.asked_times("searchAndScreenPop", 2).await;
    assert_eq!(search["args"]["searchParams"], "maya.torres@example.com");
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_marks_say_how_far_the_page_is() {
    let stage = Stage::ready().await;
    let contact = stage.sandbox.ring().await;
    stage.sandbox.asked_times("searchAndScreenPop", 1).await;
    stage.browser.softphone().await;
    for mark in ["cti:boot", "cti:streams", "cti:subscribed", "cti:agent", "cti:ready"] {
        let count =
            stage.browser.eval(&format!("return performance.getEntriesByName('{mark}').length")).await;
        assert_eq!(count, 1, "{mark}");
    }
    for mark in [format!("cti:event:{contact}"), format!("cti:pop:{contact}")] {
        let count =
            stage.browser.eval(&format!("return performance.getEntriesByName('{mark}').length")).await;
        assert_eq!(count, 1, "{mark}");
    }
    stage.browser.quit().await;
}
