//! What is at hand in the page itself: time, the property store, the log.

use std::future::Future;
use std::pin::Pin;

use cti_core::Millis;
use serde_json::Value;

/// Time. Tests move it; they do not wait for it.
pub trait Clock {
    fn now(&self) -> Millis;

    /// Ends after `ms` milliseconds.
    fn delay(&self, ms: u32) -> Pin<Box<dyn Future<Output = ()>>>;
}

/// Properties that flows keep for each other; shared by the agent's tabs, gone with the browser session.
pub trait Store {
    fn get(&self, key: &str) -> Option<Value>;

    /// Stored at once; a browser that refuses leaves the value to this page alone.
    fn set(&self, key: &str, value: &Value);
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

impl Level {
    /// The level of that name in any case; `Warn` for what is none.
    pub fn parse(name: &str) -> Self {
        [("error", Self::Error), ("info", Self::Info), ("debug", Self::Debug)]
            .into_iter()
            .find(|row| row.0.eq_ignore_ascii_case(name.trim()))
            .map_or(Self::Warn, |row| row.1)
    }
}

/// Where people look when something went wrong. No personal data.
pub trait Log {
    fn write(&self, level: Level, line: &str);
}
