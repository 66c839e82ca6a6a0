//! `cti run --watch`: again whenever a file changes.
//!
//! Files are looked at several times a second. Two files cost nothing to look at, and looking also works
//! on network drives and with editors that put a new file in the old one's place, where notifications of
//! the operating system stop.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::Report;

/// How often files are looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// What shows that a file has changed.
pub type Stamp = Vec<Option<(SystemTime, u64)>>;

/// Runs, and runs again at each change. Ends when the changes do.
pub fn watch(
    run: impl Fn() -> Report,
    changes: impl Iterator<Item = ()>,
    now: impl Fn() -> String,
    mut show: impl FnMut(&Report),
) -> u8 {
    let mut report = run();
    show(&report);
    for () in changes {
        report = run();
        report.output = format!("{}\n{}", separator(&now()), report.output);
        show(&report);
    }
    report.code
}

fn separator(time: &str) -> String {
    format!("\n{}", format_args!("──── {time} {}", "─".repeat(60)))
}

/// The moments at which a stamp has become another one and stayed so: an editor may write in several steps.
pub fn settled<S: PartialEq>(mut stamps: impl Iterator<Item = S>) -> impl Iterator<Item = ()> {
    let mut ran = stamps.next();
    let mut seen = None;
    std::iter::from_fn(move || {
        loop {
            let stamp = Some(stamps.next()?);
            if stamp != ran && stamp == seen {
                ran = stamp;
                return Some(());
            }
            seen = stamp;
        }
    })
}

/// The stamps of files, for ever.
pub fn stamps(files: Vec<PathBuf>) -> impl Iterator<Item = Stamp> {
    let stamp = |file: &PathBuf| {
        let data = fs::metadata(file).ok()?;
        Some((data.modified().ok()?, data.len()))
    };
    let mut first = true;
    std::iter::repeat_with(move || {
        if !std::mem::take(&mut first) {
            std::thread::sleep(INTERVAL);
        }
        files.iter().map(stamp).collect()
    })
}

/// The time of day here.
pub fn time_of_day() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn each_change_runs_again() {
        let runs = Cell::new(0);
        let run = || {
            runs.set(runs.get() + 1);
            Report { output: format!("run {}\n", runs.get()), code: runs.get() - 1, ..Report::default() }
        };
        let mut shown = String::new();
        let code =
            watch(run, [(), ()].into_iter(), || "10:00:00".to_owned(), |report| shown += &report.output);
        let line = "─".repeat(60);
        assert_eq!(shown, format!("run 1\n\n──── 10:00:00 {line}\nrun 2\n\n──── 10:00:00 {line}\nrun 3\n"));
        assert_eq!(code, 2);
    }

    #[test]
    fn a_change_counts_once_it_has_settled() {
        let count = |stamps: &[u8]| settled(stamps.iter()).count();
        assert_eq!(count(&[1, 1, 1]), 0);
        assert_eq!(count(&[1, 2, 2, 2]), 1);
        assert_eq!(count(&[1, 2, 3, 4, 4, 4]), 1);
        assert_eq!(count(&[1, 2, 1, 1]), 0);
        assert_eq!(count(&[1, 2, 2, 1, 1]), 2);
        assert_eq!(count(&[]), 0);
    }
}
