//! A run as people read it: block by block, with what each asked for and left.

use std::fmt::Write;

use cti_flow::{Envelope, Flow, Outcome, Performed, Reply};

/// The trace of a run.
pub fn trace(flow: &Flow, outcome: &Outcome) -> String {
    let mut text = format!("{}: {}\n", flow.name(), outcome.status.as_str());
    let mut effects = outcome.effects.iter().peekable();
    for (step, id) in outcome.path.iter().enumerate() {
        line(&mut text, format_args!("  {id}  {}", flow.title(id).unwrap_or_default()));
        while let Some(performed) = effects.next_if(|performed| performed.block == *id) {
            effect(&mut text, performed);
        }
        // An envelope is that of the last visit; earlier ones were replaced.
        let last = !outcome.path.iter().skip(step + 1).any(|later| later == id);
        let envelope = outcome.actions.iter().find(|(action, _)| action == id).filter(|_| last);
        if let Some((_, envelope)) = envelope {
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
    line(text, format_args!("        <- {reply}"));
}

fn reply_text(reply: &Reply) -> String {
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

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{line}");
}
