//! The rows that need a browser: builds what they look at, has `cti-bench` take them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::{Bench, Row, Rows};
use crate::error::Error;
use crate::sandbox;
use crate::setup::Browser;
use crate::shell::Shell;
use crate::target;

/// The flow engine as a module of its own; part of no build that anybody ships.
const ENGINE: &str = "cti-engine-bench";
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

/// Takes the rows with these keys.
pub fn measure(shell: &Shell, bench: &Bench, keys: &[&str]) -> Result<Rows, Error> {
    let browser = Browser::find(shell)
        .ok_or_else(|| Error::missing("a browser with its driver", "run `cargo xtask setup`"))?;
    let server = sandbox::build_server(shell)?;
    let pages = pages(shell, bench.dist)?;
    let mut cargo = shell.command("cargo");
    cargo.args(["run", "--quiet", "--package", "cti-tests", "--bin", "cti-bench", "--"]).args(keys);
    cargo.env("CTI_SANDBOX_BIN", server).env("CTI_DIST", pages);
    cargo.env("CHROME", browser.chrome).env("CHROMEDRIVER", browser.driver);
    let output = shell.read(&mut cargo)?;
    rows(&output)
}

fn rows(output: &str) -> Result<Rows, Error> {
    let wrong = |why: &str| Error::unexpected("cti-bench", why);
    let last = output.lines().last().unwrap_or_default();
    let answer: Map<String, Value> = serde_json::from_str(last).map_err(|error| wrong(&error.to_string()))?;
    answer
        .into_iter()
        .map(|(key, mut row)| {
            let values = row.get_mut("values").map(Value::take);
            let note = row.get("note").and_then(Value::as_str).unwrap_or_default().to_owned();
            let values = values.ok_or_else(|| wrong("a row without `values`"))?;
            Ok((key, Row { values, note }))
        })
        .collect()
}

/// The softphone page with the engine's beside it, in a folder of the benchmark's own.
fn pages(shell: &Shell, dist: &Path) -> Result<PathBuf, Error> {
    let folder = target::folder(shell)?.join("bench/pages");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    copy(dist, &folder)?;
    let engine = folder.join("engine");
    copy(&shell.root.join("tests/engine/page"), &engine)?;
    build_engine(shell, &engine)?;
    Ok(folder)
}

fn build_engine(shell: &Shell, to: &Path) -> Result<(), Error> {
    let build = ["build", "--release", "--target", WASM_TARGET, "--package", ENGINE];
    shell.run(shell.command("cargo").args(build))?;
    let module = ENGINE.replace('-', "_");
    let built = target::folder(shell)?.join(WASM_TARGET).join("release").join(format!("{module}.wasm"));
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", "engine", "--out-dir"];
    shell.run(shell.command("wasm-bindgen").args(bindgen).arg(to).arg(built))?;
    let module = to.join("engine_bg.wasm");
    shell.run(shell.command("wasm-opt").args(OPTIMISE).arg(&module).arg("-o").arg(&module))
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::file(to))?;
    for entry in fs::read_dir(from).map_err(Error::file(from))? {
        let path = entry.map_err(Error::file(from))?.path();
        let Some(name) = path.file_name() else { continue };
        // What Trunk has under way is none of ours.
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(Error::file(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_come_with_what_is_said_of_them() {
        let rows =
            rows("a driver's line\n{\"heap\":{\"values\":{\"contacts\":2},\"note\":\"twice\"}}\n").unwrap();
        assert_eq!(rows["heap"].values["contacts"], 2);
        assert_eq!(rows["heap"].note, "twice");
    }

    #[test]
    fn no_answer_is_told_as_such() {
        assert!(rows("").is_err());
        assert!(rows("{\"heap\":{}}").is_err());
    }
}
