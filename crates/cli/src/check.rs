//! `cti check`.

use std::path::{Path, PathBuf};

use cti_flow::check::Binding;
use cti_flow::{Problem, Severity};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::input::{read_text, stem};
use crate::{InputError, Report, ReportFormat, exit};

/// What a flow is bound to, in the file beside it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    source: String,
    #[serde(default)]
    event: String,
}

/// Text goes to the error stream, as compilers do; JSON is output for other programs.
pub(crate) fn check(files: &[PathBuf], binding: Option<Binding<'_>>, format: ReportFormat) -> Report {
    let mut report = Report::default();
    for file in files {
        match problems(file, binding) {
            Ok(problems) => {
                if problems.iter().any(|problem| problem.severity == Severity::Error) {
                    report.code = report.code.max(exit::FAILED);
                }
                for problem in &problems {
                    match format {
                        ReportFormat::Text => report.errors += &line(file, problem),
                        ReportFormat::Json => report.output += &format!("{}\n", problem_json(file, problem)),
                    }
                }
            }
            Err(error) => {
                report.errors += &format!("cti: {error}\n");
                report.code = exit::UNREADABLE;
            }
        }
    }
    report
}

/// Everything that is to be said of a flow file. Without a binding, that of `<flow>.event.json` beside it
/// counts, else the event that its name says.
pub fn problems(file: &Path, binding: Option<Binding<'_>>) -> Result<Vec<Problem>, InputError> {
    let body = read_text(file)?;
    let beside = file.with_extension("event.json");
    let stored: Option<Stored> = match binding {
        None if beside.exists() => {
            let stored = serde_json::from_str(&read_text(&beside)?);
            Some(stored.map_err(|source| InputError::Event { path: beside, source })?)
        }
        _ => None,
    };
    let stored = stored.as_ref().map(|stored| Binding { source: &stored.source, event: &stored.event });
    Ok(cti_flow::check::check(&stem(file), &body, binding.or(stored)))
}

pub(crate) fn line(file: &Path, problem: &Problem) -> String {
    format!("{}: {problem}\n", file.display())
}

fn problem_json(file: &Path, problem: &Problem) -> Value {
    json!({
        "file": file.display().to_string(),
        "id": problem.id,
        "control": problem.control,
        "severity": problem.severity.as_str(),
        "code": problem.code,
        "message": problem.message,
    })
}
