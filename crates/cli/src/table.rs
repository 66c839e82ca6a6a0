//! A run as a table, a row for each block and each effect.

use std::fmt::Write;

use cti_core::Millis;
use cti_flow::{Flow, Outcome, Performed};
use unicode_width::UnicodeWidthStr;

use crate::paint::{Terminal, harmless, pad, shorten};
use crate::text::{left_text, reply_text};
use crate::walk::{Visit, lasted, visits};

/// The columns, with how wide each may be. The time stands last and flush right.
const COLUMNS: [(&str, usize); 6] =
    [("id", 12), ("block", 30), ("asks for", 56), ("result", 36), ("port", 14), ("ms", 8)];

type Row = [String; 6];

/// What happened in a run, for people.
pub(crate) fn table(flow: &Flow, outcome: &Outcome, terminal: Terminal) -> String {
    let visits = visits(flow, outcome);
    let rows: Vec<Row> = visits.iter().flat_map(|visit| rows(visit, outcome.ended)).collect();
    let mut text = format!("{}\n", terminal.bold(&harmless(flow.name())));
    if !rows.is_empty() {
        let widths = widths(&rows);
        line(&mut text, &COLUMNS.map(|(name, _)| name.to_owned()), &widths, |_, cell| terminal.dim(cell));
        for row in &rows {
            let failed = row.iter().any(|cell| cell == "failure");
            line(&mut text, row, &widths, |at, cell| match COLUMNS.get(at) {
                Some((name, _)) if failed && matches!(*name, "port" | "result") => terminal.bad(cell),
                Some(("id" | "ms", _)) => terminal.dim(cell),
                _ => cell.to_owned(),
            });
        }
    }
    text + &ending(outcome, terminal)
}

/// The line that says what came of the run.
pub(crate) fn ending(outcome: &Outcome, terminal: Terminal) -> String {
    let message = outcome.message.as_deref().map(|why| format!(": {}", harmless(why))).unwrap_or_default();
    format!(
        "{} after {}, {}, {} ms{message}\n",
        terminal.status(outcome.status),
        count(outcome.path.len(), "block"),
        count(outcome.effects.len(), "effect"),
        millis(outcome.ended - outcome.started),
    )
}

fn rows(visit: &Visit<'_>, end: Millis) -> Vec<Row> {
    let ports = visit.ports.join("/");
    let left = visit.envelope.map(left_text).unwrap_or_default();
    let (last, earlier) = match visit.effects.split_last() {
        Some((last, earlier)) => (Some(*last), earlier),
        None => (None, &[] as &[&Performed]),
    };
    let mut rows: Vec<Row> = Vec::new();
    let cells = |first: bool, asks: String, result: String, port: String, ms: Option<Millis>| {
        let (id, title) = if first { (visit.id, visit.title) } else { ("", "") };
        [id.to_owned(), title.to_owned(), asks, result, port, ms.map(millis).unwrap_or_default()]
    };
    for performed in earlier {
        let reply = performed.reply.as_ref().map(reply_text).unwrap_or_default();
        rows.push(cells(
            rows.is_empty(),
            asks(performed),
            reply,
            String::new(),
            Some(lasted(performed, end)),
        ));
    }
    let (asks, result, ms) = match last {
        // Without an envelope of its own the reply is what is known.
        Some(last) if visit.envelope.is_none() => {
            let reply = last.reply.as_ref().map_or_else(|| "no reply".to_owned(), reply_text);
            (asks(last), reply, Some(lasted(last, end)))
        }
        Some(last) => (asks(last), left, Some(lasted(last, end))),
        None => (String::new(), left, None),
    };
    rows.push(cells(rows.is_empty(), asks, result, ports, ms));
    rows.into_iter().map(fit).collect()
}

fn fit(row: Row) -> Row {
    let mut limits = COLUMNS.iter().map(|(_, limit)| *limit);
    row.map(|cell| shorten(&harmless(&cell), limits.next().unwrap_or_default()))
}

fn asks(performed: &Performed) -> String {
    format!("{} {}", performed.effect.name(), performed.effect.args())
}

/// How many there are, in words.
pub(crate) fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Whole where it is whole.
pub(crate) fn millis(ms: Millis) -> String {
    if ms.fract() == 0.0 { format!("{ms:.0}") } else { format!("{ms:.1}") }
}

fn widths(rows: &[Row]) -> [usize; 6] {
    let mut widths = COLUMNS.map(|(name, _)| name.width());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    widths
}

fn line(text: &mut String, row: &Row, widths: &[usize; 6], paint: impl Fn(usize, &str) -> String) {
    let mut cells = Vec::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        let painted = paint(at, cell);
        cells.push(if at + 1 == row.len() {
            format!("{}{painted}", " ".repeat(width.saturating_sub(cell.width())))
        } else {
            pad(&painted, cell, *width)
        });
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
}
