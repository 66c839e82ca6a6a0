//! The page's own browser services, in a browser: shared storage, the lead among tabs, the page's elements.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::cell::RefCell;
use std::rc::Rc;

use connect_cti::browser::claims::LocalClaims;
use connect_cti::browser::clock::BrowserClock;
use connect_cti::browser::store::LocalStore;
use connect_cti::browser::{page, tabs};
use connect_cti::session::journal::Journal;
use cti_ports::{Clock, Store};
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_claim_is_there_for_every_page_of_the_origin() {
    let name = page::random_id();
    let first = Journal::new(Rc::new(LocalClaims), &name, "1");
    let reloaded = Journal::new(Rc::new(LocalClaims), &name, "2");
    assert!(first.claim("c/voiceContact/onConnecting/f", BrowserClock.now()));
    assert!(!reloaded.claim("c/voiceContact/onConnecting/f", BrowserClock.now()));
    assert!(first.is_durable());
}

#[wasm_bindgen_test]
fn properties_keep_their_type_over_a_reload() {
    let key = page::random_id();
    for value in [json!(false), json!(0), json!(""), json!(null), json!({"a": [1, "2"]})] {
        LocalStore::open().set(&key, &value);
        assert_eq!(LocalStore::open().get(&key), Some(value));
    }
    assert_eq!(LocalStore::open().get("never set"), None);
}

/// Waits for the browser to act, at most a second.
async fn eventually(done: impl Fn() -> bool) -> bool {
    for _ in 0..100 {
        if done() {
            return true;
        }
        BrowserClock.delay(10).await;
    }
    false
}

#[wasm_bindgen_test]
async fn the_lead_goes_to_whom_it_was_taken_by_and_is_never_shared() {
    let name = page::random_id();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = |tab: &'static str| {
        let heard = Rc::clone(&heard);
        move |leads| heard.borrow_mut().push((tab, leads))
    };
    let _first = tabs::stand(&name, listener("first"));
    assert!(eventually(|| *heard.borrow() == [("first", true)]).await, "{heard:?}");
    // A test page is visible, so that the second takes over at once.
    let _second = tabs::stand(&name, listener("second"));
    assert!(
        eventually(|| *heard.borrow() == [("first", true), ("first", false), ("second", true)]).await,
        "{heard:?}"
    );
}

#[wasm_bindgen_test]
fn what_the_server_did_not_merge_counts_as_absent() {
    let document = web_sys::window().unwrap().document().unwrap();
    for (name, content) in
        [("merged", "https://acme.example/ccp-v2"), ("unmerged", "{!ccpUrl}"), ("empty", "")]
    {
        let meta = document.create_element("meta").unwrap();
        meta.set_attribute("name", name).unwrap();
        meta.set_attribute("content", content).unwrap();
        document.head().unwrap().append_child(&meta).unwrap();
    }
    assert_eq!(page::merged("merged").as_deref(), Some("https://acme.example/ccp-v2"));
    assert_eq!(page::merged("unmerged"), None);
    assert_eq!(page::merged("empty"), None);
    assert_eq!(page::merged("not there"), None);
}
