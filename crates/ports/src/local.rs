//! What is at hand in the page itself: time, the property store, the log.

use std::future::Future;
use std::pin::Pin;

use cti_core::Millis;
use serde_json::{Map, Value};

/// Time. Tests move it; they do not wait for it.
pub trait Clock {
    fn now(&self) -> Millis;

    /// Ends after `ms` milliseconds.
    fn delay(&self, ms: u32) -> Pin<Box<dyn Future<Output = ()>>>;

    /// How many minutes the wall clock here is ahead of UTC at a moment; it changes with the seasons.
    fn utc_offset(&self, at: Millis) -> f64;
}

/// Properties that flows keep for each other; shared by the agent's tabs, gone with the browser session.
pub trait Store {
    fn get(&self, key: &str) -> Option<Value>;

    /// Stored at once; a browser that refuses leaves the value to this page alone.
    fn set(&self, key: &str, value: &Value);

    fn remove(&self, key: &str);

    /// Everything that [`set`](Self::set) has set, and nothing else.
    fn all(&self) -> Map<String, Value>;

    /// Removes what [`all`](Self::all) lists. Counters and whatever else the page keeps stay.
    fn clear(&self) {
        for key in self.all().keys() {
            self.remove(key);
        }
    }

    /// A number that flows count in; 0 at first. Counters have names of their own.
    fn counter(&self, name: &str) -> f64;

    /// Adds to a counter and answers what it is then. No two tabs do so at once.
    fn count(&self, name: &str, amount: f64) -> Pin<Box<dyn Future<Output = f64>>>;
}

/// Texts that outlive the page, the newest of them; older ones make room.
pub trait Archive {
    /// Best effort: a browser that keeps nothing keeps nothing here either.
    fn add(&self, text: String) -> Pin<Box<dyn Future<Output = ()>>>;

    /// All that is kept, the oldest first.
    fn all(&self) -> Pin<Box<dyn Future<Output = Vec<String>>>>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }

    /// The level of that name in any case; `Warn` for what is none.
    pub fn parse(name: &str) -> Self {
        [("error", Self::Error), ("info", Self::Info), ("debug", Self::Debug)]
            .into_iter()
            .find(|row| row.0.eq_ignore_ascii_case(name.trim()))
            .map_or(Self::Warn, |row| row.1)
    }
}

/// A line of the log as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLine {
    pub at: Millis,
    pub level: Level,
    /// The contact that it is about; empty for what is about none.
    pub contact: String,
    pub text: String,
    /// How often it was written by now, and when last.
    pub times: u32,
    pub last: Millis,
}

/// Where people look when something went wrong. No personal data, except in what flows say themselves.
pub trait Log {
    fn write(&self, level: Level, line: &str);

    /// A line about a contact, so that all of one contact can be found.
    fn write_about(&self, level: Level, _contact: &str, line: &str) {
        self.write(level, line);
    }

    /// What a flow says in its author's words, which may be anything. Shown and never kept.
    fn say(&self, level: Level, line: &str) {
        self.write(level, line);
    }

    /// What was written lately, the oldest first.
    fn recent(&self) -> Vec<LogLine> {
        Vec::new()
    }
}
