//! The stand-in for a Connect instance: one agent, its contacts, its session, and the CCP page.
//!
//! `Instance` is a state machine without input or output: time comes in, messages for the pages are
//! collected and handed out. The other modules connect it to sockets.

mod agent;
mod arrive;
mod assistant;
mod attribute;
mod call;
mod chat;
mod configuration;
mod consent;
mod contact;
mod deliver;
mod directory;
mod failure;
mod http;
mod ids;
mod leg;
mod options;
mod participant;
mod push;
mod recording;
mod request;
mod session;
mod snapshot;
mod sso;
mod step;
mod task;
mod timer;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::{Region, Shared};

pub use agent::{Agent, AgentState};
pub use arrive::{ArriveError, NewContact};
pub use attribute::AttributesError;
pub use contact::{Channel, Contact, ContactState};
pub use deliver::{Outgoing, deliver};
pub use directory::Directory;
pub use failure::Failure;
pub use http::router;
pub use options::{Options, StorageAccess};
pub use recording::RecordingCall;
pub use session::{Session, SessionChange};
pub use step::StepError;

use ids::Ids;
use timer::Timer;

/// One of the origins that an instance is served from.
#[derive(Debug, Clone)]
pub struct Site {
    pub shared: Shared,
    pub region: Region,
}

impl Site {
    fn with<T>(&self, work: impl FnOnce(&mut Instance) -> T) -> T {
        self.shared.with(|world| work(world.at(self.region)))
    }
}

#[derive(Debug)]
pub struct Instance {
    /// Milliseconds since the epoch; set before every use.
    now: f64,
    ids: Ids,
    pub agent: Agent,
    pub directory: Directory,
    pub session: Session,
    pub options: Options,
    contacts: Vec<Contact>,
    /// The task that each token was used for.
    task_tokens: BTreeMap<String, String>,
    timers: Vec<Timer>,
    outgoing: Vec<Outgoing>,
}

impl Instance {
    /// The same seed gives the same identifiers.
    pub fn seeded(seed: u64, now: f64) -> Self {
        Self::in_region(Region::Home, seed, now)
    }

    /// The same contact center in the other region. Its agent is offline as long as it only stands by.
    pub fn standby(seed: u64, now: f64) -> Self {
        let mut instance = Self::in_region(Region::Replica, seed ^ 0x5EED, now);
        if let Some(offline) = instance.agent.state("Offline").cloned() {
            instance.agent.choose(offline, now);
            instance.agent.settle(&[], now);
        }
        instance
    }

    fn in_region(region: Region, seed: u64, now: f64) -> Self {
        let mut ids = Ids::new(seed);
        let directory = Directory::seeded(&mut ids, region.name());
        Self {
            now,
            agent: Agent::seeded(&mut ids, &directory, now),
            session: Session::signed_in(ids.uuid()),
            options: Options::default(),
            contacts: Vec::new(),
            task_tokens: BTreeMap::new(),
            timers: Vec::new(),
            outgoing: Vec::new(),
            directory,
            ids,
        }
    }

    pub fn set_now(&mut self, now: f64) {
        self.now = now;
    }

    pub fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    fn contact_mut(&mut self, id: &str) -> Option<&mut Contact> {
        self.contacts.iter_mut().find(|contact| contact.id == id)
    }

    fn remove(&mut self, id: &str) {
        self.contacts.retain(|contact| contact.id != id);
    }

    /// The agent chooses a state, or enqueues it for when its contacts are done.
    fn choose(&mut self, state: AgentState, enqueue: bool) -> Result<(), Failure> {
        if enqueue && !self.contacts.is_empty() {
            self.agent.next = Some(state);
            return Ok(());
        }
        if self.contacts.iter().any(Contact::is_live_call) {
            return Err(Failure::invalid_state("the agent handles a call; enqueue the next state instead"));
        }
        // Leaving a missed call or after-call work by choosing a state clears the call.
        self.contacts.retain(|call| !call.is_own_call());
        self.agent.choose(state, self.now);
        Ok(())
    }

    /// The agent chooses a state in the CCP, where a running call makes it the next one.
    pub fn choose_by_name(&mut self, name: &str) -> Result<(), Failure> {
        let Some(state) = self.agent.state(name).cloned() else {
            let names: Vec<_> = self.agent.states.iter().map(|state| state.name.as_str()).collect();
            let message = format!("no agent state `{name}`; there are {}", names.join(", "));
            return Err(Failure::validation(message));
        };
        let busy = self.contacts.iter().any(Contact::is_live_call);
        self.choose(state, busy)?;
        self.changed(0);
        Ok(())
    }

    /// One more state in which no contact arrives.
    pub fn add_state(&mut self, name: &str) {
        let arn = self.directory.arn(&["agent-state/", &self.ids.uuid()].concat());
        self.agent.states.push(AgentState { name: name.to_owned(), kind: "not_routable", arn });
        self.changed(0);
    }

    /// Connect's own `PutUserStatus`: an agent who handles a contact takes the state afterwards.
    pub fn put_user_status(&mut self, arn: &str) -> Result<(), Failure> {
        let known = self.agent.state_by_arn(arn).cloned();
        let state = known.ok_or_else(|| Failure::validation("the agent has no such state"))?;
        let busy = self.is_busy();
        self.choose(state, busy)?;
        self.changed(0);
        Ok(())
    }

    /// Whether the agent handles a contact of any kind.
    pub fn is_busy(&self) -> bool {
        self.contacts.iter().any(|contact| !contact.state.is_over())
    }

    /// Publishes the present state; `after_ms` later, but never before what was published earlier.
    fn changed(&mut self, after_ms: u64) {
        self.agent.settle(&self.contacts, self.now);
        if self.agent.muted && !self.contacts.iter().any(Contact::is_live_call) {
            self.agent.muted = false;
            self.post(after_ms, "agent::mute_toggle", json!({ "muted": false }));
        }
        if !self.session.is_good() {
            return;
        }
        let update = json!({ "update": self.update(), "face": self.face() });
        self.outgoing.push(Outgoing::Message { after_ms, message: update });
    }

    /// Has every CCP page post this event to its softphone.
    fn post(&mut self, after_ms: u64, event: &str, data: Value) {
        let message = json!({ "post": { "event": event, "data": data } });
        self.outgoing.push(Outgoing::Message { after_ms, message });
    }

    /// This region fails: its pages say so, and whether somebody is still being talked to.
    pub fn announce_failover(&mut self, next: &str) {
        let talking = |contact: &Contact| {
            !contact.state.is_over() && (contact.channel.is_voice() || contact.channel == Channel::Chat)
        };
        let pending = self.contacts.iter().any(talking);
        let message = json!({ "failOver": { "activeRegion": next, "pending": pending } });
        self.outgoing.push(Outgoing::Message { after_ms: 0, message });
    }

    /// Publishes again what is already known, as the real thing does when a tab opens or a poll returns.
    pub fn refresh(&mut self) {
        self.changed(0);
    }

    /// What is to be delivered since the last call.
    pub fn take_outgoing(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outgoing)
    }
}
