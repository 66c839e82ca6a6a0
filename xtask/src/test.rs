//! `test`: every check, one after the other; a failure does not hide the next one.

mod browser;
mod step;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use clap::ValueEnum;

use crate::error::Error;
use crate::page::{self, Build};
use crate::setup::{self, Scope};
use crate::shell::{Shell, duration};

use step::Step;
use tally::Tally;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Run only this one; may be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<Check>,
}

/// The checks, in the order in which they run: what says no quickly comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Check {
    /// The formatting of all Rust code
    Fmt,
    /// Lints of all packages, as compiled for this machine
    Clippy,
    /// Lints of what runs in the browser, as compiled for it
    ClippyWasm,
    /// Tests that need no browser, the tidy test among them
    Native,
    /// The adapters' and the page's tests in a headless browser
    Browser,
    /// The release build of the softphone page
    Page,
    /// Every state of the softphone: accessibility, layout, keyboard, motion
    Gallery,
    /// The whole product in a headless browser, against the sandbox
    E2e,
}

pub fn run(shell: &Shell, args: &Args) -> Result<ExitCode, Error> {
    let start = Instant::now();
    setup::ensure(shell, Scope::Everything)?;
    let mut total = Tally::default();
    let mut summary = Vec::new();
    let wanted = |check: &&Check| args.only.is_empty() || args.only.contains(check);
    for step in Check::value_variants().iter().filter(wanted).flat_map(|check| check.steps(shell)) {
        let name = step.name.clone();
        println!("\n== {name}");
        let begin = Instant::now();
        let tally = step.run(shell);
        let time = duration(begin.elapsed());
        summary.push(format!("{:5} passed {:4} failed {time:>13}  {name}", tally.passed, tally.failed));
        total = total + tally;
    }
    println!("\n== summary, after {}\n{}", duration(start.elapsed()), summary.join("\n"));
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Check {
    fn steps(self, shell: &Shell) -> Vec<Step> {
        match self {
            Self::Fmt => vec![Step::cargo("fmt: formatting", &["fmt", "--all", "--check"])],
            Self::Clippy => {
                let deny = ["--", "--deny", "warnings"];
                let all = [&["clippy", "--workspace", "--all-targets"], &deny[..]].concat();
                // Not among "all targets", because a plain `cargo test` leaves it out.
                let e2e =
                    [&["clippy", "--workspace", "--test", "e2e", "--test", "gallery"], &deny[..]].concat();
                vec![
                    Step::cargo("clippy: everything, as compiled here", &all),
                    Step::cargo("clippy: the end-to-end tests and those of the gallery", &e2e),
                ]
            }
            Self::ClippyWasm => {
                let mut args = vec!["clippy", "--target", "wasm32-unknown-unknown"];
                for name in ["connect-cti", "cti-connect", "cti-hosts", "cti-phone", "cti-gallery"] {
                    args.extend(["--package", name]);
                }
                args.extend(["--all-targets", "--", "--deny", "warnings"]);
                vec![Step::cargo("clippy-wasm: what runs in the browser", &args)]
            }
            // `--no-fail-fast`: one run names every failure.
            Self::Native => {
                vec![Step::cargo(
                    "native: tests without a browser",
                    &["test", "--workspace", "--no-fail-fast"],
                )]
            }
            Self::Browser => browser::steps(shell),
            Self::Page => vec![Step::new("page: release build", |shell| {
                page::build(shell, Build::Release).map(|_| Tally::one(true))
            })],
            Self::Gallery => vec![browser::gallery()],
            Self::E2e => vec![browser::end_to_end()],
        }
    }
}
