//! How the link to Connect is lost, told and mended.

use cti_core::ContactState;
use cti_ports::{Connect, ConnectEvent, Level, Link, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{World, ccp, evaluate, say, set, states, until};

/// Long enough for a page to load on a busy machine.
const LOAD_MS: u32 = 250;

/// How often Streams has loaded the CCP anew.
fn retries() -> f64 {
    evaluate("connect.core.iframeRefreshAttempt").as_f64().unwrap()
}

/// Streams gives up after ten; this is the tenth.
fn last_retry() {
    evaluate("connect.core.iframeRefreshAttempt = 10");
}

#[wasm_bindgen_test]
async fn an_agent_who_has_to_sign_in_does_so_by_a_click_in_one_window() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    assert_eq!(ccp()["windows"], json!([]), "no window without a click");
    world.phone.configure(None, None, Level::Error);
    world.phone.configure(Some("https://sso.example/"), None, Level::Error);
    world.phone.configure(Some(""), Some(""), Level::Error);
    assert_eq!(world.phone.sign_in().await, Ok(()));
    assert_eq!(world.phone.sign_in().await, Ok(()));
    let windows = ccp()["windows"].take();
    assert_eq!(windows.as_array().unwrap().len(), 1);
    assert_eq!((&windows[0]["url"], &windows[0]["focused"]), (&json!("https://sso.example/"), &json!(1)));

    // Signing in takes longer than all retries of Streams: they begin again.
    last_retry();
    until(|| (retries() < 10.0).then_some(())).await.unwrap();
    assert!(!world.heard.borrow().iter().any(|it| matches!(it, ConnectEvent::Link(Link::Failed(_)))));
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(ccp()["windows"][0]["closed"], true);
    let answer = world.phone.sign_in().await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
}

#[wasm_bindgen_test]
async fn a_blocked_window_is_a_readable_refusal() {
    let world =
        World::start_with(json!({ "signedIn": false, "blocked": true }), |it| it.load_limit_ms = LOAD_MS)
            .await;
    world.hears_link(Link::SignedOut).await;
    let answer = world.phone.sign_in().await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "windowBlocked"),
        "{answer:?}"
    );
}

#[wasm_bindgen_test]
async fn a_phone_that_never_answers_fails_and_comes_back_without_a_reload_of_the_page() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    last_retry();
    world.hears(|event| matches!(event, ConnectEvent::Link(Link::Failed(_)))).await;
    set(r#"{"signedIn":true,"contacts":[{"contactId":"c"}]}"#);
    assert_eq!(world.phone.reconnect().await, Ok(()));
    world.hears_link(Link::Up).await;
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connecting)]);
    world.change(json!([{ "contactId": "c", "state": "ended" }]));
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Ended)]);
    assert_eq!(world.said().await, [], "each event came once");
    assert_eq!(frames(), 1);
    assert_eq!(world.phone.dial("+12135550100", None).await, Ok(()));
}

#[wasm_bindgen_test]
async fn reconnecting_again_and_again_leaves_one_phone_and_one_subscription() {
    let world = World::up(json!([])).await;
    for round in 0..10 {
        assert_eq!(world.phone.reconnect().await, Ok(()));
        world.hears_link(Link::Up).await;
        assert_eq!(world.hears_contacts().await, [], "round {round}");
    }
    world.change(json!([{ "contactId": "c" }]));
    let snapshots = |events: &[ConnectEvent]| {
        events.iter().filter(|it| matches!(it, ConnectEvent::Snapshot { .. })).count()
    };
    assert_eq!(snapshots(&world.said().await), 1);
    assert_eq!(frames(), 1);
}

#[wasm_bindgen_test]
async fn a_phone_that_falls_silent_is_lost_until_it_answers_again() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c" }] }), |it| it.keepalive_ms = 20).await;
    world.hears_link(Link::Up).await;
    set(r#"{"silent":true}"#);
    world.hears_link(Link::Lost).await;
    let answer = world.phone.dial("+12135550100", None).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
    assert_eq!(ccp()["pages"], 1, "the page of a live contact is left alone");
    set(r#"{"silent":false}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connecting)]);
    assert_eq!(
        ccp()["reloads"].as_u64().map(|asked| asked > 0),
        Some(true),
        "it was asked for what was missed"
    );
}

#[wasm_bindgen_test]
async fn a_renewed_session_is_no_news_and_a_refused_one_is() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |it| {
            it.keepalive_ms = 150;
            it.load_limit_ms = LOAD_MS;
        })
        .await;
    world.hears_contacts().await;
    say("auth_fail", r#"{"authorize":true}"#);
    TimeoutFuture::new(700).await;
    assert_eq!(world.said().await, []);
    say("auth_fail", r#"{"authorize":true}"#);
    set(r#"{"silent":true}"#);
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    TimeoutFuture::new(2 * LOAD_MS).await;
    assert_eq!(ccp()["pages"], 1, "the page of a live contact is left alone");
}

/// The CCP went back to its sign-in page by itself, and the audio with it: nothing is left to protect.
#[wasm_bindgen_test]
async fn a_session_that_ends_during_a_call_can_be_mended() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |it| {
            it.keepalive_ms = 150;
            it.load_limit_ms = LOAD_MS;
        })
        .await;
    world.hears_contacts().await;
    say("auth_fail", r#"{"authorize":true}"#);
    set(r#"{"signedIn":false}"#);
    evaluate("document.querySelector('iframe').contentWindow.location.reload()");
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    until(|| (ccp()["pages"].as_u64() > Some(2)).then_some(())).await.unwrap();
    set(r#"{"signedIn":true,"contacts":[]}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(world.hears_contacts().await, []);
}

#[wasm_bindgen_test]
async fn signing_out_and_in_again() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |settings| {
            settings.load_limit_ms = LOAD_MS;
        })
        .await;
    world.hears_contacts().await;
    say("terminated", "null");
    set(r#"{"signedIn":false,"contacts":[]}"#);
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in().await, Ok(()));
    until(|| (ccp()["pages"].as_u64() > Some(2)).then_some(())).await.unwrap();
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(world.hears_contacts().await, []);
}

fn frames() -> u32 {
    web_sys::window().unwrap().document().unwrap().get_elements_by_tag_name("iframe").length()
}
