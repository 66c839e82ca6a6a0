//! The command `cti`, as functions from arguments to what it prints, so that tests need no process.

mod blocks;
mod check;
mod drive;
mod null_adapter;
mod run;
mod scenario;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use cti_flow::{Flow, Problem};
use thiserror::Error;

pub use drive::{Finished, drive};
pub use scenario::{Scenario, ScenarioError};
pub use text::trace;

/// Checks, runs and documents CTI Flows.
#[derive(Debug, Parser)]
#[command(name = "cti", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Says what is wrong with flows.
    Check {
        /// Flow files, as the editor downloads them.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Runs a flow against scripted replies and prints what it did.
    Run {
        /// A flow file.
        file: PathBuf,
        /// The event, the contact and the replies, as JSON.
        #[arg(long)]
        scenario: PathBuf,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Prints the catalogue of blocks.
    Blocks {
        #[arg(long, value_enum, default_value_t = CatalogueFormat::Markdown)]
        format: CatalogueFormat,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CatalogueFormat {
    Json,
    Markdown,
}

/// What a command prints, and how it exits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub output: String,
    pub errors: String,
    pub code: u8,
}

/// The exit codes that scripts rely on.
pub mod exit {
    pub const FINE: u8 = 0;
    /// A flow has errors, or a run did not complete.
    pub const FAILED: u8 = 1;
    /// Wrong usage, or input that cannot be read.
    pub const UNREADABLE: u8 = 2;
}

/// Input that cannot be read.
#[derive(Debug, Error)]
pub enum InputError {
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("`{}` is not text in UTF-8", path.display())]
    NotText { path: PathBuf },
    #[error("scenario `{}`: {source}", path.display())]
    Scenario { path: PathBuf, source: ScenarioError },
}

pub fn execute(arguments: &Arguments) -> Report {
    match &arguments.command {
        Command::Check { files, format } => check::check(files, *format),
        Command::Run { file, scenario, format } => run::run(file, scenario, *format),
        Command::Blocks { format } => Report { output: blocks::print(*format), ..Report::default() },
    }
}

fn read_text(path: &Path) -> Result<String, InputError> {
    let bytes = fs::read(path).map_err(|source| InputError::Unreadable { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|_| InputError::NotText { path: path.to_owned() })
}

/// Reads a flow file; the name of the file stands in for that of the record.
pub fn load(path: &Path) -> Result<(Option<Flow>, Vec<Problem>), InputError> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Flow::load(&name, &read_text(path)?))
}

/// Reads a scenario file.
pub fn load_scenario(path: &Path) -> Result<Scenario, InputError> {
    let text = read_text(path)?;
    Scenario::parse(&text).map_err(|source| InputError::Scenario { path: path.to_owned(), source })
}
