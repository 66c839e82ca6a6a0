//! `cti run`.

use std::path::Path;
use std::rc::Rc;

use cti_flow::{Flow, Outcome, Performed, Problem, Severity, Status};
use serde_json::{Value, json};

use crate::check::line;
use crate::found::NEVER_RAN;
use crate::input::{InputError, load, load_scenario, stem};
use crate::{Report, ReportFormat, Terminal, drive, exit, table, text};

pub(crate) fn run(
    file: &Path,
    scenario: &Path,
    format: ReportFormat,
    verbose: bool,
    terminal: Terminal,
) -> Report {
    attempt(file, scenario, format, verbose, terminal).unwrap_or_else(|error| Report::unreadable(&error))
}

fn attempt(
    file: &Path,
    scenario: &Path,
    format: ReportFormat,
    verbose: bool,
    terminal: Terminal,
) -> Result<Report, InputError> {
    let scenario = load_scenario(scenario)?;
    let (flow, problems) = load(file)?;
    let Some(flow) = flow.map(Rc::new) else { return Ok(never_ran(file, &problems, format)) };
    let finished = drive(Rc::clone(&flow), &scenario);
    let mut report = Report::default();
    if finished.outcome.status != Status::Completed {
        report.code = exit::FAILED;
    }
    match format {
        ReportFormat::Text => {
            let serious = problems.iter().filter(|problem| problem.severity > Severity::Info);
            report.errors.extend(serious.map(|problem| line(file, problem)));
            report.output = match verbose {
                true => text::trace(&flow, &finished.outcome),
                false => table::table(&flow, &finished.outcome, terminal),
            };
        }
        ReportFormat::Json => {
            let json = outcome_json(&flow, &finished.outcome, &problems);
            report.output = format!("{json:#}\n");
        }
    }
    report.errors.extend(finished.notes.iter().map(|note| format!("cti: {note}\n")));
    Ok(report)
}

/// A flow with errors: the problems, and a run without a single step.
fn never_ran(file: &Path, problems: &[Problem], format: ReportFormat) -> Report {
    let mut report = Report { code: exit::FAILED, ..Report::default() };
    match format {
        ReportFormat::Text => report.errors.extend(problems.iter().map(|problem| line(file, problem))),
        ReportFormat::Json => {
            let json = json!({
                "flow": stem(file),
                "status": Status::Failed.as_str(),
                "message": NEVER_RAN,
                "path": [],
                "actions": {},
                "effects": [],
                "problems": problems,
            });
            report.output = format!("{json:#}\n");
        }
    }
    report
}

fn outcome_json(flow: &Flow, outcome: &Outcome, problems: &[Problem]) -> Value {
    json!({
        "flow": flow.name(),
        "status": outcome.status.as_str(),
        "message": outcome.message,
        "path": outcome.path,
        "actions": outcome.actions_json(),
        "effects": outcome.effects.iter().map(Performed::to_json).collect::<Vec<_>>(),
        "problems": problems,
    })
}
