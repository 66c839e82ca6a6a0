//! Where cargo puts what it builds, and which versions `Cargo.lock` holds.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::error::Error;
use crate::shell::Shell;

/// The target folder, wherever the developer's settings have put it.
pub fn folder(shell: &Shell) -> Result<PathBuf, Error> {
    let what = "cargo metadata";
    let text = shell
        .ask("cargo", &["metadata", "--format-version", "1", "--no-deps"])
        .ok_or_else(|| Error::unexpected(what, "it fails; run it by hand to see why"))?;
    let metadata: Value =
        serde_json::from_str(&text).map_err(|error| Error::unexpected(what, error.to_string()))?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| Error::unexpected(what, "it names no `target_directory`"))
}

/// A program that `cargo build --profile <profile>` has built.
pub fn program(shell: &Shell, profile: &str, name: &str) -> Result<PathBuf, Error> {
    let profile = if profile == "dev" { "debug" } else { profile };
    Ok(folder(shell)?.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// The version of a package in `Cargo.lock`.
pub fn locked(shell: &Shell, package: &str) -> Result<String, Error> {
    let path = shell.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Error::file(&path))?;
    locked_in(&lock, package)
        .ok_or_else(|| Error::unexpected("Cargo.lock", format!("it has no package `{package}`")))
}

fn locked_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn a_package_is_found_by_its_whole_name() {
        assert_eq!(locked_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn an_absent_package_has_no_version() {
        assert_eq!(locked_in(LOCK, "wasm"), None);
    }
}
