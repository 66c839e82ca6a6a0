//! The flows' property store: shared by the agent's tabs, gone with the browser session.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_core::number::decimal;
use cti_ports::Store;
use litemap::LiteMap;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;

use super::{instance, tabs};

const PROPERTY: &str = "cti:property";
const COUNTER: &str = "cti:counter";
/// Held while a counter is read and written, so that two tabs do not count the same number.
const COUNTING: &str = "cti:counting";
/// Ends with the browser session, which storage by itself does not.
const SESSION_COOKIE: &str = "ctiSession=1";

/// Local storage, with this page's memory where the browser denies it.
#[derive(Debug)]
pub struct LocalStore {
    properties: String,
    counters_of: String,
    memory: RefCell<LiteMap<String, Value>>,
    counters: Rc<RefCell<LiteMap<String, f64>>>,
}

impl LocalStore {
    /// Opens the store of this page's instance; properties of an earlier browser session are dropped.
    pub fn open() -> Self {
        if !session_goes_on() {
            forget_properties();
        }
        Self {
            properties: instance::own_prefix(PROPERTY),
            counters_of: instance::own_prefix(COUNTER),
            memory: RefCell::default(),
            counters: Rc::default(),
        }
    }

    fn named(&self, key: &str) -> String {
        [&self.properties, key].concat()
    }

    fn counter_named(&self, name: &str) -> String {
        [&self.counters_of, name].concat()
    }
}

impl Store for LocalStore {
    fn get(&self, key: &str) -> Option<Value> {
        let stored =
            super::local_storage().and_then(|storage| storage.get_item(&self.named(key)).ok().flatten());
        match stored {
            Some(text) => serde_json::from_str(&text).ok(),
            None => self.memory.borrow().get(key).cloned(),
        }
    }

    fn set(&self, key: &str, value: &Value) {
        let stored = super::local_storage()
            .is_some_and(|storage| storage.set_item(&self.named(key), &value.to_string()).is_ok());
        let mut memory = self.memory.borrow_mut();
        if stored {
            memory.remove(key);
        } else {
            memory.insert(key.to_owned(), value.clone());
        }
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = super::local_storage() {
            let _ = storage.remove_item(&self.named(key));
        }
        self.memory.borrow_mut().remove(key);
    }

    fn all(&self) -> Map<String, Value> {
        let mut all: Map<_, _> =
            self.memory.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for stored in stored_keys(&self.properties) {
            if let Some(key) = stored.strip_prefix(&*self.properties)
                && let Some(value) = self.get(key)
            {
                all.insert(key.to_owned(), value);
            }
        }
        all
    }

    fn counter(&self, name: &str) -> f64 {
        read_counter(&self.counter_named(name))
            .or_else(|| self.counters.borrow().get(name).copied())
            .unwrap_or_default()
    }

    fn count(&self, name: &str, amount: f64) -> Pin<Box<dyn Future<Output = f64>>> {
        let (name, stored) = (name.to_owned(), self.counter_named(name));
        let counters = Rc::clone(&self.counters);
        Box::pin(async move {
            let _turn = tabs::turn(&instance::own(COUNTING)).await;
            let own = counters.borrow().get(&name).copied();
            let count = read_counter(&stored).or(own).unwrap_or_default() + amount;
            let kept = super::local_storage()
                .is_some_and(|storage| storage.set_item(&stored, &count.to_string()).is_ok());
            if !kept {
                counters.borrow_mut().insert(name, count);
            }
            count
        })
    }
}

fn read_counter(stored: &str) -> Option<f64> {
    super::local_storage()?.get_item(stored).ok().flatten().and_then(|text| decimal(&text))
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

/// Of all instances, for it is the browser that ends sessions; and of the time when keys named no instance.
/// Counters are the session's as well.
fn forget_properties() {
    let Some(storage) = super::local_storage() else { return };
    for key in stored_keys(PROPERTY).into_iter().chain(stored_keys(COUNTER)) {
        let _ = storage.remove_item(&key);
    }
}

fn stored_keys(prefix: &str) -> Vec<String> {
    let Some(storage) = super::local_storage() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}
