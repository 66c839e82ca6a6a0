//! `cargo xtask`: everything that building, trying and testing the project takes, in one command each.

mod bench;
mod error;
mod gallery;
mod page;
mod sandbox;
mod setup;
mod shell;
mod target;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;
use crate::shell::Shell;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Builds, tries and tests connect-cti")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Get whatever this machine lacks, and nothing that it has
    Setup(setup::Args),
    /// Start a local Connect instance and Salesforce org with the softphone in it
    Sandbox(sandbox::Args),
    /// Check and test everything
    Test(test::Args),
    /// Measure what an agent waits for and downloads
    Bench(bench::Args),
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<ExitCode, Error> {
    let shell = Shell::new()?;
    match command {
        Command::Setup(args) => setup::run(&shell, args),
        Command::Sandbox(args) => sandbox::run(&shell, args),
        Command::Test(args) => test::run(&shell, args),
        Command::Bench(args) => bench::run(&shell, args),
    }
}
