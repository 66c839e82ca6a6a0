//! How the link to Connect is lost, told and mended.

use cti_core::ContactState;
use cti_ports::{Connect, ConnectEvent, Link, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{World, ccp, evaluate, post, say, set, states, until, will};

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
    world.phone.sign_in_at("https://sso.example/", "https://acme.example/ccp-v2?a=b");
    world.phone.sign_in_at("", "");
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    const SSO: &str = "https://sso.example/?RelayState=https%3A%2F%2Facme.example%2Fccp-v2%3Fa%3Db";
    let windows = ccp()["windows"].take();
    assert_eq!(windows.as_array().unwrap().len(), 1);
    assert_eq!((&windows[0]["url"], &windows[0]["focused"]), (&json!(SSO), &json!(1)));

    // Signing in takes longer than all retries of Streams: they begin again.
    last_retry();
    until(|| (retries() < 10.0).then_some(())).await.unwrap();
    assert!(!world.heard.borrow().iter().any(|it| matches!(it, ConnectEvent::Link(Link::Failed(_)))));
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(ccp()["windows"][0]["closed"], true);
    let answer = world.phone.sign_in(false).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
}

#[wasm_bindgen_test]
async fn a_blocked_window_is_a_readable_refusal() {
    let world =
        World::start_with(json!({ "signedIn": false, "blocked": true }), |it| it.load_limit_ms = LOAD_MS)
            .await;
    world.hears_link(Link::SignedOut).await;
    let answer = world.phone.sign_in(false).await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "windowBlocked"),
        "{answer:?}"
    );
}

#[wasm_bindgen_test]
async fn a_phone_that_never_answers_comes_back_after_all_retries_without_a_reload_of_the_page() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    last_retry();
    until(|| (retries() > 10.0).then_some(())).await.unwrap();
    assert_eq!(world.heard.take(), [], "whoever is signed out still has to sign in");
    set(r#"{"signedIn":true,"contacts":[{"contactId":"c"}]}"#);
    assert_eq!(world.phone.reconnect(false).await, Ok(()));
    world.hears_link(Link::Up).await;
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connecting)]);
    world.change(json!([{ "contactId": "c", "state": "ended" }]));
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Ended)]);
    assert_eq!(world.said().await, [], "each event came once");
    assert_eq!(frames(), 1);
    assert_eq!(world.phone.dial("+12135550100", None).await, Ok(()));
}

/// How many listen to Streams and to its conduit, and how many to the page around.
fn listeners() -> (f64, f64) {
    let of = |owner: &str| {
        let sizes =
            format!("Object.values({owner}.subEventNameMap).reduce((sum, list) => sum + list.length, 0)");
        evaluate(&sizes).as_f64().unwrap()
    };
    (of("connect.core.getEventBus().subMap"), of("connect.core.getUpstream().upstreamBus.subMap"))
}

#[wasm_bindgen_test]
async fn reconnecting_fifty_times_leaves_one_phone_and_every_subscription_once() {
    let world = World::start_with(json!({}), |it| it.keepalive_ms = 60_000).await;
    world.hears_link(Link::Up).await;
    world.said().await;
    let before = listeners();
    for round in 0..50 {
        assert_eq!(world.phone.reconnect(false).await, Ok(()));
        world.hears_link(Link::Up).await;
        assert_eq!(world.hears_contacts().await, [], "round {round}");
    }
    assert_eq!(listeners(), before);
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
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    TimeoutFuture::new(2 * LOAD_MS).await;
    assert_eq!(ccp()["pages"], 1, "the page of a live contact is left alone");
}

/// Two hours pass in a moment, as for a computer that sleeps.
fn sleep_for_two_hours() {
    evaluate("globalThis.realNow ??= Date.now; Date.now = () => realNow() + 7_200_000");
}

fn wake_up_for_good() {
    evaluate("Date.now = globalThis.realNow ?? Date.now");
}

