//! A contact: one call, chat, task or e-mail in an agent's hands.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Millis;

/// Connect's id of a contact; stays the same over reloads and tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactId(pub String);

impl ContactId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ContactId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// How the customer reached us. A type that Connect adds later is kept by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Channel {
    #[default]
    Voice,
    QueueCallback,
    Chat,
    Task,
    Email,
    Other(String),
}

impl Channel {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Voice => "voice",
            Self::QueueCallback => "queue_callback",
            Self::Chat => "chat",
            Self::Task => "task",
            Self::Email => "email",
            Self::Other(name) => name,
        }
    }

    /// A queued callback is a phone call too.
    pub fn is_phone(&self) -> bool {
        matches!(self, Self::Voice | Self::QueueCallback)
    }
}

impl From<String> for Channel {
    fn from(name: String) -> Self {
        match name.as_str() {
            "voice" => Self::Voice,
            "queue_callback" => Self::QueueCallback,
            "chat" => Self::Chat,
            "task" => Self::Task,
            "email" => Self::Email,
            _ => Self::Other(name),
        }
    }
}

impl From<Channel> for String {
    fn from(channel: Channel) -> Self {
        channel.as_str().to_owned()
    }
}

/// `contact.state.type` of a snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactState {
    #[default]
    Init,
    Incoming,
    Pending,
    Connecting,
    Connected,
    Paused,
    Missed,
    Rejected,
    Error,
    Ended,
    /// A state that this version does not know; raises no state event.
    #[serde(other)]
    Unknown,
}

impl ContactState {
    /// Offered to the agent and not yet taken.
    pub fn is_ringing(self) -> bool {
        matches!(self, Self::Incoming | Self::Pending | Self::Connecting)
    }

    /// The conversation is over; the contact is listed until it is cleared.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Missed | Self::Rejected | Self::Error | Self::Ended)
    }
}

/// One leg of a contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Connection {
    pub connection_id: String,
    /// `agent`, `inbound`, `outbound` or `monitoring`.
    pub r#type: String,
    pub initial: bool,
    /// `connecting`, `connected`, `hold`, `disconnected`, …
    pub state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
}

/// A named link or file of a task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    pub r#type: String,
    pub value: String,
}

/// A snapshot of a contact; what flows read as `$.contact`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Contact {
    pub contact_id: ContactId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial_contact_id: Option<ContactId>,
    pub r#type: Channel,
    pub state: ContactState,
    /// When the present state began, by the server's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_timestamp: Option<Millis>,
    pub is_inbound: bool,
    pub queue_name: String,
    #[serde(rename = "queueARN")]
    pub queue_arn: String,
    /// The customer's number as Connect gives it; empty where there is none.
    pub phone_number: String,
    pub attributes: BTreeMap<String, String>,
    pub name: String,
    pub description: String,
    pub references: BTreeMap<String, Reference>,
    /// A supervisor listens in; flows can test it.
    pub is_monitor: bool,
    pub connections: Vec<Connection>,
}

impl Default for Contact {
    fn default() -> Self {
        Self {
            contact_id: ContactId::default(),
            initial_contact_id: None,
            r#type: Channel::Voice,
            state: ContactState::Connecting,
            state_timestamp: None,
            is_inbound: true,
            queue_name: String::new(),
            queue_arn: String::new(),
            phone_number: String::new(),
            attributes: BTreeMap::new(),
            name: String::new(),
            description: String::new(),
            references: BTreeMap::new(),
            is_monitor: false,
            connections: Vec::new(),
        }
    }
}

impl Contact {
    /// `inbound` or `outbound`, as call logs want it.
    pub fn call_type(&self) -> &'static str {
        if self.is_inbound { "inbound" } else { "outbound" }
    }

    /// Connect writes attributes to the first contact of a chain.
    pub fn initial_id(&self) -> &ContactId {
        self.initial_contact_id.as_ref().unwrap_or(&self.contact_id)
    }
}
