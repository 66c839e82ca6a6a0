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

/// Every kind of problem: its code, how bad it is, and what it means.
pub const CODES: &[(&str, Severity, &str)] = &[
    ("not-json", Severity::Error, "The body cannot be read as JSON."),
    ("too-deep", Severity::Error, "Lists or objects are nested deeper than any flow needs."),
    ("script", Severity::Error, "The body is a JavaScript script of version 4 of the published adapter."),
    ("not-a-flow", Severity::Error, "The body is JSON, but no flow."),
    ("not-a-block", Severity::Error, "An entry of `actions` is no object."),
    ("no-id", Severity::Error, "A block has no id."),
    ("no-type", Severity::Error, "A block has no type."),
    ("no-start", Severity::Error, "No block is a Start."),
    ("unknown-source", Severity::Error, "The flow is bound to a source that does not exist."),
    ("unknown-event", Severity::Error, "The flow is bound to an event that its source does not raise."),
    ("old-source", Severity::Error, "The flow is bound to a source that raises nothing any more."),
    ("newer-format", Severity::Warning, "The file is of a newer version of the format than is known."),
    ("no-format", Severity::Warning, "`formatVersion` is no version."),
    ("not-an-object", Severity::Warning, "`meta`, `controls` or `ports` of a block is no object."),
    ("not-a-target", Severity::Warning, "A port leads to something that is no id."),
    ("duplicate-id", Severity::Warning, "Two blocks have one id."),
    ("duplicate-member", Severity::Warning, "An object of the file has two members of one name."),
    ("second-start", Severity::Warning, "There is more than one Start."),
    ("unknown-block", Severity::Warning, "A block is of a type that is not known."),
    ("unknown-port", Severity::Warning, "A connection leaves a port that the block does not have."),
    ("dangling-port", Severity::Warning, "A connection leads to a block that does not exist."),
    ("missing-control", Severity::Warning, "A required control is empty."),
    ("other-control-name", Severity::Warning, "A control is taken for the only one that is missing."),
    ("not-a-reference", Severity::Warning, "A text begins with `$` and is no reference."),
    ("unknown-reference", Severity::Warning, "A reference leads to a root or block that does not exist."),
    ("unknown-choice", Severity::Warning, "A value is none of the words of its control."),
    ("not-a-number", Severity::Warning, "A control takes a number and has another value."),
    ("not-a-map", Severity::Warning, "A control takes names with values and has a text."),
    ("fixed-decision", Severity::Warning, "A decision is made by a fixed value and always goes one way."),
    (
        "event-in-name",
        Severity::Warning,
        "The name of the flow says an event that its source does not raise.",
    ),
    ("no-contact", Severity::Warning, "A contact is needed on an event that comes without one."),
    ("creates-each-time", Severity::Warning, "A record is created on an event that repeats."),
    ("no-dollar", Severity::Warning, "A text looks like a reference without its `$.`."),
    (
        "no-interpolation",
        Severity::Warning,
        "A reference or variable stands within a text that is not filled in.",
    ),
    ("false-text", Severity::Warning, "A decision takes the text `false`, which counts as true."),
    ("refused-pattern", Severity::Warning, "A regular expression is refused when the flow runs."),
    ("refused-query", Severity::Warning, "A query is refused when the flow runs."),
    ("long-delay", Severity::Warning, "A delay is longer than a flow may run."),
    (
        "unknown-member",
        Severity::Warning,
        "A reference leads to a member that its root or block does not have.",
    ),
    ("list-access", Severity::Warning, "A list is read as one value, or one value as a list."),
    ("never-before", Severity::Warning, "A reference leads to a block that never runs before."),
    ("open-decision", Severity::Warning, "Neither port of a decision leads anywhere."),
    ("empty-flow", Severity::Info, "The flow has no blocks."),
    ("other-type-name", Severity::Info, "A type is spelt in another way than the documented one."),
    ("unknown-control", Severity::Info, "A control is kept, but the block has none of that name."),
    ("unreachable", Severity::Info, "Nothing leads from Start to a block."),
    ("no-end", Severity::Info, "No End can be reached."),
    (
        "callbacks-only",
        Severity::Warning,
        "A flow for queued callbacks is bound as if it were for calls that ring.",
    ),
    ("circle", Severity::Info, "The flow can go in a circle."),
    ("old-phone", Severity::Info, "A reference uses the old name of the national number."),
    ("open-failure", Severity::Info, "A block that writes has no way on when it fails."),
];

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
        debug_assert!(
            CODES.iter().any(|row| row.0 == code && row.1 == severity),
            "give `{code}` a row in CODES"
        );
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_told_apart_and_explained() {
        let codes: BTreeSet<_> = CODES.iter().map(|row| row.0).collect();
        assert_eq!(codes.len(), CODES.len());
        for (code, _, about) in CODES {
            assert!(code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{code}");
            assert!(about.ends_with('.'), "{code}");
        }
    }
}
