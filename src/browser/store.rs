//! The flows' property store: shared by the agent's tabs, gone with the browser session.

use std::cell::RefCell;
use std::collections::BTreeMap;

use cti_ports::Store;
use serde_json::Value;
use wasm_bindgen::JsCast;

const PREFIX: &str = "cti:property:";
/// Ends with the browser session, which storage by itself does not.
const SESSION_COOKIE: &str = "ctiSession=1";

/// Local storage, with this page's memory where the browser denies it.
#[derive(Debug, Default)]
pub struct LocalStore {
    memory: RefCell<BTreeMap<String, Value>>,
}

impl LocalStore {
    /// Opens the store; properties of an earlier browser session are dropped.
    pub fn open() -> Self {
        if !session_goes_on() {
            forget_properties();
        }
        Self::default()
    }
}

impl Store for LocalStore {
    fn get(&self, key: &str) -> Option<Value> {
        let stored = super::local_storage().and_then(|storage| storage.get_item(&named(key)).ok().flatten());
        match stored {
            Some(text) => serde_json::from_str(&text).ok(),
            None => self.memory.borrow().get(key).cloned(),
        }
    }

    fn set(&self, key: &str, value: &Value) {
        let stored = super::local_storage()
            .is_some_and(|storage| storage.set_item(&named(key), &value.to_string()).is_ok());
        let mut memory = self.memory.borrow_mut();
        if stored {
            memory.remove(key);
        } else {
            memory.insert(key.to_owned(), value.clone());
        }
    }
}

fn named(key: &str) -> String {
    format!("{PREFIX}{key}")
}

/// Whether this browser session has seen us before; from now on it has.
fn session_goes_on() -> bool {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    let Some(document) = document else { return true };
    let known = document.cookie().is_ok_and(|cookies| cookies.contains(SESSION_COOKIE));
    let written = document.set_cookie(&format!("{SESSION_COOKIE}; SameSite=Lax; Path=/")).is_ok()
        && document.cookie().is_ok_and(|cookies| cookies.contains(SESSION_COOKIE));
    // Where cookies are refused, nothing can tell sessions apart: keep what there is.
    known || !written
}

fn forget_properties() {
    let Some(storage) = super::local_storage() else { return };
    let count = storage.length().unwrap_or(0);
    let keys: Vec<_> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(PREFIX))
        .collect();
    for key in keys {
        let _ = storage.remove_item(&key);
    }
}
