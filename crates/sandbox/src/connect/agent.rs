//! The agent: who it is, what it chose to be, and what its calls make of that.

use serde_json::{Value, json};

use super::contact::{Contact, ContactState, Direction};
use super::directory::Directory;
use super::ids::Ids;

/// A state that an agent can choose.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentState {
    pub name: String,
    /// `routable`, `not_routable` or `offline`.
    pub kind: &'static str,
    pub arn: String,
}

/// The state that the world sees; system and error states have no ARN.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownState {
    pub name: String,
    pub kind: &'static str,
    pub arn: Option<String>,
    /// Milliseconds since the epoch.
    pub since: f64,
}

#[derive(Debug, Clone)]
pub struct Agent {
    pub name: &'static str,
    pub username: &'static str,
    pub states: Vec<AgentState>,
    pub chosen: AgentState,
    pub chosen_at: f64,
    /// Enqueued, for when the last contact is gone.
    pub next: Option<AgentState>,
    pub shown: ShownState,
    /// A missed or failed call; stays until the agent chooses a state.
    pub error: Option<String>,
    pub muted: bool,
    /// The part of the configuration that the agent may change.
    pub preferences: Value,
}

impl Agent {
    pub fn seeded(ids: &mut Ids, directory: &Directory, now: f64) -> Self {
        let states: Vec<AgentState> = [
            ("Available", "routable"),
            ("Offline", "offline"),
            ("Break", "not_routable"),
            ("Lunch", "not_routable"),
            ("Training", "not_routable"),
        ]
        .into_iter()
        .map(|(name, kind)| {
            let arn = directory.arn(&format!("agent-state/{}", ids.uuid()));
            AgentState { name: name.to_owned(), kind, arn }
        })
        .collect();
        let fallback = || AgentState { name: "Available".to_owned(), kind: "routable", arn: String::new() };
        let chosen = states.first().cloned().unwrap_or_else(fallback);
        Self {
            name: "Ada Lovelace",
            username: "ada",
            shown: shown(&chosen, now),
            states,
            chosen,
            chosen_at: now,
            next: None,
            error: None,
            muted: false,
            preferences: json!({
                "extension": "", "softphoneEnabled": true, "softphoneAutoAccept": false,
                "agentPreferences": { "LANGUAGE": "en_US" }, "voiceEnhancementMode": "NONE",
            }),
        }
    }

    pub fn state(&self, name: &str) -> Option<&AgentState> {
        self.states.iter().find(|state| state.name == name)
    }

    pub fn state_by_arn(&self, arn: &str) -> Option<&AgentState> {
        self.states.iter().find(|state| state.arn == arn)
    }

    pub fn choose(&mut self, state: AgentState, now: f64) {
        self.error = None;
        self.next = None;
        self.chosen = state;
        self.chosen_at = now;
    }

    /// Works out the shown state from the chosen one and the calls. Only telephony moves it:
    /// chats, tasks and e-mails leave the agent as it is.
    pub fn settle(&mut self, contacts: &[Contact], now: f64) {
        if contacts.is_empty()
            && self.error.is_none()
            && let Some(next) = self.next.take()
        {
            self.choose(next, now);
        }
        let (name, kind) = match system_state(contacts) {
            Some(name) => (name.to_owned(), "system"),
            None => match &self.error {
                Some(name) => (name.clone(), "error"),
                None => (self.chosen.name.clone(), self.chosen.kind),
            },
        };
        if self.shown.name != name {
            let arn = (name == self.chosen.name).then(|| self.chosen.arn.clone());
            self.shown = ShownState { name, kind, arn, since: now };
        }
    }
}

fn shown(state: &AgentState, now: f64) -> ShownState {
    ShownState { name: state.name.clone(), kind: state.kind, arn: Some(state.arn.clone()), since: now }
}

/// The name that a call gives the agent's state; talking goes before ringing, ringing before wrapping up.
fn system_state(contacts: &[Contact]) -> Option<&'static str> {
    let calls = || contacts.iter().filter(|contact| contact.is_own_call());
    let any = |test: fn(&Contact) -> bool| calls().any(test);
    if any(|call| call.state == ContactState::Connected) {
        Some("Busy")
    } else if any(|call| call.state == ContactState::Connecting && calls_out(call)) {
        Some("CallingCustomer")
    } else if any(|call| matches!(call.state, ContactState::Connecting | ContactState::Pending)) {
        Some("PendingBusy")
    } else if any(|call| call.state == ContactState::Ended) {
        Some("AfterCallWork")
    } else {
        None
    }
}

/// A callback that the agent accepted dials the customer, like an outbound call.
fn calls_out(call: &Contact) -> bool {
    call.direction == Direction::Outbound || call.channel == super::contact::Channel::QueueCallback
}
