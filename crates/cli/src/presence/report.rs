//! What came of a simulation, for people and for programs.

use cti_presence::simulation::Entry;
use cti_presence::{Change, Datum, Due, Heard, Verdict, Write};
use serde_json::{Value, json};

use crate::Terminal;
use crate::paint::harmless;

pub(super) fn text(entries: &[Entry], terminal: Terminal) -> String {
    let mut text = String::new();
    for entry in entries {
        match entry {
            Entry::Heard { at, change, heard } => {
                let title = harmless(&format!("{at} ms  {}", shown(change)));
                text += &format!("{}\n", terminal.bold(&title));
                heard_lines(heard, terminal, &mut text);
            }
            Entry::Done { at, due } => {
                let (word, write) = match due {
                    Due::Set(write) => (terminal.good("is set"), write),
                    Due::Already(write) => (terminal.dim("is there already"), write),
                };
                let (side, state) = (write.side.name(), harmless(&write.state));
                let rule = harmless(&write.rule.name);
                text += &format!("  {side} `{state}` {word} at {at} ms, by rule `{rule}`\n");
            }
        }
    }
    text
}

fn heard_lines(heard: &Heard, terminal: Terminal, text: &mut String) {
    if heard.echo {
        *text += &format!("  {}\n", terminal.dim("our own doing: no rule is applied"));
    }
    for verdict in &heard.verdicts {
        let word = match (verdict.holds, heard.echo) {
            (true, false) => terminal.good("applies"),
            (true, true) => terminal.dim("would apply"),
            (false, _) => terminal.dim("does not apply"),
        };
        let (rule, why) = (harmless(&verdict.rule.name), harmless(&verdict.to_string()));
        *text += &format!("  rule `{rule}` {word}: {why}\n");
    }
    if heard.verdicts.is_empty() {
        *text += "  no rule listens to it\n";
    }
    for write in &heard.replaced {
        let (side, state) = (write.side.name(), harmless(&write.state));
        *text += &format!("  {side} `{state}` is not set any more: the later word counts\n");
    }
}

fn shown(change: &Change) -> String {
    let source = change.source().label();
    match change {
        Change::ConnectState { old, new } if old.is_empty() => format!("{source}: `{new}`"),
        Change::ConnectState { old, new } => format!("{source}: `{old}` to `{new}`"),
        Change::SalesforceState { new } => format!("{source}: `{new}`"),
        Change::SalesforceLogout => source.to_owned(),
        Change::WorkAccepted { channel: Some(channel) } => format!("{source}: channel `{channel}`"),
        Change::WorkAccepted { channel: None } => source.to_owned(),
        Change::WorkloadChanged { previous, new, capacity } => {
            format!("{source}: {previous} to {new} of {capacity}")
        }
    }
}

/// One object a line, in the order of time.
pub(super) fn json(entries: &[Entry]) -> String {
    let lines = entries.iter().map(|entry| {
        let line = match entry {
            Entry::Heard { at, change, heard } => json!({
                "at": at, "kind": "event", "source": change.source().label(),
                "state": change.state().map(|(_, state)| state), "echo": heard.echo,
                "rules": heard.verdicts.iter().map(verdict).collect::<Vec<_>>(),
                "replaced": heard.replaced.iter().map(write).collect::<Vec<_>>(),
            }),
            Entry::Done { at, due } => {
                let (kind, set) = match due {
                    Due::Set(write) => ("set", write),
                    Due::Already(write) => ("already", write),
                };
                let mut line = json!({ "at": at, "kind": kind });
                if let (Some(line), Value::Object(members)) = (line.as_object_mut(), write(set)) {
                    line.extend(members);
                }
                line
            }
        };
        format!("{line}\n")
    });
    lines.collect()
}

fn verdict(verdict: &Verdict) -> Value {
    let datum = |datum: &Option<Datum>| match datum {
        Some(Datum::Text(text)) => json!(text),
        Some(Datum::Number(number)) => json!(number),
        None => Value::Null,
    };
    json!({
        "rule": verdict.rule.name, "applies": verdict.holds,
        "operandA": datum(&verdict.a), "operandB": datum(&verdict.b),
    })
}

fn write(write: &Write) -> Value {
    json!({ "side": write.side.name(), "state": write.state, "rule": write.rule.name })
}
