//! What a file looks like, and which files there are.

use crate::none;
use crate::source::{File, files, rust_files};

/// A shim is a last resort; what needs more lines needs Rust and its tests.
const SHIM_LINES: usize = 40;
const README_LINES: usize = 120;
/// Without the tests at its end. A good file has 60 to 150.
const RUST_LINES: usize = 400;
const BYTES: usize = 1_000_000;

/// What may stand at the root: everything else has a folder.
const TOP: [&str; 29] = [
    ".cargo/",
    ".ci/",
    ".github/",
    "crates/",
    "docs/",
    "fuzz/",
    "salesforce/",
    "serverless/",
    "src/",
    "tests/",
    "www/",
    "xtask/",
    ".gitattributes",
    ".gitignore",
    ".npmrc",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "NOTICE",
    "README.md",
    "Trunk.toml",
    "clippy.toml",
    "index.html",
    "package-lock.json",
    "package.json",
    "rustfmt.toml",
];

fn longer_than(limit: usize, file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > limit).then(|| format!("{}: {lines} lines, {limit} are allowed", file.path))
}

#[test]
fn a_rust_file_says_first_what_it_is() {
    let silent: Vec<_> =
        rust_files().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    none("Begin the file with a `//!` line that says what it is:", &silent);
}

#[test]
fn a_rust_file_has_one_subject() {
    let long: Vec<_> = rust_files()
        .filter(|file| !file.is_test())
        .filter_map(|file| {
            let last = file.code().last().map_or(0, |(number, _)| number);
            (last > RUST_LINES).then(|| format!("{}: {last} lines, {RUST_LINES} are allowed", file.path))
        })
        .collect();
    none("Split the file by subject:", &long);
}

#[test]
fn a_shim_is_short() {
    let files = files();
    let shims = files.iter().filter(|file| file.path.starts_with("www/js/") && file.path.ends_with(".js"));
    let long: Vec<_> = shims.filter_map(|file| longer_than(SHIM_LINES - 1, file)).collect();
    none("Write the behaviour in Rust and leave the shim the call:", &long);
}

#[test]
fn the_readme_is_short() {
    let files = files();
    let readme = files.iter().find(|file| file.path == "README.md");
    assert!(readme.is_some(), "README.md is missing: say what the project is and name the two commands");
    let long: Vec<_> = readme.and_then(|file| longer_than(README_LINES - 1, file)).into_iter().collect();
    none("Move what a newcomer does not need in the first minute to docs/:", &long);
}

#[test]
fn every_file_has_a_place() {
    let stray: Vec<_> = files()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| !TOP.iter().any(|top| path == top || (top.ends_with('/') && path.starts_with(top))))
        .collect();
    none("Move the file to the folder that it belongs to, or remove it:", &stray);
}

#[test]
fn nothing_that_a_program_left_behind() {
    let endings = [".orig", ".rej", ".bak", ".log", ".tmp", ".swp", "~", ".DS_Store"];
    let files = files();
    let left =
        files.iter().filter(|file| file.bytes > BYTES || endings.iter().any(|end| file.path.ends_with(end)));
    let left: Vec<_> = left.map(|file| format!("{} ({} bytes)", file.path, file.bytes)).collect();
    none("Remove the file; what is large is made or fetched by `cargo xtask setup`:", &left);
}

#[test]
fn the_readme_names_what_ci_runs() {
    let files = files();
    let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let command = text(".ci/run").and_then(|script| script.lines().last()?.strip_prefix("exec "));
    let named =
        command.is_some_and(|command| text("README.md").is_some_and(|readme| readme.contains(command)));
    assert!(
        named,
        "`.ci/run` must end with `exec` and the test command of README.md, so that both stay the same"
    );
}
