//! The beginning and the end of a phone.

use std::rc::Rc;

use cti_connect::{ConnectError, Phone, PhoneSettings};
use serde_json::json;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{STREAMS, World, container, evaluate, load_script, post, reset, set, until};

#[wasm_bindgen_test]
fn a_page_without_streams_is_told_so() {
    reset("{}");
    let settings = PhoneSettings::new("https://acme.example/ccp-v2");
    let started = Phone::start(container(), settings, Rc::new(|_| {}));
    assert_eq!(started.err(), Some(ConnectError::NotLoaded));
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_an_error() {
    reset("{}");
    JsFuture::from(load_script(STREAMS)).await.unwrap();
    evaluate("connect.core.initCCP = () => { throw { type: 'Odd', get message() { throw 1 } } }");
    let started = Phone::start(container(), PhoneSettings::new("https://acme.example/"), Rc::new(|_| {}));
    assert_eq!(
        started.err().map(|error| error.to_string()).as_deref(),
        Some("amazon-connect-streams did not start the phone: Odd: no reason given")
    );
}

#[wasm_bindgen_test]
async fn a_phone_that_is_dropped_says_no_more() {
    let world = World::up(json!([])).await;
    let heard = Rc::clone(&world.heard);
    drop(world);
    set(r#"{"contacts":[{"contactId":"c"}]}"#);
    let before = evaluate("connect.core.getAgentDataProvider().getAgentData().snapshot.contacts.length");
    assert_eq!(before.as_f64(), Some(0.0));
    post();
    until(|| {
        let now = evaluate("connect.core.getAgentDataProvider().getAgentData().snapshot.contacts.length");
        (now.as_f64() == Some(1.0)).then_some(())
    })
    .await
    .unwrap();
    assert_eq!(*heard.borrow(), []);
}
