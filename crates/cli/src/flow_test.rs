//! `cti test`.

mod file;
mod find;
mod junit;
mod update;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::difference::{self, Difference, WantedEffect};
use crate::found::{Found, run_file};
use crate::input::read_text;
use crate::paint::{Terminal, harmless};
use crate::{Report, TestFormat, exit};
use file::{Case, ExpectedEffect, TestError};

/// What came of a file.
#[derive(Debug)]
pub(crate) struct FileResult {
    pub(crate) path: PathBuf,
    pub(crate) cases: Vec<CaseResult>,
    /// Why the file could not be run to its end.
    pub(crate) error: Option<String>,
}

/// What came of a case.
#[derive(Debug)]
pub(crate) struct CaseResult {
    pub(crate) name: String,
    pub(crate) verdict: Verdict,
    differences: Vec<Difference>,
    notes: Vec<String>,
    /// The differences as people read them, without colours.
    pub(crate) story: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed,
    /// Its expectations were written anew.
    Updated,
}

impl CaseResult {
    /// Which parts are not as expected.
    pub(crate) fn summary(&self) -> String {
        let parts: Vec<_> = self.differences.iter().map(|difference| difference.part).collect();
        format!("not as expected: {}", parts.join(", "))
    }
}

pub(crate) fn test(places: &[PathBuf], format: TestFormat, update: bool, terminal: Terminal) -> Report {
    let files = match find::find(places) {
        Ok(files) => files,
        Err(error) => return Report::unreadable(&error),
    };
    if files.is_empty() {
        // A test run that finds nothing because of a misspelt folder must not look like one that passes.
        let message = format!("no file below what was named ends with `{}`", find::ENDING);
        return Report::unreadable(&message);
    }
    let results: Vec<_> = files.iter().map(|path| run(path, update)).collect();
    let mut report = Report::default();
    if results.iter().any(|file| file.cases.iter().any(|case| case.verdict == Verdict::Failed)) {
        report.code = exit::FAILED;
    }
    for file in &results {
        let name = file.path.display();
        report.errors.extend(file.error.iter().map(|error| format!("cti: `{name}`: {error}\n")));
        let notes = file.cases.iter().flat_map(|case| case.notes.iter().map(move |note| (&case.name, note)));
        report.errors.extend(notes.map(|(case, note)| format!("cti: `{name}`: {case}: {note}\n")));
        if file.error.is_some() {
            report.code = exit::UNREADABLE;
        }
    }
    report.output = match format {
        TestFormat::Text => text(&results, terminal),
        TestFormat::Json => lines(&results),
        TestFormat::Junit => junit::junit(&results),
    };
    report
}

fn run(path: &Path, update: bool) -> FileResult {
    let mut result = FileResult { path: path.to_owned(), cases: Vec::new(), error: None };
    if let Err(error) = run_cases(path, update, &mut result.cases) {
        result.error = Some(error.to_string());
    }
    result
}

fn run_cases(path: &Path, update: bool, results: &mut Vec<CaseResult>) -> Result<(), TestError> {
    let text = read_text(path)?;
    let mut document: Value = serde_json::from_str(&text)?;
    for case in file::read(&text, path, !update)? {
        let found = run_file(&case.flow, &case.scenario)?;
        let differences = compare(&case, &found);
        let wrong = !differences.is_empty() || case.expect.is_empty();
        let verdict = match (wrong, update) {
            (false, _) => Verdict::Passed,
            (true, false) => Verdict::Failed,
            (true, true) => {
                update::update(&mut document, &case, &found);
                Verdict::Updated
            }
        };
        results.push(CaseResult {
            name: case.name,
            verdict,
            story: difference::story(&differences, found.ending.message.as_deref()),
            differences,
            notes: found.notes,
        });
    }
    if results.iter().any(|case| case.verdict == Verdict::Updated) {
        let write = |source| crate::InputError::Unwritable { path: path.to_owned(), source };
        fs::write(path, format!("{document:#}\n")).map_err(write)?;
    }
    Ok(())
}

fn compare(case: &Case, found: &Found) -> Vec<Difference> {
    let expect = &case.expect;
    let manner = expect.manner();
    let mut differences = Vec::new();
    if let Some(status) = &expect.status {
        let is = &found.ending.status;
        differences.extend(difference::text("status", status, is, status == is));
    }
    if let Some(path) = &expect.path {
        differences.extend(difference::path(path, &found.ending.path, &found.titles));
    }
    if let Some(effects) = &expect.effects {
        let wanted: Vec<WantedEffect<'_>> =
            effects.iter().map(|effect: &ExpectedEffect| effect.wanted(manner)).collect();
        differences.extend(difference::effects(&wanted, &found.effects, &found.titles));
    }
    if let Some(actions) = &expect.actions {
        let wanted = actions.iter().map(|(id, action)| {
            (id.as_str(), action.as_ref().map(file::ExpectedAction::to_json).unwrap_or_default())
        });
        differences.extend(difference::actions(wanted, &found.ending.actions, manner, &found.titles));
    }
    if let Some(problems) = &expect.problems {
        let codes: Vec<_> = found.problems.iter().map(|problem| problem.code).collect();
        differences.extend(difference::problems(problems, &codes));
    }
    differences
}

fn text(files: &[FileResult], terminal: Terminal) -> String {
    let mut text = String::new();
    for file in files {
        for case in &file.cases {
            let verdict = match case.verdict {
                Verdict::Passed => terminal.good("ok     "),
                Verdict::Failed => terminal.bad("FAILED "),
                Verdict::Updated => terminal.bold("updated"),
            };
            text += &format!("{verdict}  {}: {}\n", file.path.display(), harmless(&case.name));
            if case.verdict == Verdict::Failed {
                text += &difference::paint(&case.story, terminal);
            }
        }
    }
    let count = |wanted: fn(Verdict) -> bool| {
        files.iter().flat_map(|file| &file.cases).filter(|case| wanted(case.verdict)).count()
    };
    let (failed, updated) = (count(|v| v == Verdict::Failed), count(|v| v == Verdict::Updated));
    let unreadable = files.iter().filter(|file| file.error.is_some()).count();
    text += &format!("{} passed, {failed} failed", count(|v| v == Verdict::Passed));
    if updated > 0 {
        text += &format!(", {updated} updated");
    }
    if unreadable > 0 {
        text += &format!(", {unreadable} unreadable");
    }
    text + "\n"
}

/// One object a line and case.
fn lines(files: &[FileResult]) -> String {
    let cases = files.iter().flat_map(|file| file.cases.iter().map(move |case| (file, case)));
    let line = |(file, case): (&FileResult, &CaseResult)| {
        let json = json!({
            "file": file.path.display().to_string(),
            "name": case.name,
            "passed": case.verdict != Verdict::Failed,
            "updated": case.verdict == Verdict::Updated,
            "differences": case.differences.iter().map(Difference::to_json).collect::<Vec<_>>(),
        });
        format!("{json}\n")
    };
    cases.map(line).collect()
}
