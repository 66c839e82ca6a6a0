//! What can be asked of `cti`.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Checks, runs, tests and documents CTI Flows.
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
        /// What the flows are bound to, such as `voiceContact`; else `<flow>.event.json` or the name says it.
        #[arg(long, requires = "event")]
        source: Option<String>,
        /// The event, such as `onConnecting`; empty for CTI actions.
        #[arg(long, requires = "source")]
        event: Option<String>,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Rewrites flows in the strict form, which is what the editor downloads.
    Fmt {
        /// Flow files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Writes nothing; says which files are not in the strict form.
        #[arg(long)]
        check: bool,
        /// Brings them to the newest version of the format as well.
        #[arg(long)]
        upgrade: bool,
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
        /// Lists everything in whole instead of a table.
        #[arg(long)]
        verbose: bool,
        /// Runs again whenever one of the files changes, until Ctrl-C.
        #[arg(long)]
        watch: bool,
    },
    /// Runs flow tests, files named `*.cti-test.json`.
    Test {
        /// Test files, and folders that are searched for them.
        #[arg(required = true)]
        places: Vec<PathBuf>,
        #[arg(long, value_enum, default_value_t = TestFormat::Text)]
        format: TestFormat,
        /// Rewrites what is expected and did not happen from what happened.
        #[arg(long)]
        update: bool,
    },
    /// Runs a recorded run again, with the replies it was given then, and says what is different.
    Replay {
        /// A record, as the softphone's run history exports it.
        record: PathBuf,
        /// The flow to run in place of the one in the record.
        #[arg(long)]
        flow: Option<PathBuf>,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Checks presence rules and tries them out.
    Presence {
        #[command(subcommand)]
        command: PresenceCommand,
    },
    /// Prints the catalogue of blocks.
    Blocks {
        #[arg(long, value_enum, default_value_t = CatalogueFormat::Markdown)]
        format: CatalogueFormat,
    },
    /// Writes the reference of blocks and events, a page each.
    Docs {
        /// The folder that gets `blocks/` and `events/`.
        folder: PathBuf,
        /// Writes nothing and says which pages are out of date.
        #[arg(long)]
        check: bool,
    },
    /// Prints a script that completes the words of this command in a shell.
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
}

#[derive(Debug, Subcommand)]
pub enum PresenceCommand {
    /// Says what is wrong with presence rules.
    Check {
        /// A list of rules, or settings with `presenceRules`, as JSON.
        rules: PathBuf,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
    /// Says for each event which rules apply and why, and what is set when.
    Simulate {
        /// A list of rules, or settings with `presenceRules`, as JSON.
        rules: PathBuf,
        /// A list of events, as JSON.
        events: PathBuf,
        /// What is set comes about this many milliseconds later, as an event of its own.
        #[arg(long, value_name = "MS")]
        echo_after: Option<u32>,
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestFormat {
    Text,
    /// One object a line and case.
    Json,
    /// XML for continuous integration.
    Junit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CatalogueFormat {
    Json,
    Markdown,
}
