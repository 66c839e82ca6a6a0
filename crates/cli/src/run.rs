//! `cti run`.

use std::path::Path;
use std::rc::Rc;

use cti_flow::{Flow, Outcome, Performed, Problem, Severity, Status};
use serde_json::{Value, json};

use crate::check::line;
use crate::{InputError, Report, ReportFormat, drive, exit, load, load_scenario, text};

pub(crate) fn run(file: &Path, scenario: &Path, format: ReportFormat) -> Report {
    attempt(file, scenario, format).unwrap_or_else(|error| Report {
        errors: format!("cti: {error}\n"),
        code: exit::UNREADABLE,
        ..Report::default()
    })
}

fn attempt(file: &Path, scenario: &Path, format: ReportFormat) -> Result<Report, InputError> {
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
            report.output = text::trace(&flow, &finished.outcome);
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
            let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let json = json!({
                "flow": name,
                "status": Status::Failed.as_str(),
                "message": "the flow has errors and did not run",
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
