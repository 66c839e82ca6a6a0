//! The files that commands read.

use std::fs;
use std::path::{Path, PathBuf};

use cti_flow::check::paths;
use cti_flow::record::RecordError;
use cti_flow::{Flow, Load, Problem, Record};
use thiserror::Error;

use crate::{Scenario, ScenarioError};

/// A file that a command cannot do with.
#[derive(Debug, Error)]
pub enum InputError {
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("cannot write `{}`: {source}", path.display())]
    Unwritable { path: PathBuf, source: std::io::Error },
    #[error("`{}` is not text in UTF-8", path.display())]
    NotText { path: PathBuf },
    #[error("scenario `{}`: {source}", path.display())]
    Scenario { path: PathBuf, source: ScenarioError },
    #[error("`{}` is not `{{\"source\": …, \"event\": …}}`: {source}", path.display())]
    Event { path: PathBuf, source: serde_json::Error },
    #[error("`{}` is no list of presence rules: {source}", path.display())]
    Rules { path: PathBuf, source: serde_json::Error },
    #[error("`{}` is no list of events: {source}", path.display())]
    Events { path: PathBuf, source: serde_json::Error },
    #[error("event {number} of `{}`: {reason}", path.display())]
    PresenceEvent { path: PathBuf, number: usize, reason: String },
    #[error("record `{}`: {source}", path.display())]
    Record { path: PathBuf, source: RecordError },
    #[error("record `{}` has no flow in it; name one with `--flow`", path.display())]
    NoFlow { path: PathBuf },
}

pub(crate) fn read_text(path: &Path) -> Result<String, InputError> {
    let bytes = fs::read(path).map_err(|source| InputError::Unreadable { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|_| InputError::NotText { path: path.to_owned() })
}

/// Reads a flow file; the name of the file stands in for that of the record.
pub fn load(path: &Path) -> Result<(Option<Flow>, Vec<Problem>), InputError> {
    let (flow, mut problems) = Flow::load(&stem(path), &read_text(path)?);
    problems.extend(flow.iter().flat_map(paths));
    Ok((flow, problems))
}

/// The name of a file without its ending.
pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads a scenario file.
pub fn load_scenario(path: &Path) -> Result<Scenario, InputError> {
    let text = read_text(path)?;
    Scenario::parse(&text).map_err(|source| InputError::Scenario { path: path.to_owned(), source })
}

/// Reads an exported record of a run.
pub fn load_record(path: &Path) -> Result<Record, InputError> {
    let text = read_text(path)?;
    Record::parse(&text).map_err(|source| InputError::Record { path: path.to_owned(), source })
}
