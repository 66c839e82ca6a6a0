//! One step of `test`: a name, and work that ends in a count.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use super::tally::Tally;
use crate::error::Error;
use crate::shell::{self, Shell};

pub struct Step {
    pub name: String,
    work: Work,
}

type Work = Box<dyn FnOnce(&Shell) -> Result<Tally, Error>>;

impl Step {
    pub fn new(name: impl Into<String>, work: impl FnOnce(&Shell) -> Result<Tally, Error> + 'static) -> Self {
        Self { name: name.into(), work: Box::new(work) }
    }

    /// A step that is one cargo command.
    pub fn cargo(name: impl Into<String>, args: &[&str]) -> Self {
        let args: Vec<_> = args.iter().map(ToString::to_string).collect();
        Self::new(name, move |shell| count(shell.command("cargo").args(args)))
    }

    /// Does the work; whatever keeps it from being done counts as a failure and is told at once.
    pub fn run(self, shell: &Shell) -> Tally {
        (self.work)(shell).unwrap_or_else(|error| {
            println!("error: {error}");
            Tally::one(false)
        })
    }
}

/// Runs a program, shows what it prints while it prints it, and counts the tests in it.
pub fn count(command: &mut Command) -> Result<Tally, Error> {
    println!("$ {}", shell::line(command));
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let start_error = |source| Error::Start { program: "the step's program".into(), source };
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(start_error)?;
    let errors = child.stderr.take();
    let said = thread::scope(|threads| {
        threads.spawn(|| errors.map(|errors| copy(errors, io::stderr())));
        child.stdout.take().map(|output| copy(output, io::stdout())).unwrap_or_default()
    });
    let status = child.wait().map_err(start_error)?;
    Ok(Tally::of_program(&said, status.success()))
}

/// Copies line by line, and keeps what it copied. Output that nobody can see any more is no reason to stop.
fn copy(from: impl Read, mut to: impl Write) -> String {
    let mut from = BufReader::new(from);
    let mut all = String::new();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let _ = to.write_all(&line);
        all.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    all
}
