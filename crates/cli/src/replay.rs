//! `cti replay`: runs a recorded run again, with the replies that it was given then.

use std::collections::BTreeMap;
use std::path::Path;

use cti_flow::record::{Exchange, Record, RecordError, redaction};
use cti_flow::run::TIME_BUDGET;
use cti_flow::{Flow, Load, Severity};
use serde_json::{Value, json};

use crate::check::line;
use crate::difference::{self, Difference, WantedEffect};
use crate::found::{Found, run};
use crate::input::{InputError, load, load_record};
use crate::mismatch::{Manner, mismatch};
use crate::paint::{Terminal, harmless};
use crate::scenario::{Scripted, ScriptedReply};
use crate::table::count;
use crate::{Report, ReportFormat, Scenario, exit};

pub(crate) fn replay(record: &Path, flow: Option<&Path>, format: ReportFormat, terminal: Terminal) -> Report {
    attempt(record, flow, format, terminal).unwrap_or_else(|error| Report::unreadable(&error))
}

fn attempt(
    path: &Path,
    flow: Option<&Path>,
    format: ReportFormat,
    terminal: Terminal,
) -> Result<Report, InputError> {
    let record = load_record(path)?;
    let (flow, problems) = match (flow, &record.flow.body) {
        (Some(file), _) => load(file)?,
        (None, Some(body)) => Flow::load(&record.flow.name, body),
        (None, None) => return Err(InputError::NoFlow { path: path.to_owned() }),
    };
    let name = flow.as_ref().map_or(record.flow.name.as_str(), Flow::name).to_owned();
    let scenario =
        scenario(&record).map_err(|source| InputError::Record { path: path.to_owned(), source })?;
    let mut found = run(flow, problems, &scenario);
    let recorded = record.flow.body.as_deref().and_then(|body| Flow::load("", body).0);
    recorded.into_iter().for_each(|flow| found.titles.add(flow));
    let differences = compare(&record, &found);
    let mut report = Report::default();
    if !differences.is_empty() {
        report.code = exit::FAILED;
    }
    let serious = found.problems.iter().filter(|problem| problem.severity == Severity::Error);
    report.errors.extend(serious.map(|problem| line(path, problem)));
    report.errors.extend(found.notes.iter().map(|note| format!("cti: {note}\n")));
    report.output = match format {
        ReportFormat::Text => text(&name, &record, &found, &differences, terminal),
        ReportFormat::Json => {
            let differences: Vec<_> = differences.iter().map(Difference::to_json).collect();
            let json = json!({
                "flow": name,
                "same": differences.is_empty(),
                "differences": differences,
                "outcome": found.ending,
            });
            format!("{json:#}\n")
        }
    };
    Ok(report)
}

/// The record as a script: per effect the replies in their order.
fn scenario(record: &Record) -> Result<Scenario, RecordError> {
    let mut replies: BTreeMap<String, Vec<Scripted>> = BTreeMap::new();
    for (at, exchange) in record.effects.iter().enumerate() {
        let scripted = scripted(exchange).map_err(|_| RecordError::Reply(at))?;
        replies.entry(exchange.effect.clone()).or_default().push(scripted);
    }
    Ok(Scenario { input: record.input()?, now: record.started, replies, ..Scenario::default() })
}

fn scripted(exchange: &Exchange) -> Result<Scripted, serde_json::Error> {
    let mut reply = exchange.reply.clone();
    redaction::fill_in(&mut reply);
    if reply.is_null() {
        // The run waited for it until its time was over.
        return Ok(Scripted { reply: ScriptedReply::Ok(Value::Null), ms: TIME_BUDGET });
    }
    Ok(Scripted { reply: serde_json::from_value(reply)?, ms: exchange.ms.unwrap_or_default() })
}

/// What the record does not show may be anything.
fn compare(record: &Record, found: &Found) -> Vec<Difference> {
    let (was, is) = (&record.outcome, &found.ending);
    let mut differences = Vec::new();
    differences.extend(difference::text("status", &was.status, &is.status, was.status == is.status));
    let (told, tells) =
        (was.message.as_deref().unwrap_or_default(), is.message.as_deref().unwrap_or_default());
    let same = mismatch(&told.into(), Some(&tells.into()), Manner::Shown).is_none();
    differences.extend(difference::text("message", told, tells, same));
    differences.extend(difference::path(&was.path, &is.path, &found.titles));
    let wanted: Vec<_> = record
        .effects
        .iter()
        .map(|exchange| WantedEffect {
            block: Some(&exchange.block),
            effect: &exchange.effect,
            args: Some(&exchange.args),
            manner: Manner::Shown,
        })
        .collect();
    differences.extend(difference::effects(&wanted, &found.effects, &found.titles));
    // What only the new run has reached is something that the record expects not to be there.
    let unexpected = is.actions.keys().filter(|id| !was.actions.contains_key(*id));
    let recorded = was.actions.iter().map(|(id, left)| (id.as_str(), left.clone()));
    let all = recorded.chain(unexpected.map(|id| (id.as_str(), Value::Null)));
    differences.extend(difference::actions(all, &is.actions, Manner::Shown, &found.titles));
    differences
}

fn text(
    name: &str,
    record: &Record,
    found: &Found,
    differences: &[Difference],
    terminal: Terminal,
) -> String {
    let event = &record.event;
    let head = format!("{} on {} {}", harmless(name), harmless(&event.source), harmless(&event.event));
    if differences.is_empty() {
        let ending = &found.ending;
        let (blocks, effects) = (count(ending.path.len(), "block"), count(found.effects.len(), "effect"));
        let same = terminal.good("the same");
        return format!("{head}: {same}, {} after {blocks} and {effects}\n", ending.status);
    }
    let story = difference::story(differences, None);
    format!("{head}: {}\n{}", terminal.bad("different"), difference::paint(&story, terminal))
}
