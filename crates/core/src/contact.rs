//! A contact: one call, chat, task or e-mail in an agent's hands.

use std::fmt;

use litemap::LiteMap;
use serde::{Deserialize, Serialize, Serializer};

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
#[serde(rename_all = "snake_case", from = "String")]
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
    Unknown,
}

impl From<String> for ContactState {
    fn from(name: String) -> Self {
        match name.as_str() {
            "init" => Self::Init,
            "incoming" => Self::Incoming,
            "pending" => Self::Pending,
            "connecting" => Self::Connecting,
            "connected" => Self::Connected,
            "paused" => Self::Paused,
            "missed" => Self::Missed,
            "rejected" => Self::Rejected,
            "error" => Self::Error,
            "ended" => Self::Ended,
            _ => Self::Unknown,
        }
    }
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
    /// When that state began, by the server's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state_timestamp: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Of a third party that was called by a quick connect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quick_connect_name: Option<String>,
}

impl Connection {
    /// Somebody who was called into the conversation: to consult, to join, to take over.
    pub fn is_third_party(&self) -> bool {
        !self.initial && self.r#type == "outbound"
    }
}

/// A named link or file of a task.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    pub r#type: String,
    pub value: String,
}

/// When what befell a contact, by the server's clock; each is written once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Timeline {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offered_at: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected_at: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Millis>,
}

impl Timeline {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How long the contact was offered: until it was accepted, or connected, or over, or until now.
    pub fn offered_ms(&self, now: Millis) -> Millis {
        let until = self.accepted_at.or(self.connected_at).or(self.ended_at);
        between(self.offered_at, until.unwrap_or(now))
    }

    /// How long agent and customer were connected; nothing where they never were.
    pub fn connected_ms(&self, now: Millis) -> Millis {
        between(self.connected_at, self.ended_at.unwrap_or(now))
    }
}

/// Clocks of server and browser differ: a time that runs backwards is none.
fn between(from: Option<Millis>, until: Millis) -> Millis {
    from.map_or(0.0, |from| (until - from).max(0.0))
}

/// Why a contact that was offered was never connected, as far as Connect lets it be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unanswered {
    /// The agent let it ring.
    Missed,
    /// The agent said no.
    Rejected,
    /// The customer left first.
    Abandoned,
    /// It could not be set up.
    Failed,
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
    /// How the contact came about, in Connect's words and small letters, such as `transfer`; empty where
    /// nobody says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub initiation_method: String,
    pub queue_name: String,
    #[serde(rename = "queueARN")]
    pub queue_arn: String,
    /// The customer's number as Connect gives it; empty where there is none.
    pub phone_number: String,
    #[serde(serialize_with = "object")]
    pub attributes: LiteMap<String, String>,
    pub name: String,
    pub description: String,
    #[serde(serialize_with = "object")]
    pub references: LiteMap<String, Reference>,
    /// A supervisor listens in; flows can test it.
    pub is_monitor: bool,
    /// A supervisor who listens in talks as well.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_barge: bool,
    pub connections: Vec<Connection>,
    #[serde(skip_serializing_if = "Timeline::is_empty")]
    pub timeline: Timeline,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Unanswered>,
    /// The record whose number the agent clicked for this call: `recordId`, `objectType`, `number`, and
    /// `whoId` or `whatId`, the field of a Task that it belongs in. Empty where the call came otherwise.
    #[serde(skip_serializing_if = "LiteMap::is_empty")]
    pub clicked: LiteMap<String, String>,
}

/// As an object, even with nothing in it: left alone, an empty map would write itself as a list.
fn object<V: Serialize, S: Serializer>(map: &LiteMap<String, V>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(map.iter())
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
            initiation_method: String::new(),
            queue_name: String::new(),
            queue_arn: String::new(),
            phone_number: String::new(),
            attributes: LiteMap::new(),
            name: String::new(),
            description: String::new(),
            references: LiteMap::new(),
            is_monitor: false,
            is_barge: false,
            connections: Vec::new(),
            timeline: Timeline::default(),
            unanswered: None,
            clicked: LiteMap::new(),
        }
    }
}

impl Contact {
    /// `inbound` or `outbound`, as call logs want it.
    pub fn call_type(&self) -> &'static str {
        if self.is_inbound { "inbound" } else { "outbound" }
    }

    /// The leg of the agent.
    pub fn agent_leg(&self) -> Option<&Connection> {
        self.connections.iter().find(|leg| leg.r#type == "agent")
    }

    /// The leg that the contact began with, where that is somebody else's than the agent's.
    pub fn customer_leg(&self) -> Option<&Connection> {
        self.connections.iter().find(|leg| leg.initial && leg.r#type != "agent")
    }

    /// Whether it came from another agent or queue. A callback is of the chain of the call that asked for it,
    /// and a supervisor's contact of the one that is listened to; neither was handed on.
    pub fn is_transfer(&self) -> bool {
        match self.initiation_method.as_str() {
            "transfer" | "queue_transfer" => true,
            "callback" | "monitor" => false,
            _ => {
                let initial = self.initial_id();
                !self.is_monitor && !initial.as_str().is_empty() && *initial != self.contact_id
            }
        }
    }

    /// Connect writes attributes to the first contact of a chain.
    pub fn initial_id(&self) -> &ContactId {
        self.initial_contact_id.as_ref().unwrap_or(&self.contact_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    /// A member that a flow may look into is there even where nothing is in it.
    #[test]
    fn what_a_contact_lacks_is_empty_in_its_own_kind() {
        let written = serde_json::to_string_pretty(&Contact::default()).unwrap();
        expect![[r#"
            {
              "contactId": "",
              "type": "voice",
              "state": "connecting",
              "isInbound": true,
              "queueName": "",
              "queueARN": "",
              "phoneNumber": "",
              "attributes": {},
              "name": "",
              "description": "",
              "references": {},
              "isMonitor": false,
              "connections": []
            }"#]]
        .assert_eq(&written);
        assert_eq!(serde_json::from_str::<Contact>(&written).unwrap(), Contact::default());
    }
}
