//! What can go wrong in a task, in words that tell the developer what to do next.

use std::path::{Path, PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot start `{program}`: {source}")]
    Start { program: String, source: std::io::Error },

    #[error("`{command}` failed ({status})")]
    Failed { command: String, status: String },

    #[error("`{command}` failed ({status}); the whole output is in `{}`, its end:\n{tail}", log.display())]
    FailedWithLog { command: String, status: String, log: PathBuf, tail: String },

    /// Something that the task cannot get by itself; `remedy` is a sentence with a command.
    #[error("{what} is missing; {remedy}")]
    Missing { what: String, remedy: String },

    #[error("`{}`: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },

    #[error("`{what}` does not look as expected: {why}")]
    Unexpected { what: String, why: String },

    #[error("setup could not finish:\n{}", list(.0))]
    Setup(Vec<Self>),
}

impl Error {
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    pub fn missing(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Missing { what: what.into(), remedy: remedy.into() }
    }

    pub fn unexpected(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Unexpected { what: what.into(), why: why.into() }
    }
}

fn list(errors: &[Error]) -> String {
    errors.iter().map(|error| format!("  - {error}")).collect::<Vec<_>>().join("\n")
}
