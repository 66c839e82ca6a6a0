//! The browser console as our log, and what was lately written to it.

mod ring;

use std::cell::{Cell, RefCell};

use cti_ports::{Level, Log, LogLine};
use web_sys::console;

use ring::Ring;

/// Longer lines are cut, in bytes: a log that costs nothing has no line of megabytes.
const LONGEST: usize = 2_000;

/// Shows lines up to a level, which is known only once the settings are, and keeps all of them for a while.
#[derive(Debug)]
pub struct ConsoleLog {
    level: Cell<Level>,
    ring: RefCell<Ring>,
}

impl Default for ConsoleLog {
    fn default() -> Self {
        Self { level: Cell::new(Level::Warn), ring: RefCell::default() }
    }
}

impl ConsoleLog {
    pub fn set_level(&self, level: Level) {
        self.level.set(level);
    }

    fn keep(&self, level: Level, contact: &str, line: &str) {
        let line = cut(line);
        let times = self.ring.borrow_mut().push(js_sys::Date::now(), level, contact, line);
        match times {
            1 => self.show(level, line),
            // A flood is a line for each power of ten.
            times if ring::is_round(times) => self.show(level, &format!("{line} ({times} times)")),
            _ => {}
        }
    }

    fn show(&self, level: Level, line: &str) {
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

impl Log for ConsoleLog {
    fn write(&self, level: Level, line: &str) {
        self.keep(level, "", line);
    }

    fn write_about(&self, level: Level, contact: &str, line: &str) {
        self.keep(level, contact, line);
    }

    fn say(&self, level: Level, line: &str) {
        self.show(level, cut(line));
    }

    fn recent(&self) -> Vec<LogLine> {
        self.ring.borrow().lines()
    }
}

/// The beginning of a text, whole characters of it.
fn cut(line: &str) -> &str {
    let mut end = line.len().min(LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        assert_eq!(cut("short"), "short");
        let long = format!("{}é and more", "x".repeat(LONGEST - 1));
        assert_eq!(cut(&long).len(), LONGEST - 1);
    }
}
