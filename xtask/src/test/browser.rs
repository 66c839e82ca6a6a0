//! The steps that run in a headless browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::step::{Step, count};
use super::tally::Tally;
use crate::error::Error;
use crate::gallery;
use crate::setup::{self, Browser};
use crate::shell::Shell;
use crate::target;

/// A browser crate: its folder and its name.
const CRATES: [(&str, &str); 3] =
    [("crates/connect", "cti-connect"), ("crates/hosts", "cti-hosts"), (".", "connect-cti")];

/// Seconds for all tests of a crate. A contract suite waits for the end of each call's time, for each host anew.
const PATIENCE: (&str, &str) = ("WASM_BINDGEN_TEST_TIMEOUT", "180");

/// wasm-bindgen tests of every browser crate, in Chromium and, where its driver is, in Firefox.
pub fn steps(shell: &Shell) -> Vec<Step> {
    let mut steps: Vec<_> = CRATES
        .iter()
        .map(|&(folder, name)| {
            Step::new(format!("browser: {name} in Chromium"), move |shell| in_chromium(shell, folder))
        })
        .collect();
    match setup::firefox(shell) {
        Some(driver) => steps.extend(CRATES.iter().map(|&(folder, name)| {
            let driver = driver.clone();
            Step::new(format!("browser: {name} in Firefox"), move |shell| in_firefox(shell, folder, &driver))
        })),
        None => println!("\nNot run in Firefox: this machine has no `firefox` with a `geckodriver`."),
    }
    steps
}

/// Every state of the page in `target/gallery`, with the styles and texts in `dist/`.
pub fn gallery() -> Step {
    Step::new("gallery: every state of the softphone", |shell| {
        let states = gallery::build(shell, "dev")?;
        against_the_sandbox(shell, "gallery", |cargo| {
            cargo.env("CTI_GALLERY", states);
        })
    })
}

/// The whole product: the page in `dist/`, and a sandbox that the test starts itself.
pub fn end_to_end() -> Step {
    Step::new("e2e: the whole product against the sandbox", |shell| against_the_sandbox(shell, "e2e", |_| ()))
}

/// Tests that start a sandbox themselves, with the page in `dist/`.
fn against_the_sandbox(shell: &Shell, test: &str, more: impl FnOnce(&mut Command)) -> Result<Tally, Error> {
    let browser = the_browser(shell)?;
    // The profile and the features that the other tests were built with: nothing is compiled twice.
    shell.run(shell.command("cargo").args(["build", "--workspace", "--bin", "cti-sandbox"]))?;
    let server = target::program(shell, "dev", "cti-sandbox")?;
    let mut cargo = shell.command("cargo");
    cargo.args(["test", "--workspace", "--test", test]);
    cargo.env("CTI_SANDBOX_BIN", server).env("CTI_DIST", shell.root.join("dist"));
    more(&mut cargo);
    count(cargo.env("CHROME", browser.chrome).env("CHROMEDRIVER", browser.driver))
}

fn in_chromium(shell: &Shell, folder: &str) -> Result<Tally, Error> {
    let browser = the_browser(shell)?;
    let mut pack = shell.command("wasm-pack");
    pack.args(["test", "--headless", "--chrome", "--chromedriver"]).arg(&browser.driver).arg(folder);
    pack.env(PATIENCE.0, PATIENCE.1);
    count(pack.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(shell, &browser.chrome)?))
}

fn in_firefox(shell: &Shell, folder: &str, driver: &Path) -> Result<Tally, Error> {
    let mut pack = shell.command("wasm-pack");
    pack.env(PATIENCE.0, PATIENCE.1);
    count(pack.args(["test", "--headless", "--firefox", "--geckodriver"]).arg(driver).arg(folder))
}

/// Tells the driver which browser to start: left alone it takes Chrome even where `CHROME` names another.
/// The test runner adds `--headless` and `--no-sandbox` itself.
fn capabilities(shell: &Shell, chrome: &Path) -> Result<PathBuf, Error> {
    let folder = shell.root.join(Shell::TOOLS);
    let file = folder.join("webdriver.json");
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let wanted = json!({ "goog:chromeOptions": { "binary": chrome, "args": ["--disable-gpu"] } });
    fs::write(&file, wanted.to_string()).map_err(Error::file(&file))?;
    Ok(file)
}

fn the_browser(shell: &Shell) -> Result<Browser, Error> {
    Browser::find(shell).ok_or_else(|| Error::missing("a browser with its driver", "run `cargo xtask setup`"))
}
