//! How the instance behaves where the real one differs from day to day; set by `POST /api/instance`.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Options {
    /// Milliseconds until a called customer or third party answers; null: only the control API answers.
    pub answer_after_ms: Option<u64>,
    /// Milliseconds between the answer to an API call and the snapshot that shows its effect. Below
    /// about 30, `onConnected` comes before `onAccepted`.
    pub snapshot_delay_ms: u64,
    /// Whether a rejected contact shows as `rejected` instead of `missed`.
    pub reject_shows_as_rejected: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { answer_after_ms: Some(1500), snapshot_delay_ms: 50, reject_shows_as_rejected: false }
    }
}
