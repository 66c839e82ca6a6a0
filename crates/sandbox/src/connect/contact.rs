//! A contact at the agent: its channel, its state, its legs and what is known about it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::directory::Queue;
use super::leg::{Leg, LegState};
use super::recording::Recording;

/// The channel decides how a contact behaves; one that Connect may invent tomorrow is carried as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    Voice,
    QueueCallback,
    Chat,
    Task,
    Email,
    Other(String),
}

impl Channel {
    pub fn of(name: &str) -> Self {
        match name {
            "voice" => Self::Voice,
            "queue_callback" => Self::QueueCallback,
            "chat" => Self::Chat,
            "task" => Self::Task,
            "email" => Self::Email,
            other => Self::Other(other.to_owned()),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Voice => "voice",
            Self::QueueCallback => "queue_callback",
            Self::Chat => "chat",
            Self::Task => "task",
            Self::Email => "email",
            Self::Other(name) => name,
        }
    }

    /// Telephony: it takes the agent's voice and changes the agent's own state.
    pub fn is_voice(&self) -> bool {
        matches!(self, Self::Voice | Self::QueueCallback)
    }

    /// The `connect:Subtype` segment attribute.
    pub fn subtype(&self) -> Option<&'static str> {
        match self {
            Self::Voice | Self::QueueCallback => Some("connect:Telephony"),
            Self::Chat => Some("connect:Chat"),
            Self::Task => Some("connect:Task"),
            Self::Email => Some("connect:Email"),
            Self::Other(_) => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactState {
    Incoming,
    Pending,
    Connecting,
    Connected,
    Paused,
    Missed,
    Rejected,
    Error,
    Ended,
}

impl ContactState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Pending => "pending",
            Self::Connecting => "connecting",
            Self::Connected => "connected",
            Self::Paused => "paused",
            Self::Missed => "missed",
            Self::Rejected => "rejected",
            Self::Error => "error",
            Self::Ended => "ended",
        }
    }

    /// Before anybody talks.
    pub fn is_ringing(self) -> bool {
        matches!(self, Self::Incoming | Self::Pending | Self::Connecting)
    }

    /// Over, and only waiting to be cleared.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Missed | Self::Rejected | Self::Error | Self::Ended)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Inbound,
    Outbound,
    Monitoring,
}

/// One message of a chat.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub id: String,
    /// Milliseconds since the epoch.
    pub at: f64,
    /// `CUSTOMER`, `AGENT` or `SYSTEM`.
    pub role: &'static str,
    pub participant_id: String,
    pub name: String,
    /// `MESSAGE` or `EVENT`.
    pub kind: &'static str,
    pub content_type: String,
    pub content: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    pub id: String,
    pub channel: Channel,
    pub direction: Direction,
    pub state: ContactState,
    /// Milliseconds since the epoch, of the present state.
    pub since: f64,
    /// Milliseconds since the epoch, of the first talk.
    pub connected_at: Option<f64>,
    pub queue: Option<Queue>,
    pub queued_at: f64,
    pub legs: Vec<Leg>,
    pub attributes: BTreeMap<String, String>,
    pub related_id: Option<String>,
    /// Of the chain's first contact, where that is another one.
    pub initial_id: Option<String>,
    pub initiation_method: &'static str,
    pub subtype: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    /// As on the wire: key to `{type, value, …}`.
    pub references: Map<String, Value>,
    pub channel_context: Option<Value>,
    pub customer_endpoint: Option<Value>,
    pub system_endpoint: Option<Value>,
    pub messages: Vec<Message>,
    pub recording: Option<Recording>,
}

impl Contact {
    pub fn set(&mut self, state: ContactState, now: f64) {
        if self.state != state {
            self.state = state;
            self.since = now;
        }
        if state == ContactState::Connected {
            self.connected_at.get_or_insert(now);
        }
    }

    /// Talking: the contact and every leg that was still being set up.
    pub fn connect(&mut self, now: f64) {
        for leg in self.legs.iter_mut().filter(|leg| leg.initial || leg.is_agents()) {
            if leg.state == LegState::Connecting {
                leg.set(LegState::Connected, now);
            }
        }
        self.set(ContactState::Connected, now);
    }

    /// Over: the state says how, every leg is down.
    pub fn finish(&mut self, state: ContactState, now: f64) {
        for leg in &mut self.legs {
            leg.set(LegState::Disconnected, now);
        }
        self.set(state, now);
    }

    /// A call that takes the agent's voice; listening in on a colleague does not.
    pub fn is_own_call(&self) -> bool {
        self.channel.is_voice() && self.direction != Direction::Monitoring
    }

    /// Such a call that is not over yet.
    pub fn is_live_call(&self) -> bool {
        self.is_own_call() && !self.state.is_over()
    }

    pub fn leg_mut(&mut self, id: &str) -> Option<&mut Leg> {
        self.legs.iter_mut().find(|leg| leg.id == id)
    }

    pub fn agent_leg(&self) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.is_agents())
    }

    pub fn customer_leg(&self) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.initial && !leg.is_agents())
    }

    pub fn customer_leg_mut(&mut self) -> Option<&mut Leg> {
        self.legs.iter_mut().find(|leg| leg.initial && !leg.is_agents())
    }

    /// Live legs of the others: the customer and third parties.
    pub fn others(&mut self) -> impl Iterator<Item = &mut Leg> {
        self.legs.iter_mut().filter(|leg| !leg.is_agents() && leg.is_active())
    }
}
