//! What a flow writes to the log.

use serde_json::Value;

use super::text;
use crate::json::object;

/// Answer: ignored, even where it fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub level: Level,
    pub message: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    #[default]
    Debug,
    Info,
    Warn,
    Error,
}

impl Level {
    pub const NAMES: &[&str] = &["debug", "info", "warn", "error"];

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Debug, Self::Info, Self::Warn, Self::Error]
            .into_iter()
            .find(|level| level.as_str().eq_ignore_ascii_case(text.trim()))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

impl LogLine {
    pub(super) const NAMES: &[&str] = &["log.write"];

    pub fn name(&self) -> &'static str {
        "log.write"
    }

    pub fn args(&self) -> Value {
        object([("level", text(self.level.as_str())), ("message", text(&self.message))])
    }
}
