//! The browser console as our log.

use std::cell::Cell;

use cti_ports::{Level, Log};
use web_sys::console;

/// Writes lines up to a level; the level is known only once the settings are.
#[derive(Debug)]
pub struct ConsoleLog {
    level: Cell<Level>,
}

impl Default for ConsoleLog {
    fn default() -> Self {
        Self { level: Cell::new(Level::Warn) }
    }
}

impl ConsoleLog {
    pub fn set_level(&self, level: Level) {
        self.level.set(level);
    }
}

impl Log for ConsoleLog {
    fn write(&self, level: Level, line: &str) {
        if level > self.level.get() {
            return;
        }
        let line = format!("[CTI ADAPTER]: {line}").into();
        match level {
            Level::Error => console::error_1(&line),
            Level::Warn => console::warn_1(&line),
            Level::Info => console::info_1(&line),
            Level::Debug => console::debug_1(&line),
        }
    }
}
