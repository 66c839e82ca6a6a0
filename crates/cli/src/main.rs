//! `cti`: checks, runs, tests and documents flows without a browser.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use cti_cli::{Arguments, Command, Report, Terminal, execute, watch};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let terminal = Terminal {
        colours: stdout().is_terminal() && !is_set("NO_COLOR") && !is_dumb(),
        columns: terminal_size::terminal_size_of(stdout()).map(|(width, _)| width.0.into()),
    };
    if let Command::Run { file, scenario, watch: true, .. } = &arguments.command {
        let changes = watch::settled(watch::stamps(vec![file.clone(), scenario.clone()]));
        let run = || execute(&arguments, terminal);
        return ExitCode::from(watch::watch(run, changes, watch::time_of_day, show));
    }
    let report = execute(&arguments, terminal);
    show(&report);
    ExitCode::from(report.code)
}

fn show(report: &Report) {
    // A reader that has seen enough, such as `head`, is no failure of ours.
    let _ = stdout().write_all(report.output.as_bytes());
    let _ = stdout().flush();
    let _ = stderr().write_all(report.errors.as_bytes());
}

/// https://no-color.org: any value but an empty one.
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}
