//! A run as a table, a row for each block and each effect.

use std::fmt::Write;

use cti_core::Millis;
use cti_flow::{Flow, Outcome, Performed};
use unicode_width::UnicodeWidthStr;

use crate::paint::{Terminal, harmless, pad, shorten};
use crate::text::{left_text, reply_text};
use crate::walk::{Visit, lasted, visits};

/// How wide names may be.
const LIMITS: Widths = Widths { id: 12, block: 30, asks: usize::MAX, result: usize::MAX, port: 14, ms: 8 };

/// What is left for arguments and results, together, where nobody knows how wide the terminal is.
const ROOM: usize = 92;

/// Less than this says nothing; a narrow terminal wraps the lines instead.
const NARROWEST: usize = 30;

const GAP: &str = "  ";

struct Row {
    id: String,
    block: String,
    asks: String,
    result: String,
    port: String,
    ms: String,
}

#[derive(Clone, Copy)]
struct Widths {
    id: usize,
    block: usize,
    asks: usize,
    result: usize,
    port: usize,
    ms: usize,
}

/// What happened in a run, for people.
pub(crate) fn table(flow: &Flow, outcome: &Outcome, terminal: Terminal) -> String {
    let mut text = format!("{}\n", terminal.bold(&harmless(flow.name())));
    let mut lines: Vec<Row> =
        visits(flow, outcome).iter().flat_map(|visit| rows(visit, outcome.ended)).collect();
    if !lines.is_empty() {
        lines.insert(0, Row::heading());
        let widths = Widths::of(&lines, terminal.columns);
        for (at, row) in lines.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", row.line(widths, terminal, at == 0).trim_end());
        }
    }
    text + &ending(outcome, terminal)
}

/// The line that says what came of the run.
fn ending(outcome: &Outcome, terminal: Terminal) -> String {
    let message = outcome.message.as_deref().map(|why| format!(": {}", harmless(why))).unwrap_or_default();
    format!(
        "{} after {}, {}, {} ms{message}\n",
        terminal.status(outcome.status),
        count(outcome.path.len(), "block"),
        count(outcome.effects.len(), "effect"),
        millis(outcome.ended - outcome.started),
    )
}

/// How many there are, in words.
pub(crate) fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Whole where it is whole.
pub(crate) fn millis(ms: Millis) -> String {
    if ms.fract() == 0.0 { format!("{ms:.0}") } else { format!("{ms:.1}") }
}

/// A row for each effect, the block's own result and port in the last one.
fn rows(visit: &Visit<'_>, end: Millis) -> Vec<Row> {
    let mut rows: Vec<Row> = visit.effects.iter().map(|performed| Row::of_effect(performed, end)).collect();
    if rows.is_empty() {
        rows.push(Row::empty());
    }
    if let Some(first) = rows.first_mut() {
        first.id = harmless(visit.id);
        first.block = harmless(visit.title);
    }
    if let Some(last) = rows.last_mut() {
        // Without an envelope of its own the reply is what is known.
        if let Some(envelope) = visit.envelope {
            last.result = harmless(&left_text(envelope));
        }
        last.port = harmless(&visit.ports.join("/"));
    }
    rows
}

impl Row {
    fn empty() -> Self {
        let none = String::new;
        Self { id: none(), block: none(), asks: none(), result: none(), port: none(), ms: none() }
    }

    fn heading() -> Self {
        let [id, block, asks, result, port, ms] =
            ["id", "block", "asks for", "result", "port", "ms"].map(str::to_owned);
        Self { id, block, asks, result, port, ms }
    }

    fn of_effect(performed: &Performed, end: Millis) -> Self {
        let reply = performed.reply.as_ref().map_or_else(|| "no reply".to_owned(), reply_text);
        Self {
            asks: harmless(&format!("{} {}", performed.effect.name(), performed.effect.args())),
            result: harmless(&reply),
            ms: millis(lasted(performed, end)),
            ..Self::empty()
        }
    }

    fn line(&self, widths: Widths, terminal: Terminal, heading: bool) -> String {
        let failed = self.port == "failure";
        let paint = |shown: &str, name: &str| match name {
            _ if heading => terminal.dim(shown),
            "id" | "ms" => terminal.dim(shown),
            "result" | "port" if failed => terminal.bad(shown),
            _ => shown.to_owned(),
        };
        let cell = |text: &str, width: usize, name: &str| {
            let shown = shorten(text, width);
            pad(&paint(&shown, name), &shown, width)
        };
        let ms =
            format!("{}{}", " ".repeat(widths.ms.saturating_sub(self.ms.width())), paint(&self.ms, "ms"));
        let cells = [
            cell(&self.id, widths.id, "id"),
            cell(&self.block, widths.block, "block"),
            cell(&self.asks, widths.asks, "asks"),
            cell(&self.result, widths.result, "result"),
            cell(&self.port, widths.port, "port"),
            ms,
        ];
        format!("{GAP}{}", cells.join(GAP))
    }
}

impl Widths {
    fn of(rows: &[Row], columns: Option<usize>) -> Self {
        let widest = |cell: fn(&Row) -> &String, limit: usize| {
            rows.iter().map(|row| cell(row).width()).max().unwrap_or_default().min(limit)
        };
        let mut widths = Self {
            id: widest(|row| &row.id, LIMITS.id),
            block: widest(|row| &row.block, LIMITS.block),
            asks: widest(|row| &row.asks, LIMITS.asks),
            result: widest(|row| &row.result, LIMITS.result),
            port: widest(|row| &row.port, LIMITS.port),
            ms: widest(|row| &row.ms, LIMITS.ms),
        };
        let others = widths.id + widths.block + widths.port + widths.ms + 6 * GAP.len();
        let room = columns.map_or(ROOM, |columns| columns.saturating_sub(others).max(NARROWEST));
        // Arguments say more than results: they get three fifths where both are long.
        let asks = room - widths.result.min(room * 2 / 5);
        widths.asks = widths.asks.min(asks);
        widths.result = widths.result.min(room - widths.asks);
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asks: usize, result: usize, columns: Option<usize>, expected: (usize, usize)) {
        let row =
            Row { block: "b".repeat(10), asks: "a".repeat(asks), result: "r".repeat(result), ..Row::empty() };
        let widths = Widths::of(&[row], columns);
        assert_eq!((widths.asks, widths.result), expected);
    }

    #[test]
    fn long_values_share_the_room() {
        check(10, 10, None, (10, 10));
        check(100, 100, None, (56, 36));
        check(100, 6, None, (86, 6));
        check(6, 100, None, (6, 86));
    }

    #[test]
    fn a_terminal_is_used_and_not_exceeded() {
        check(100, 100, Some(82), (36, 24));
        check(100, 100, Some(400), (100, 100));
        check(100, 100, Some(20), (18, 12));
    }
}
