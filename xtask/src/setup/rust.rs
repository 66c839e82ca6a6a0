//! The Rust side: the wasm target and three tools, compiled here because crates.io serves no binaries.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Need, Scope};
use crate::error::Error;
use crate::shell::Shell;
use crate::target;

const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const WASM_PACK: &str = "0.15.1";

pub fn needs() -> [Need; 5] {
    [
        Need {
            name: "wasm target",
            scope: Scope::Sandbox,
            how: format!("rustup target add {WASM}"),
            found: wasm_target,
            get: |shell| rustup(shell, &["target", "add", WASM]),
        },
        Need {
            name: "clippy and rustfmt",
            scope: Scope::Everything,
            how: "rustup component add clippy rustfmt".into(),
            found: |shell| {
                shell.ask("cargo", &["fmt", "--version"])?;
                Some(shell.ask("cargo", &["clippy", "--version"])?.replace("clippy ", ""))
            },
            get: |shell| rustup(shell, &["component", "add", "clippy", "rustfmt"]),
        },
        Need {
            name: "trunk",
            scope: Scope::Sandbox,
            how: format!("cargo install trunk --version {TRUNK}, some minutes"),
            found: |shell| at(shell, "trunk", TRUNK),
            get: get_trunk,
        },
        Need {
            name: "wasm-bindgen",
            scope: Scope::Sandbox,
            how: "cargo install wasm-bindgen-cli at the version in Cargo.lock, some minutes".into(),
            found: |shell| {
                let version = target::locked(shell, "wasm-bindgen").ok()?;
                at(shell, "wasm-bindgen-test-runner", &version)?;
                at(shell, "wasm-bindgen", &version)
            },
            get: get_wasm_bindgen,
        },
        Need {
            name: "wasm-pack",
            scope: Scope::Everything,
            how: format!("cargo install wasm-pack --version {WASM_PACK}, some minutes"),
            found: |shell| at(shell, "wasm-pack", WASM_PACK),
            get: |shell| install(shell, "wasm-pack", &["wasm-pack"], WASM_PACK, &["--locked"]),
        },
    ]
}

/// The target's standard library is what counts; rustup is only one way to have it.
fn wasm_target(shell: &Shell) -> Option<String> {
    let folder = shell.ask("rustc", &["--print", "target-libdir", "--target", WASM])?;
    let compiler = shell.ask("rustc", &["--version"])?;
    std::path::Path::new(&folder).is_dir().then(|| format!("for {compiler}"))
}

fn rustup(shell: &Shell, args: &[&str]) -> Result<(), Error> {
    if shell.find("rustup").is_none() {
        return Err(Error::missing(
            "rustup",
            "get it from https://rustup.rs, or install by other means what it \
            would: the wasm32-unknown-unknown target, clippy and rustfmt",
        ));
    }
    shell.run_quietly("rustup", shell.command("rustup").args(args))
}

/// The tool's version, if it is the wanted one: tools print `name version`.
fn at(shell: &Shell, tool: &str, wanted: &str) -> Option<String> {
    let said = shell.ask(tool, &["--version"])?;
    let version = said.split_whitespace().nth(1)?;
    (version == wanted).then(|| version.to_owned())
}

/// Without default features trunk has no TLS and no update check: it never goes to the network itself.
fn get_trunk(shell: &Shell) -> Result<(), Error> {
    install(shell, "trunk", &["trunk"], TRUNK, &["--locked", "--no-default-features"])
}

/// Not `--locked`: the published lock file of 0.2.130 names a dependency version that crates.io lacks.
/// The page can only be built by the very version that it is compiled against.
fn get_wasm_bindgen(shell: &Shell) -> Result<(), Error> {
    let version = target::locked(shell, "wasm-bindgen")?;
    install(shell, "wasm-bindgen-cli", &["wasm-bindgen", "wasm-bindgen-test-runner"], &version, &[])
}

/// A debug build takes a quarter of a release build's time, and these tools run for seconds.
///
/// Where the machine has no such tool it goes to cargo's own `bin`, for every checkout to use; where it
/// has another version, this one goes to a folder of the project, and the other stays as it is.
fn install(
    shell: &Shell,
    package: &str,
    programs: &[&str],
    version: &str,
    options: &[&str],
) -> Result<(), Error> {
    let mut cargo: Command = shell.command("cargo");
    cargo
        .args(["install", package, "--version", version, "--debug", "--force"])
        .args(options)
        .env("CARGO_TARGET_DIR", build_folder(shell))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    // What wasm-bindgen does at every build is worth optimising. Only that: its other dependencies stay
    // what they are for the other two tools, and compile once.
    for hot in ["walrus", "wasmparser", "wasm-encoder", "wasm-bindgen-cli-support"] {
        cargo.arg("--config").arg(format!("profile.dev.package.{hot}.opt-level=1"));
    }
    if programs.iter().any(|program| shell.find(program).is_some()) {
        cargo.arg("--root").arg(shell.root.join(Shell::TOOLS));
    }
    shell.run_quietly(package, &mut cargo)
}

/// The tools share what they compile: the second takes half of the time it would take alone, the third a third.
fn build_folder(shell: &Shell) -> PathBuf {
    shell.root.join(Shell::TOOLS).join("build")
}

/// Gives the disk back when all tools are there. What cannot be removed does no harm but to the disk.
pub fn clean(shell: &Shell) {
    let _ = fs::remove_dir_all(build_folder(shell));
}
