//! What a flow asks of Amazon Connect.

use serde_json::{Map, Value};

use super::{text, with_some};
use crate::json::object;

#[derive(Clone, Debug, PartialEq)]
pub enum Connect {
    /// Calls a number, or adds it to the live call. Answer: ignored.
    Dial { phone_number: String, queue_arn: Option<String> },
    /// Answer: ignored.
    Mute,
    /// Answer: ignored.
    Unmute,
    /// Answer: `{agentStateARN, name, type, startTimestamp}` as of now.
    GetAgentState,
    /// Answer: ignored.
    SetAgentState(StateChoice),
    /// Answer: the agent's configuration as of now, by the names of Streams' `AgentConfiguration`.
    GetConfiguration,
    /// Takes calls in the browser, or at a phone. Answer: ignored.
    SetConfiguration { softphone_enabled: bool, extension: Option<String> },
    /// The quick connects of some queues, or of all that the agent has. Answer: a list of endpoints.
    GetEndpoints { queue_arns: Option<Vec<String>> },
    /// Answer: `{contactId}`.
    CreateTask(TaskRequest),
    /// Answer: the log of Streams, as text.
    GetLog,
    /// Adds a quick connect to a contact. Answer: ignored.
    AddConnection { contact_id: String, quick_connect_name: String },
    /// Takes the agent out of a contact. Answer: ignored.
    DestroyAgentConnection { contact_id: String },
    /// Answer: ignored.
    ClearContact { contact_id: String },
    /// The last chat message of a contact. Answer: the message, or null.
    GetChatMessage { contact_id: String },
}

/// Which state an agent shall have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateChoice {
    Named(String),
    Arn(String),
    /// The first one in which the agent takes contacts.
    Routable,
}

/// A task to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskRequest {
    pub name: String,
    pub description: String,
    /// A quick connect's name, or an endpoint as Connect describes it.
    pub endpoint: Value,
    /// Address by name.
    pub references: Map<String, Value>,
    /// Seconds since 1970.
    pub scheduled_time: Option<f64>,
    /// By which Connect knows this task when it is asked for again; no flow writes it.
    pub idempotency_token: Option<String>,
}

impl StateChoice {
    fn to_json(&self) -> Value {
        match self {
            Self::Named(name) => object([("name", text(name))]),
            Self::Arn(arn) => object([("agentStateARN", text(arn))]),
            Self::Routable => object([("type", text("routable"))]),
        }
    }
}

impl TaskRequest {
    pub fn to_json(&self) -> Value {
        let mut task = vec![
            ("name", text(&self.name)),
            ("description", text(&self.description)),
            ("endpoint", self.endpoint.clone()),
            ("references", super::map(&self.references)),
        ];
        task.extend(self.scheduled_time.map(|time| ("scheduledTime", crate::json::from_number(time))));
        task.extend(self.idempotency_token.as_deref().map(|token| ("idempotencyToken", text(token))));
        Value::Object(task.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

impl Connect {
    pub(super) const NAMES: &[&str] = &[
        "connect.dial",
        "connect.mute",
        "connect.unmute",
        "connect.getAgentState",
        "connect.setAgentState",
        "connect.getConfiguration",
        "connect.setConfiguration",
        "connect.getEndpoints",
        "connect.createTask",
        "connect.getLog",
        "connect.addConnection",
        "connect.destroyAgentConnection",
        "connect.clearContact",
        "connect.getChatMessage",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::Dial { .. } => "connect.dial",
            Self::Mute => "connect.mute",
            Self::Unmute => "connect.unmute",
            Self::GetAgentState => "connect.getAgentState",
            Self::SetAgentState(_) => "connect.setAgentState",
            Self::GetConfiguration => "connect.getConfiguration",
            Self::SetConfiguration { .. } => "connect.setConfiguration",
            Self::GetEndpoints { .. } => "connect.getEndpoints",
            Self::CreateTask(_) => "connect.createTask",
            Self::GetLog => "connect.getLog",
            Self::AddConnection { .. } => "connect.addConnection",
            Self::DestroyAgentConnection { .. } => "connect.destroyAgentConnection",
            Self::ClearContact { .. } => "connect.clearContact",
            Self::GetChatMessage { .. } => "connect.getChatMessage",
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::Dial { phone_number, queue_arn } => {
                with_some(object([("phoneNumber", text(phone_number))]), [("queueARN", queue_arn)])
            }
            Self::Mute | Self::Unmute | Self::GetAgentState | Self::GetConfiguration | Self::GetLog => {
                object([])
            }
            Self::SetAgentState(state) => state.to_json(),
            Self::SetConfiguration { softphone_enabled, extension } => with_some(
                object([("softphoneEnabled", (*softphone_enabled).into())]),
                [("extension", extension)],
            ),
            Self::GetEndpoints { queue_arns } => {
                object([("queueARNs", queue_arns.as_ref().map_or(Value::Null, |arns| arns.clone().into()))])
            }
            Self::CreateTask(task) => task.to_json(),
            Self::AddConnection { contact_id, quick_connect_name } => {
                object([("contactId", text(contact_id)), ("quickConnectName", text(quick_connect_name))])
            }
            Self::DestroyAgentConnection { contact_id }
            | Self::ClearContact { contact_id }
            | Self::GetChatMessage { contact_id } => object([("contactId", text(contact_id))]),
        }
    }
}
