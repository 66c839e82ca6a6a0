//! A run as a listing: block by block, with all that each asked for, was answered and left, in whole.

use std::fmt::Write;

use cti_flow::{Envelope, Flow, Outcome, Performed, Reply};

use crate::paint::harmless;
use crate::table::millis;
use crate::walk::visits;

/// The trace of a run.
pub fn trace(flow: &Flow, outcome: &Outcome) -> String {
    let mut text = String::new();
    line(&mut text, format_args!("{}: {}", flow.name(), outcome.status.as_str()));
    for visit in visits(flow, outcome) {
        line(&mut text, format_args!("  {}  {}", visit.id, visit.title));
        visit.effects.iter().for_each(|performed| effect(&mut text, performed));
        if let Some(envelope) = visit.envelope {
            left(&mut text, envelope);
        }
    }
    if let Some(message) = &outcome.message {
        line(&mut text, format_args!("{message}"));
    }
    text
}

fn effect(text: &mut String, performed: &Performed) {
    line(text, format_args!("      {} {}", performed.effect.name(), performed.effect.args()));
    let reply = match &performed.reply {
        Some(reply) => reply_text(reply),
        None => "no reply".to_owned(),
    };
    let ms = performed.ended.map_or(0.0, |ended| ended - performed.started);
    let time = if ms > 0.0 { format!(" (after {} ms)", millis(ms)) } else { String::new() };
    line(text, format_args!("        <- {reply}{time}"));
}

pub(crate) fn reply_text(reply: &Reply) -> String {
    match reply {
        Ok(value) => value.to_string(),
        Err(fault) => {
            let kind = serde_json::to_value(fault.kind).unwrap_or_default();
            format!("{}: {}", kind.as_str().unwrap_or_default(), fault.message)
        }
    }
}

fn left(text: &mut String, envelope: &Envelope) {
    let state = if envelope.success { "ok" } else { "failed" };
    let results = envelope.results.as_ref().filter(|results| !results.is_null());
    let results = results.map(|results| format!(" {results}")).unwrap_or_default();
    let exception = envelope.exception.as_str().map(|reason| format!(" ({reason})")).unwrap_or_default();
    line(text, format_args!("      {state}{results}{exception}"));
}

/// What a block left, in one cell.
pub(crate) fn left_text(envelope: &Envelope) -> String {
    let results = envelope.results.as_ref().filter(|results| !results.is_null());
    let reason = envelope.exception.as_str().map(str::to_owned);
    let parts: Vec<_> = results.map(ToString::to_string).into_iter().chain(reason).collect();
    parts.join(" ")
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", harmless(&line.to_string()));
}
