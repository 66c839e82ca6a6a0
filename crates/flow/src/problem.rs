//! Problems: what is wrong with a stored flow, said so that an administrator can mend it.

use std::fmt;

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// The flow runs, probably not as meant.
    Warning,
    /// The flow cannot run.
    Error,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub severity: Severity,
    /// A stable name of the kind of problem, such as `unknown-block`.
    pub code: &'static str,
    /// The block it is about.
    pub id: Option<String>,
    pub control: Option<String>,
    pub message: String,
}

impl Problem {
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, id: None, control: None, message: message.into() }
    }

    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    pub fn info(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, code, message)
    }

    pub fn at(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    pub fn in_control(mut self, control: &str) -> Self {
        self.control = Some(control.to_owned());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity.as_str(), self.code)?;
        if let Some(id) = &self.id {
            write!(f, " block `{id}`")?;
        }
        if let Some(control) = &self.control {
            write!(f, ", control `{control}`")?;
        }
        write!(f, ": {}", self.message)
    }
}
