//! `setup`: gets what this machine lacks, and leaves alone what it has.
//!
//! What it says goes to standard error: it stands before tasks whose output others read.
//! Two lanes run side by side, because one waits for the network and the other for the compiler.

mod browser;
mod npm;
mod rust;

use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use crate::error::Error;
use crate::shell::{Shell, duration};

pub use browser::{Browser, firefox};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only what `cargo xtask sandbox` needs: no browser driver, no test tools
    #[arg(long)]
    only_sandbox: bool,
}

/// How much has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Sandbox,
    Everything,
}

/// One thing that has to be there.
struct Need {
    name: &'static str,
    scope: Scope,
    /// What the developer waits for, and about how long.
    how: String,
    /// The version that is there, if it is the right one.
    found: fn(&Shell) -> Option<String>,
    get: fn(&Shell) -> Result<(), Error>,
}

pub fn run(shell: &Shell, args: &Args) -> Result<ExitCode, Error> {
    ensure(shell, if args.only_sandbox { Scope::Sandbox } else { Scope::Everything })?;
    Ok(ExitCode::SUCCESS)
}

/// Makes sure that everything of this scope is there; quick when it is.
pub fn ensure(shell: &Shell, scope: Scope) -> Result<(), Error> {
    let start = Instant::now();
    eprintln!("setup: looking for what is needed");
    let (compiled, fetched) = thread::scope(|threads| {
        let fetched = threads.spawn(|| lane(shell, scope, &[npm::packages(), browser::chromium()]));
        let compiled = lane(shell, scope, &rust::needs());
        (compiled, fetched.join())
    });
    let mut errors = compiled;
    match fetched {
        Ok(more) => errors.extend(more),
        Err(_) => errors.push(Error::unexpected("setup", "one of its lanes stopped; run it again")),
    }
    if !errors.is_empty() {
        return Err(Error::Setup(errors));
    }
    if scope == Scope::Everything {
        rust::clean(shell);
    }
    eprintln!("setup: everything is here, after {}", duration(start.elapsed()));
    Ok(())
}

/// Goes on after a failure, so that one run names everything that is wrong.
fn lane(shell: &Shell, scope: Scope, needs: &[Need]) -> Vec<Error> {
    let wanted = needs.iter().filter(|need| need.scope <= scope);
    wanted.filter_map(|need| satisfy(shell, need).err()).collect()
}

fn satisfy(shell: &Shell, need: &Need) -> Result<(), Error> {
    if let Some(version) = (need.found)(shell) {
        eprintln!("  have  {} {version}", need.name);
        return Ok(());
    }
    eprintln!("  get   {}: {}", need.name, need.how);
    let start = Instant::now();
    (need.get)(shell)?;
    let version = (need.found)(shell).ok_or_else(|| {
        Error::missing(
            need.name,
            format!("although `{}` seemed to work; run it by hand to see why", need.how),
        )
    })?;
    eprintln!("  got   {} {version} in {}", need.name, duration(start.elapsed()));
    Ok(())
}
