//! Builds the softphone page with Trunk into `dist/`.

use std::path::PathBuf;

use crate::error::Error;
use crate::shell::Shell;

/// How the page is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Compiles in seconds after a change; four times the size.
    Quick,
    /// What agents get.
    Release,
}

/// Builds the page and returns the folder it is in.
pub fn build(shell: &Shell, build: Build) -> Result<PathBuf, Error> {
    let mut trunk = shell.command("trunk");
    trunk.arg("build");
    match build {
        Build::Quick => trunk.args(["--cargo-profile", "tools"]),
        Build::Release => trunk.arg("--release"),
    };
    // What a task prints is its result; how the build goes is told beside it.
    trunk.stdout(std::io::stderr());
    // Trunk takes `NO_COLOR=1` for a usage error, and prints its own backtrace for a compile error in the page.
    shell.run(
        trunk.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0").env("TRUNK_SKIP_VERSION_CHECK", "true"),
    )?;
    Ok(shell.root.join("dist"))
}
