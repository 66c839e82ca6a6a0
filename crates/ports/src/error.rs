//! How a port call can fail.

/// Variants are what a caller acts on; the text is for people and never holds personal data before the colon.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PortError {
    /// The other side answered no.
    #[error("{code}: {message}")]
    Rejected { code: String, message: String },
    /// The other side did not answer in time; whether it acted is unknown.
    #[error("no answer from `{call}` within {limit_ms} ms")]
    TimedOut { call: &'static str, limit_ms: u32 },
    /// This host cannot do it, or is not there yet.
    #[error("`{call}` is not available: {reason}")]
    Unavailable { call: &'static str, reason: String },
    /// The answer could not be understood.
    #[error("unreadable answer from `{call}`: {reason}")]
    Malformed { call: &'static str, reason: String },
}
