//! `cti`: checks, runs and documents flows without a browser.

use std::io::{Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use cti_cli::{Arguments, execute};

fn main() -> ExitCode {
    let report = execute(&Arguments::parse());
    // A reader that has seen enough, such as `head`, is no failure of ours.
    let _ = stdout().write_all(report.output.as_bytes());
    let _ = stderr().write_all(report.errors.as_bytes());
    ExitCode::from(report.code)
}
