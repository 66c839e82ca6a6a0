//! The packages of `package.json`: what the page loads, and the tools of its release build.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Need, Scope};
use crate::error::Error;
use crate::shell::Shell;

/// `--ignore-scripts`: none of the packages needs its install script, and fewer strangers' programs run.
const CI: [&str; 4] = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

pub fn packages() -> Need {
    Need { name: "npm packages", scope: Scope::Sandbox, how: format!("npm {}", CI.join(" ")), found, get }
}

fn get(shell: &Shell) -> Result<(), Error> {
    if shell.find("node").is_none() || shell.find("npm").is_none() {
        return Err(Error::missing(
            "Node.js",
            "install version 18 or newer with npm, from your system's packages \
            or from https://nodejs.org",
        ));
    }
    shell.run_quietly("npm", shell.command("npm").args(CI))
}

/// Every package that `package.json` names, at the version that it names.
fn found(shell: &Shell) -> Option<String> {
    let manifest = read(&shell.root.join("package.json"))?;
    let mut count = 0;
    for list in ["dependencies", "devDependencies"] {
        for (name, version) in manifest.get(list)?.as_object()? {
            let installed = read(&shell.root.join("node_modules").join(name).join("package.json"))?;
            if installed.get("version")? != version {
                return None;
            }
            count += 1;
        }
    }
    Some(format!("as in package.json ({count})"))
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}
