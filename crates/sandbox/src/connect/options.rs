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
    /// Whether pages of other origins may show the CCP.
    pub origin_approved: bool,
    /// What the browser says when the CCP asks for its cookies.
    pub storage_access: StorageAccess,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StorageAccess {
    /// It has given them already.
    Granted,
    /// It asks the agent.
    Ask,
    /// It asks the agent, but not before the instance was visited in a window.
    VisitFirst,
    Denied,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            answer_after_ms: Some(1500),
            snapshot_delay_ms: 50,
            reject_shows_as_rejected: false,
            origin_approved: true,
            storage_access: StorageAccess::Granted,
        }
    }
}
