//! The rows that need a browser: builds what they look at, has `cti-bench` take them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::engine::{self, Blocks};
use super::{Bench, Row, Rows};
use crate::error::Error;
use crate::sandbox;
use crate::setup::Browser;
use crate::shell::Shell;
use crate::target;

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
    let beside = folder.join("engine");
    copy(&shell.root.join("tests/engine/page"), &beside)?;
    engine::build(shell, Blocks::All, &beside)?;
    Ok(folder)
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