#[wasm_bindgen_test]
async fn after_a_sleep_connect_is_asked_before_the_phone_counts_as_up() {
    let world = World::start_with(json!({}), |it| it.keepalive_ms = 50).await;
    world.hears_link(Link::Up).await;
    sleep_for_two_hours();
    world.hears_link(Link::Checking).await;
    world.hears_link(Link::Up).await;
    wake_up_for_good();
    assert_eq!(ccp()["calls"][0]["method"], "getEndpoints");
    assert_eq!(ccp()["calls"].as_array().unwrap().len(), 1);
    assert_eq!(ccp()["pages"], 1);
}

#[wasm_bindgen_test]
async fn after_a_sleep_an_outdated_session_is_signed_out_although_the_page_answers() {
    let world = World::start_with(json!({}), |it| {
        it.keepalive_ms = 50;
        it.doubt_limit_ms = 300;
    })
    .await;
    world.hears_link(Link::Up).await;
    for _ in 0..9 {
        will(r#"{"kind":"Silent"}"#);
    }
    sleep_for_two_hours();
    world.hears_link(Link::Checking).await;
    wake_up_for_good();
    assert!(matches!(world.phone.dial("+12135550100", None).await, Err(PortError::Unavailable { .. })));
    post();
    say("auth_fail", r#"{"authorize":true}"#);
    world.hears_link(Link::SignedOut).await;
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    set(r#"{"script":[]}"#);
    world.hears_link(Link::Up).await;
}

#[wasm_bindgen_test]
async fn without_network_the_phone_is_lost_and_back_when_connect_answers() {
    let world = World::start_with(json!({}), |it| it.doubt_limit_ms = 300).await;
    world.hears_link(Link::Up).await;
    let tell = |event: &str| evaluate(&format!("dispatchEvent(new Event('{event}'))"));
    will(r#"{"kind":"Silent"}"#);
    tell("offline");
    world.hears_link(Link::Lost).await;
    tell("online");
    world.hears_link(Link::Checking).await;
    world.hears_link(Link::Lost).await;
    world.hears_link(Link::Up).await;
}

/// What the page that asks for access to cookies says, in its order.
fn consent(event: &str) {
    say(&format!("storageAccess::{event}"), r#"{"hasAccess":false}"#);
}

#[wasm_bindgen_test]
async fn a_page_that_asks_for_its_cookies_is_waited_for_and_each_answer_is_told() {
    let world = World::start_with(json!({ "signedIn": false }), |it| {
        it.storage_access = true;
        // Streams knows where Amazon keeps that page, and would find none here.
        let there =
            format!("{{ ...connect.storageAccess, getRequestStorageAccessUrl: () => '{}' }}", it.ccp_url);
        evaluate(&format!("connect.storageAccess = {there}"));
    })
    .await;
    until(|| (ccp()["pages"] == 1).then_some(())).await.unwrap();
    consent("init");
    world.hears_link(Link::ConsentAsked).await;
    consent("denied");
    world.hears_link(Link::VisitWanted).await;
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    evaluate("fakeCcp.windows()[0].closed = true");
    // The agent was there: the page asks once more, and the browser refuses for good.
    world.hears_link(Link::Starting).await;
    until(|| (ccp()["pages"] == 2).then_some(())).await.unwrap();
    consent("init");
    world.hears_link(Link::ConsentAsked).await;
    consent("denied");
    world.hears_link(Link::ConsentRefused).await;
    assert_eq!(world.phone.reconnect(false).await, Ok(()));
    world.hears_link(Link::Starting).await;
    until(|| (ccp()["pages"] == 3).then_some(())).await.unwrap();
    consent("init");
    world.hears_link(Link::ConsentAsked).await;
    consent("granted");
    world.hears_link(Link::Starting).await;
    set(r#"{"signedIn":true}"#);
    evaluate("document.querySelector('iframe').contentWindow.location.reload()");
    world.hears_link(Link::Up).await;
    assert_eq!(frames(), 1);
}

#[wasm_bindgen_test]
async fn an_instance_without_a_page_that_asks_keeps_the_one_it_has() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    let answer = world.phone.ask_consent().await;
    assert!(matches!(answer, Err(PortError::Rejected { .. })), "{answer:?}");
    assert_eq!(frames(), 1);
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
}

#[wasm_bindgen_test]
async fn the_sign_in_window_of_another_tab_is_respected_unless_the_agent_insists() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    let holder = format!("cti:sign-in:{}", world.ccp_url);
    let write = |key: &str| evaluate(&format!("localStorage.setItem('{key}', `another ${{Date.now()}}`)"));
    let hears = |value: &str| {
        evaluate(&format!(
            "dispatchEvent(new StorageEvent('storage', {{ key: '{holder}', newValue: {value} }}))"
        ));
    };
    write(&holder);
    let answer = world.phone.sign_in(false).await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "windowElsewhere"),
        "{answer:?}"
    );
    assert_eq!(ccp()["windows"], json!([]));
    assert_eq!(world.phone.sign_in(true).await, Ok(()));
    assert_eq!(ccp()["windows"].as_array().unwrap().len(), 1);
    // Now the other tab insists.
    write(&holder);
    hears("'another'");
    assert_eq!(ccp()["windows"][0]["closed"], true);
    evaluate(&format!("localStorage.removeItem('{holder}')"));
    // It is done: the agent is signed in here as well, without a click.
    set(r#"{"signedIn":true}"#);
    hears("null");
    world.hears_link(Link::Up).await;
}

#[wasm_bindgen_test]
async fn the_sign_in_window_of_another_instance_is_nobodys_business() {
    let world = World::start_with(json!({ "signedIn": false }), |it| it.load_limit_ms = LOAD_MS).await;
    world.hears_link(Link::SignedOut).await;
    evaluate("localStorage.setItem('cti:sign-in:https://other.example/', `another ${Date.now()}`)");
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    evaluate("localStorage.removeItem('cti:sign-in:https://other.example/')");
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
}

#[wasm_bindgen_test]
async fn a_live_contact_keeps_its_page_until_the_agent_insists() {
    let world =
        World::start_with(json!({ "contacts": [{ "contactId": "c", "state": "connected" }] }), |it| {
            it.keepalive_ms = 20;
        })
        .await;
    world.hears_contacts().await;
    set(r#"{"silent":true}"#);
    world.hears_link(Link::Lost).await;
    let answer = world.phone.reconnect(false).await;
    assert!(
        matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "contactLive"),
        "{answer:?}"
    );
    assert_eq!(ccp()["pages"], 1);
    set(r#"{"silent":false}"#);
    assert_eq!(world.phone.reconnect(true).await, Ok(()));
    world.hears_link(Link::Up).await;
    assert_eq!(frames(), 1);
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
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
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
    assert_eq!(world.phone.sign_in(false).await, Ok(()));
    until(|| (ccp()["pages"].as_u64() > Some(2)).then_some(())).await.unwrap();
    set(r#"{"signedIn":true}"#);
    world.hears_link(Link::Up).await;
    assert_eq!(world.hears_contacts().await, []);
}

fn frames() -> u32 {
    web_sys::window().unwrap().document().unwrap().get_elements_by_tag_name("iframe").length()
}

/// As the Streams in the CCP's frame posts it: each second of the last half minute.
fn say_received(contact: &str, packets: u32) {
    let second = json!({ "softphoneStreamType": "audio_output", "packetsCount": packets });
    let stats = json!({ "contactId": contact, "ccpVersion": "V2", "stats": vec![second; 30] });
    say("softphone_stats", &stats.to_string());
}

#[wasm_bindgen_test]
async fn a_call_on_which_nothing_is_heard_is_told_once() {
    let world = World::up(json!([])).await;
    say_received("a", 50);
    say_received("b", 0);
    say_received("b", 0);
    say_received("c", 0);
    let silent = || ConnectEvent::SoundFailed("no_audio_received".to_owned());
    assert_eq!(world.said().await, [silent(), silent()]);
}

#[wasm_bindgen_test]
async fn a_call_that_gets_no_sound_is_told_by_its_kind_alone() {
    let world = World::up(json!([])).await;
    say("agent::softphone_error", r#"{"errorType":"ice_collection_timeout","errorMessage":"+12135550100"}"#);
    world.hears(|event| *event == ConnectEvent::SoundFailed("ice_collection_timeout".to_owned())).await;
}
