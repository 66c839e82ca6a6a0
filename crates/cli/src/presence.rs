//! `cti presence`: checks presence rules and tries them out.

mod events;
mod report;

use std::path::Path;

use cti_core::settings::PresenceRuleRecord;
use cti_presence::simulation::simulate;
use cti_presence::{Problem, Rules, Severity};
use serde_json::{Value, json};

use crate::input::read_text;
use crate::{InputError, Report, ReportFormat, Terminal, exit};

/// Problems in words go to the error stream; JSON is output for other programs.
pub(crate) fn check(file: &Path, format: ReportFormat) -> Report {
    match rules(file) {
        Ok((_, problems)) => told(file, &problems, format),
        Err(error) => Report::unreadable(&error),
    }
}

/// With `echo_after`, what is set comes about that many milliseconds later.
pub(crate) fn simulation(
    file: &Path,
    events: &Path,
    echo_after: Option<u32>,
    format: ReportFormat,
    terminal: Terminal,
) -> Report {
    let read = || Ok::<_, InputError>((rules(file)?, events::read(events)?));
    let ((rules, problems), events) = match read() {
        Ok(read) => read,
        Err(error) => return Report::unreadable(&error),
    };
    let entries = simulate(rules, events, echo_after.map(f64::from));
    let mut report = told(file, &problems, ReportFormat::Text);
    report.output = match format {
        ReportFormat::Text => report::text(&entries, terminal),
        ReportFormat::Json => report::json(&entries),
    };
    report
}

fn told(file: &Path, problems: &[Problem], format: ReportFormat) -> Report {
    let mut report = Report::default();
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        report.code = exit::FAILED;
    }
    for problem in problems {
        match format {
            ReportFormat::Text => report.errors += &format!("{}: {problem}\n", file.display()),
            ReportFormat::Json => report.output += &format!("{}\n", problem_json(file, problem)),
        }
    }
    report
}

fn problem_json(file: &Path, problem: &Problem) -> Value {
    json!({
        "file": file.display().to_string(),
        "rule": problem.rule,
        "field": Some(problem.field).filter(|field| !field.is_empty()),
        "severity": problem.severity.as_str(),
        "code": problem.code,
        "message": problem.message,
    })
}

/// A list of rules, or settings with `presenceRules`.
fn rules(file: &Path) -> Result<(Rules, Vec<Problem>), InputError> {
    let text = read_text(file)?;
    let wrong = |source| InputError::Rules { path: file.to_owned(), source };
    let mut stored: Value = serde_json::from_str(&text).map_err(wrong)?;
    let list = stored.get_mut("presenceRules").map(Value::take).unwrap_or(stored);
    let records: Vec<PresenceRuleRecord> = serde_json::from_value(list).map_err(wrong)?;
    Ok(Rules::check(&records))
}
