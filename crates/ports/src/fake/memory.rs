//! A store and a log that are gone with the test.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Level, Log, Store};

#[derive(Debug, Default)]
pub struct MemoryStore(RefCell<BTreeMap<String, Value>>);

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Option<Value> {
        self.0.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, value: &Value) {
        self.0.borrow_mut().insert(key.to_owned(), value.clone());
    }
}

#[derive(Debug, Default)]
pub struct MemoryLog(RefCell<Vec<(Level, String)>>);

impl MemoryLog {
    pub fn lines(&self) -> Vec<(Level, String)> {
        self.0.borrow().clone()
    }
}

impl Log for MemoryLog {
    fn write(&self, level: Level, line: &str) {
        self.0.borrow_mut().push((level, line.to_owned()));
    }
}
