//! The flow engine as a module of its own, built as the page is; part of no build that anybody ships.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::shell::Shell;
use crate::target;

const PACKAGE: &str = "cti-engine-bench";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// As in `index.html`, so that the engine is the one that agents get.
const OPTIMISE: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
];

/// What is in the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks {
    All,
    /// Start and End only.
    Bare,
}

/// Builds `engine.js` and `engine_bg.wasm` into a folder; answers where the wasm is.
pub fn build(shell: &Shell, blocks: Blocks, to: &Path) -> Result<PathBuf, Error> {
    let mut cargo = shell.command("cargo");
    cargo.args(["build", "--release", "--target", WASM_TARGET, "--package", PACKAGE]);
    if blocks == Blocks::Bare {
        cargo.args(["--features", "bare"]);
    }
    shell.run(&mut cargo)?;
    let module = PACKAGE.replace('-', "_");
    let built = target::folder(shell)?.join(WASM_TARGET).join("release").join(format!("{module}.wasm"));
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"];
    shell.run(shell.command("wasm-bindgen").args(bindgen).arg(to).arg(built))?;
    let module = to.join("engine_bg.wasm");
    shell.run(shell.command("wasm-opt").args(OPTIMISE).arg(&module).arg("-o").arg(&module))?;
    Ok(module)
}
