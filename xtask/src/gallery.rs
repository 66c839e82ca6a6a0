//! Builds the gallery: the softphone's states as a page that no agent loads. So it is neither small nor in `dist/`.

use std::fs;
use std::path::PathBuf;

use crate::error::Error;
use crate::shell::Shell;
use crate::target;

const PACKAGE: &str = "cti-gallery";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
const PAGE: &str = "crates/gallery/page";

/// Builds it with the profile in which the libraries are compiled already; answers its folder.
pub fn build(shell: &Shell, profile: &str) -> Result<PathBuf, Error> {
    let mut cargo = shell.command("cargo");
    shell.run(cargo.args(["build", "--profile", profile, "--target", WASM_TARGET, "--package", PACKAGE]))?;
    let target = target::folder(shell)?;
    let profile = if profile == "dev" { "debug" } else { profile };
    let built = target.join(WASM_TARGET).join(profile).join(format!("{PACKAGE}.wasm"));
    let to = target.join("gallery");
    fs::create_dir_all(&to).map_err(Error::file(&to))?;
    let bindgen = ["--target", "web", "--no-typescript", "--out-name", "gallery", "--out-dir"];
    shell.run(shell.command("wasm-bindgen").args(bindgen).arg(&to).arg(built))?;
    let page = shell.root.join(PAGE);
    for entry in fs::read_dir(&page).map_err(Error::file(&page))? {
        let file = entry.map_err(Error::file(&page))?;
        fs::copy(file.path(), to.join(file.file_name())).map_err(Error::file(&page))?;
    }
    Ok(to)
}
