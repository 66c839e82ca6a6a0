//! `cti check`.

use std::path::{Path, PathBuf};

use cti_flow::{Problem, Severity};
use serde_json::{Value, json};

use crate::input::load;
use crate::{Report, ReportFormat, exit};

/// Text goes to the error stream, as compilers do; JSON is output for other programs.
pub(crate) fn check(files: &[PathBuf], format: ReportFormat) -> Report {
    let mut report = Report::default();
    for file in files {
        match load(file) {
            Ok((_, problems)) => {
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
