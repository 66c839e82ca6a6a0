//! What a flow asks of time.

use cti_core::Millis;
use serde_json::Value;

use crate::json::object;

#[derive(Clone, Debug, PartialEq)]
pub enum Clock {
    /// Answered when the time is over. Answer: ignored.
    Delay { ms: f64 },
    /// How far the agent's wall clock is ahead of UTC at a moment. Answer: minutes.
    GetUtcOffset { at: Millis },
}

impl Clock {
    pub(super) const NAMES: &[&str] = &["clock.delay", "clock.getUtcOffset"];

    pub fn name(&self) -> &'static str {
        match self {
            Self::Delay { .. } => "clock.delay",
            Self::GetUtcOffset { .. } => "clock.getUtcOffset",
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::Delay { ms } => object([("ms", (*ms).into())]),
            Self::GetUtcOffset { at } => object([("at", (*at).into())]),
        }
    }
}
