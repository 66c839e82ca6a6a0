//! A store, an archive and a log that are gone with the test.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{Future, ready};
use std::pin::Pin;

use serde_json::{Map, Value};

use crate::{Archive, Level, Log, LogLine, Store};

#[derive(Debug, Default)]
pub struct MemoryStore {
    properties: RefCell<BTreeMap<String, Value>>,
    counters: RefCell<BTreeMap<String, f64>>,
}

impl Store for MemoryStore {
    fn get(&self, key: &str) -> Option<Value> {
        self.properties.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, value: &Value) {
        self.properties.borrow_mut().insert(key.to_owned(), value.clone());
    }

    fn remove(&self, key: &str) {
        self.properties.borrow_mut().remove(key);
    }

    fn all(&self) -> Map<String, Value> {
        self.properties.borrow().iter().map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    fn counter(&self, name: &str) -> f64 {
        self.counters.borrow().get(name).copied().unwrap_or_default()
    }

    fn count(&self, name: &str, amount: f64) -> Pin<Box<dyn Future<Output = f64>>> {
        let mut counters = self.counters.borrow_mut();
        let counter = counters.entry(name.to_owned()).or_default();
        *counter += amount;
        Box::pin(ready(*counter))
    }
}

#[derive(Debug, Default)]
pub struct MemoryArchive(RefCell<Vec<String>>);

impl Archive for MemoryArchive {
    fn add(&self, text: String) -> Pin<Box<dyn Future<Output = ()>>> {
        self.0.borrow_mut().push(text);
        Box::pin(ready(()))
    }

    fn all(&self) -> Pin<Box<dyn Future<Output = Vec<String>>>> {
        Box::pin(ready(self.0.borrow().clone()))
    }
}

#[derive(Debug, Default)]
pub struct MemoryLog(RefCell<Vec<LogLine>>);

impl MemoryLog {
    pub fn lines(&self) -> Vec<(Level, String)> {
        self.0.borrow().iter().map(|line| (line.level, line.text.clone())).collect()
    }
}

/// Keeps every line, as if none had come twice.
impl Log for MemoryLog {
    fn write(&self, level: Level, line: &str) {
        self.write_about(level, "", line);
    }

    fn write_about(&self, level: Level, contact: &str, line: &str) {
        let (contact, text) = (contact.to_owned(), line.to_owned());
        self.0.borrow_mut().push(LogLine { at: 0.0, level, contact, text, times: 1, last: 0.0 });
    }

    fn recent(&self) -> Vec<LogLine> {
        self.0.borrow().clone()
    }
}
