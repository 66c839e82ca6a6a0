//! The last lines of the log: at most so many bytes of them, and a line that comes again only counts.

use std::collections::VecDeque;

use cti_core::Millis;
use cti_ports::{Level, LogLine};

/// All of it together, counted with what each line takes beside its text.
pub const AT_MOST: usize = 1_000_000;
/// How far back a line is looked for: floods are few lines in turn.
const LOOK_BACK: usize = 32;

#[derive(Debug, Default)]
pub struct Ring {
    lines: VecDeque<LogLine>,
    bytes: usize,
}

impl Ring {
    /// Keeps a line, or counts it where it was written lately. Answers how often that was by now.
    pub fn push(&mut self, at: Millis, level: Level, contact: &str, text: &str) -> u32 {
        let same = |line: &&mut LogLine| line.text == text && line.contact == contact && line.level == level;
        if let Some(line) = self.lines.iter_mut().rev().take(LOOK_BACK).find(same) {
            line.times = line.times.saturating_add(1);
            line.last = at;
            return line.times;
        }
        let (contact, text) = (contact.to_owned(), text.to_owned());
        let line = LogLine { at, level, contact, text, times: 1, last: at };
        self.bytes += size(&line);
        self.lines.push_back(line);
        while self.bytes > AT_MOST
            && let Some(oldest) = self.lines.pop_front()
        {
            self.bytes -= size(&oldest);
        }
        1
    }

    pub fn lines(&self) -> Vec<LogLine> {
        self.lines.iter().cloned().collect()
    }
}

fn size(line: &LogLine) -> usize {
    size_of::<LogLine>() + line.contact.capacity() + line.text.capacity()
}

/// 1, 10, 100 and so on.
pub fn is_round(times: u32) -> bool {
    times.checked_ilog10().is_some_and(|power| 10_u32.pow(power) == times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_a_few_lines_is_a_few_lines_with_a_count() {
        let mut ring = Ring::default();
        let shown = (0..120_000_u32).filter(|n| {
            let text = if n % 2 == 0 { "a" } else { "b" };
            is_round(ring.push(f64::from(*n), Level::Warn, "", text))
        });
        assert_eq!(shown.count(), 2 * 5);
        let lines = ring.lines();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].times, lines[0].at, lines[0].last), (60_000, 0.0, 119_998.0));
    }

    #[test]
    fn the_same_words_about_another_contact_are_another_line() {
        let mut ring = Ring::default();
        ring.push(1.0, Level::Warn, "a", "late");
        ring.push(1.0, Level::Warn, "b", "late");
        ring.push(1.0, Level::Info, "b", "late");
        assert_eq!(ring.lines().len(), 3);
    }

    #[test]
    fn old_lines_make_room_and_the_bound_holds() {
        let mut ring = Ring::default();
        for number in 0..5_000 {
            ring.push(0.0, Level::Info, "0123456789", &format!("{number} {}", "x".repeat(1_000)));
        }
        let lines = ring.lines();
        let bytes: usize = lines.iter().map(size).sum();
        assert!(bytes <= AT_MOST && bytes > AT_MOST - 2_000, "{bytes}");
        assert!(lines.last().unwrap().text.starts_with("4999 "));
        assert_eq!(bytes, ring.bytes);
    }

    #[test]
    fn round_numbers_are_powers_of_ten() {
        let round: Vec<_> = (0..=100_000).filter(|times| is_round(*times)).collect();
        assert_eq!(round, [1, 10, 100, 1_000, 10_000, 100_000]);
    }
}
