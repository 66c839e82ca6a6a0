//! The agent as Connect shows it in a snapshot.

use serde::{Deserialize, Serialize};

use crate::Millis;

/// One state of an agent, chosen (`Available`, `Lunch`) or set by the system (`Busy`, `AfterCallWork`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AgentState {
    pub name: String,
    /// `init`, `routable`, `not_routable`, `offline`, `system` or `error`.
    pub r#type: String,
    #[serde(rename = "agentStateARN", skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<Millis>,
}

/// What flows read as `$.agent`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Agent {
    pub name: String,
    pub username: String,
    pub state: AgentState,
    /// What the state will be when the last contact is over, where that is chosen already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_state: Option<AgentState>,
    pub routing_profile: String,
    pub extension: String,
    pub softphone_enabled: bool,
    pub permissions: Vec<String>,
    #[serde(rename = "agentARN")]
    pub arn: String,
}

impl Agent {
    /// Whether Connect lets this agent place calls (permission `outboundCall`).
    pub fn may_dial(&self) -> bool {
        self.permissions.iter().any(|permission| permission == "outboundCall")
    }
}
