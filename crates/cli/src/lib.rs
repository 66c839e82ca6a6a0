//! The command `cti`, as functions from arguments to what it prints, so that tests need no process.

mod arguments;
mod blocks;
mod check;
mod difference;
mod docs;
mod drive;
mod flow_test;
mod fmt;
mod found;
mod input;
mod mismatch;
mod null_adapter;
mod paint;
mod presence;
mod replay;
mod run;
mod scenario;
mod table;
mod text;
mod walk;
pub mod watch;

use std::fmt::Display;

use clap::CommandFactory;
use cti_flow::check::Binding;

pub use arguments::{Arguments, CatalogueFormat, Command, PresenceCommand, ReportFormat, TestFormat};
pub use check::problems;
pub use drive::{Finished, drive};
pub use input::{InputError, load, load_record, load_scenario};
pub use paint::Terminal;
pub use scenario::{Scenario, ScenarioError};
pub use text::trace;

/// What a command prints, and how it exits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub output: String,
    pub errors: String,
    pub code: u8,
}

impl Report {
    fn unreadable(error: &dyn Display) -> Self {
        Self { errors: format!("cti: {error}\n"), code: exit::UNREADABLE, ..Self::default() }
    }
}

/// The exit codes that scripts rely on.
pub mod exit {
    pub const FINE: u8 = 0;
    /// A flow or rule has errors, a run did not complete, a test failed, a page is out of date.
    pub const FAILED: u8 = 1;
    /// Wrong usage, or input that cannot be read.
    pub const UNREADABLE: u8 = 2;
}

/// What a command comes to. `run --watch` runs once here; whoever has a terminal goes on with [`watch`].
pub fn execute(arguments: &Arguments, terminal: Terminal) -> Report {
    match &arguments.command {
        Command::Check { files, source, event, format } => {
            let binding = source.as_deref().zip(event.as_deref());
            check::check(files, binding.map(|(source, event)| Binding { source, event }), *format)
        }
        Command::Fmt { files, check, upgrade } => {
            fmt::fmt(files, fmt::Wanted { check: *check, upgrade: *upgrade })
        }
        Command::Run { file, scenario, format, verbose, watch: _ } => {
            run::run(file, scenario, *format, *verbose, terminal)
        }
        Command::Test { places, format, update } => flow_test::test(places, *format, *update, terminal),
        Command::Replay { record, flow, format } => {
            replay::replay(record, flow.as_deref(), *format, terminal)
        }
        Command::Presence { command: PresenceCommand::Check { rules, format } } => {
            presence::check(rules, *format)
        }
        Command::Presence { command: PresenceCommand::Simulate { rules, events, echo_after, format } } => {
            presence::simulation(rules, events, *echo_after, *format, terminal)
        }
        Command::Blocks { format } => Report { output: blocks::print(*format), ..Report::default() },
        Command::Docs { folder, check } => docs::docs(folder, *check),
        Command::Completions { shell } => completions(*shell),
    }
}

fn completions(shell: clap_complete::Shell) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "cti", &mut script);
    Report { output: String::from_utf8_lossy(&script).into_owned(), ..Report::default() }
}
