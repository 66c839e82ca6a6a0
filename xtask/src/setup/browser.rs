//! The browser that tests run in, and the driver that steers it.
//!
//! `CHROME` and `CHROMEDRIVER` name another one; both are handed on to the tests.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use super::{Need, Scope};
use crate::error::Error;
use crate::shell::Shell;

const CHROMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const APT: [&str; 5] = ["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"];
const REMEDY: &str = "install Chrome or Chromium and the chromedriver of the same version (Debian: `apt-get install \
    chromium chromium-driver`; Fedora: `dnf install chromium chromedriver`; Arch: `pacman -S chromium`; macOS: \
    `brew install chromedriver`), or name them in the environment variables CHROME and CHROMEDRIVER";

pub fn chromium() -> Need {
    Need {
        name: "browser and driver",
        scope: Scope::Everything,
        how: format!("apt-get {}", APT.join(" ")),
        found: |shell| {
            let browser = Browser::find(shell)?;
            let version = |program: &PathBuf| version(Command::new(program).arg("--version"));
            Some(format!("{} and {}", version(&browser.chrome)?, version(&browser.driver)?))
        },
        get,
    }
}

/// A browser with its driver.
#[derive(Debug)]
pub struct Browser {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    pub fn find(shell: &Shell) -> Option<Self> {
        let mac = Some(PathBuf::from(MAC_CHROME)).filter(|path| path.is_file());
        let chrome = named("CHROME").or_else(|| CHROMES.iter().find_map(|name| shell.find(name))).or(mac)?;
        let driver = named("CHROMEDRIVER").or_else(|| shell.find("chromedriver"))?;
        Some(Self { chrome, driver })
    }
}

/// Firefox's driver, if this machine has both; the project does not need them.
pub fn firefox(shell: &Shell) -> Option<PathBuf> {
    shell.find("firefox").or_else(|| shell.find("firefox-esr"))?;
    named("GECKODRIVER").or_else(|| shell.find("geckodriver"))
}

fn get(shell: &Shell) -> Result<(), Error> {
    if shell.find("apt-get").is_none() {
        return Err(Error::missing("a browser with its driver", REMEDY));
    }
    apt(shell, &["update"])?;
    apt(shell, &APT)
        .map_err(|error| Error::missing("a browser with its driver", format!("{error}\n    {REMEDY}")))
}

fn apt(shell: &Shell, args: &[&str]) -> Result<(), Error> {
    let root = shell.ask("id", &["-u"]).is_some_and(|id| id == "0");
    let mut command = if root { shell.command("apt-get") } else { shell.command("sudo") };
    if !root {
        command.arg("apt-get");
    }
    shell.run_quietly("apt-get", command.args(args).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// The first word that starts with a digit: "Chromium 156.0.1 built on …", "ChromeDriver 156.0.1 (…)".
fn version(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(number.to_owned())
}
