//! The flows' property store: shared by the agent's tabs, gone with the browser session.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_ports::Store;
use litemap::LiteMap;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;

use super::tabs;

const PREFIX: &str = "cti:property:";
const COUNTER_PREFIX: &str = "cti:counter:";
/// Held while a counter is read and written, so that two tabs do not count the same number.
const COUNTING: &str = "cti:counting";
/// Ends with the browser session, which storage by itself does not.
const SESSION_COOKIE: &str = "ctiSession=1";

/// Local storage, with this page's memory where the browser denies it.
#[derive(Debug, Default)]
pub struct LocalStore {
    memory: RefCell<LiteMap<String, Value>>,
    counters: Rc<RefCell<LiteMap<String, f64>>>,
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

    fn remove(&self, key: &str) {
        if let Some(storage) = super::local_storage() {
            let _ = storage.remove_item(&named(key));
        }
        self.memory.borrow_mut().remove(key);
    }

    fn all(&self) -> Map<String, Value> {
        let mut all: Map<_, _> =
            self.memory.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for stored in stored_keys(PREFIX) {
            if let Some(key) = stored.strip_prefix(PREFIX)
                && let Some(value) = self.get(key)
            {
                all.insert(key.to_owned(), value);
            }
        }
        all
    }

    fn counter(&self, name: &str) -> f64 {
        read_counter(name).or_else(|| self.counters.borrow().get(name).copied()).unwrap_or_default()
    }

    fn count(&self, name: &str, amount: f64) -> Pin<Box<dyn Future<Output = f64>>> {
        let name = name.to_owned();
        let counters = Rc::clone(&self.counters);
        Box::pin(async move {
            let _turn = tabs::turn(COUNTING).await;
            let own = counters.borrow().get(&name).copied();
            let count = read_counter(&name).or(own).unwrap_or_default() + amount;
            let stored = super::local_storage()
                .is_some_and(|storage| storage.set_item(&counter(&name), &count.to_string()).is_ok());
            if !stored {
                counters.borrow_mut().insert(name, count);
            }
            count
        })
    }
}

fn named(key: &str) -> String {
    format!("{PREFIX}{key}")
}

fn counter(name: &str) -> String {
    format!("{COUNTER_PREFIX}{name}")
}

fn read_counter(name: &str) -> Option<f64> {
    super::local_storage()?.get_item(&counter(name)).ok().flatten()?.parse().ok()
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

/// Counters are the session's as well.
fn forget_properties() {
    let Some(storage) = super::local_storage() else { return };
    for key in stored_keys(PREFIX).into_iter().chain(stored_keys(COUNTER_PREFIX)) {
        let _ = storage.remove_item(&key);
    }
}

fn stored_keys(prefix: &str) -> Vec<String> {
    let Some(storage) = super::local_storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}
