//! The session: takes what Connect, the host and the org say, decides what runs here, and runs it.
//!
//! No browser word in here: time, storage and tabs come in through ports, so all of it is tested natively.

#[cfg(test)]
mod action_tests;
pub mod actions;
pub mod agent_events;
pub mod audio;
pub mod binding;
pub mod by_hand;
pub mod cleared;
pub mod click;
#[cfg(test)]
mod click_tests;
pub mod command;
#[cfg(test)]
mod command_tests;
#[cfg(test)]
mod crash_tests;
pub mod diagnostics;
#[cfg(test)]
mod diagnostics_tests;
pub mod dispatch;
pub mod ending;
pub mod failover;
pub mod followed;
pub mod health;
pub mod history;
pub mod interrupted;
pub mod journal;
#[cfg(test)]
mod leg_tests;
pub mod media_events;
pub mod mute_watch;
pub mod presence;
pub mod property;
pub mod readiness;
pub mod reconcile;
pub mod reconciliation;
pub mod recording;
#[cfg(test)]
mod recording_tests;
pub mod run;
#[cfg(test)]
mod shift_tests;
pub mod state_watch;
#[cfg(test)]
mod tests;
pub mod third_party;
#[cfg(test)]
mod truth_tests;
pub mod voicemail;
pub mod write_key;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use cti_core::event::{Event, EventSpec, Recurrence, Source};
use cti_core::lifecycle::{Lifecycle, contact_event};
use cti_core::phone::{PhoneEngine, PhoneNumber, PhoneNumberFormat};
use cti_core::settings::Configuration;
use cti_core::{Agent, Contact, ContactId, ContactState, Millis};
use cti_ports::{
    Archive, Clock, Connect, ConnectEvent, Desk, Host, HostEvent, Http, Level, Link, Log, Org, PortError,
    Store,
};
use litemap::LiteMap;
use serde_json::{Value, json};

use crate::state::{Change, Hub, Notice, Panel, Settings};
use agent_events::AgentWatch;
use binding::Bindings;
use click::Clicks;
use dispatch::{Batch, Dispatcher};
use ending::Ending;
use failover::ChosenState;
use health::Facts;
use journal::Journal;
use mute_watch::MuteWatch;
use presence::Presence;
use readiness::{Readiness, Step};
use state_watch::StateWatch;

/// The names of tabs, once the browser has told them.
pub type TabNames = Pin<Box<dyn Future<Output = Vec<String>>>>;
pub type TabGone = Pin<Box<dyn Future<Output = ()>>>;

/// Everything a session reaches the world through.
pub struct Ports {
    pub connect: RefCell<Option<Rc<dyn Connect>>>,
    pub host: Rc<dyn Host>,
    pub org: Rc<dyn Org>,
    pub desk: Rc<dyn Desk>,
    pub http: Rc<dyn Http>,
    pub store: Rc<dyn Store>,
    pub archive: Rc<dyn Archive>,
    pub clock: Rc<dyn Clock>,
    pub log: Rc<dyn Log>,
    pub phone: RefCell<Rc<dyn PhoneEngine>>,
    /// Starts a future beside everything else.
    pub spawn: fn(Pin<Box<dyn Future<Output = ()>>>),
    /// The names of this adapter's tabs that the agent has open, as far as the browser tells.
    pub open_tabs: fn() -> TabNames,
    /// Comes to an end when the tab of that name has gone; where the browser does not tell, never.
    pub tab_gone: fn(&str) -> TabGone,
    /// What the browser says of itself, and which version of this program runs in it.
    pub surroundings: fn() -> Value,
    /// What the browser allows this page, and what it has.
    pub probe: fn() -> Pin<Box<dyn Future<Output = Facts>>>,
    /// An id that no other tab has.
    pub random_id: fn() -> String,
    /// Sets a User Timing mark.
    pub mark: Box<dyn Fn(Mark<'_>)>,
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ports").field("host", &self.host.kind()).finish_non_exhaustive()
    }
}

/// A moment that anyone may measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark<'a> {
    Agent,
    Ready,
    Event(&'a str),
    Pop(&'a str),
}

/// Many times more than a day brings.
const LINKS_AT_MOST: usize = 200;

/// One page's session.
#[derive(Debug)]
pub struct Session {
    pub ports: Ports,
    pub hub: Rc<Hub>,
    pub journal: Journal,
    inner: RefCell<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    lifecycle: Lifecycle,
    agent: Agent,
    agent_watch: AgentWatch,
    dispatcher: Dispatcher,
    readiness: Readiness,
    bindings: Rc<Bindings>,
    region: String,
    phone_number_format: PhoneNumberFormat,
    viewed: Option<ContactId>,
    link: Option<Link>,
    presence: Presence,
    /// How the link has been, the latest last.
    links: VecDeque<(Millis, Link)>,
    /// Whom a flow is calling into a call, and since when.
    called_in: Option<(String, Millis)>,
    chosen_state: ChosenState,
    /// The last message of each chat that is still there.
    messages: LiteMap<ContactId, Value>,
    /// The day that was last written about.
    day: Option<i64>,
    clicks: Clicks,
    state_watch: StateWatch,
    mute_watch: MuteWatch,
    /// Contacts that were cleared and are listed yet.
    cleared: Vec<ContactId>,
    /// Open tabs that have runs under way; when one of them goes, its runs are looked at again.
    awaited_tabs: Vec<String>,
    /// When the last snapshot was taken, by Connect's clock.
    seen_at: Millis,
    ending: Ending,
}

impl Session {
    pub fn new(ports: Ports, hub: Rc<Hub>, journal: Journal) -> Rc<Self> {
        Rc::new(Self { ports, hub, journal, inner: RefCell::default() })
    }

    pub fn on_connect(self: &Rc<Self>, event: ConnectEvent) {
        match event {
            ConnectEvent::Snapshot { at, agent, contacts } => self.on_snapshot(at, agent, contacts),
            ConnectEvent::Viewed(id) => self.on_viewed(id),
            ConnectEvent::Refused(id) => self.inner.borrow_mut().lifecycle.refuse(&id),
            ConnectEvent::ChatMessage { contact_id, message, old } => {
                self.on_chat_message(contact_id, message, old);
            }
            ConnectEvent::TaskEvent { contact_id, name, payload } => {
                self.on_task_event(&contact_id, name, payload);
            }
            ConnectEvent::Microphone { muted } => self.on_microphone(muted),
            ConnectEvent::MicrophoneWished { muted } => self.on_microphone_wish(muted),
            ConnectEvent::SoundFailed(reason) => self.on_sound_failed(reason),
            ConnectEvent::Link(link) => self.on_link(link),
            ConnectEvent::FailingOver => self.inner.borrow_mut().chosen_state.keep(),
            ConnectEvent::FailedOver { region } => self.on_failed_over(region),
        }
    }

    fn on_link(self: &Rc<Self>, link: Link) {
        let was = self.inner.borrow_mut().link.replace(link.clone());
        self.link_ending(was, &link);
        {
            let mut inner = self.inner.borrow_mut();
            if link == Link::SignedOut {
                // Whoever signs in next is a new agent to flows.
                inner.agent_watch = AgentWatch::default();
            }
            if inner.links.len() >= LINKS_AT_MOST {
                inner.links.pop_front();
            }
            inner.links.push_back((self.ports.clock.now(), link.clone()));
        }
        self.hub.apply(Change::Link(link));
    }

    fn on_snapshot(self: &Rc<Self>, at: Millis, agent: Agent, mut contacts: Vec<Contact>) {
        for contact in &mut contacts {
            contact.clicked = self.clicked_record(contact, &agent.username);
        }
        let (events, contacts, first, before) = {
            let inner = &mut *self.inner.borrow_mut();
            let contacts = cleared::without_cleared(&mut inner.cleared, contacts);
            inner.seen_at = at;
            let first = inner.readiness.is_missing(Step::Agent);
            let mut events = inner.agent_watch.observe(&agent);
            inner.chosen_state.see(&agent.state);
            let before = std::mem::replace(&mut inner.agent, agent).state.name;
            let of_contacts = inner.lifecycle.observe(contacts, at);
            let about = inner.current_contact();
            events.iter_mut().for_each(|event| event.contact.clone_from(&about));
            events.extend(of_contacts);
            let contacts: Vec<_> = inner.lifecycle.contacts().cloned().collect();
            inner.messages.retain(|id, _| contacts.iter().any(|contact| contact.contact_id == *id));
            (events, contacts, first, before)
        };
        if first {
            (self.ports.mark)(Mark::Agent);
        }
        for mut event in events {
            if event.name == "onRefresh" {
                // The server's clock makes one update the same in every tab.
                event.occurrence = format!("{}@{at}", event.occurrence);
            }
            if event.name == "onTransferStarted" {
                self.name_target(&mut event);
            }
            self.offer(event);
        }
        self.reconcile(&contacts);
        // Pops are on their way; now the page may take its time to draw.
        self.forget_records(&contacts);
        self.hub.apply(Change::Contacts(contacts));
        self.show_recordings();
        self.show_state();
        self.watch_call_end();
        if first {
            self.ask_microphone();
        }
        self.done(Step::Agent);
        self.snapshot_ending(&before);
    }

    fn on_viewed(self: &Rc<Self>, id: Option<ContactId>) {
        self.inner.borrow_mut().viewed.clone_from(&id);
        self.hub.apply(Change::Viewed(id.clone()));
        let contact = id.and_then(|id| self.contact(&id));
        let Some(contact) = contact.filter(|contact| contact.state == ContactState::Connected) else {
            return;
        };
        if let Some(event) = contact_event("onViewContact", &contact) {
            self.offer(event);
        }
    }

    pub fn on_host(self: &Rc<Self>, event: HostEvent) {
        use Source::{SalesforceAgent, SalesforceUi};
        let (source, name, payload) = match event {
            HostEvent::ClickToDial(payload) => return self.on_click(payload),
            HostEvent::Navigated(payload) => (SalesforceUi, "onNavigationChange", payload),
            HostEvent::WorkStarted(payload) => (SalesforceUi, "onHvsWorkStart", payload),
            HostEvent::PresenceStatusChanged(payload) => (SalesforceAgent, "onStateChange", payload),
            HostEvent::WorkAccepted(payload) => (SalesforceAgent, "onWorkAccepted", payload),
            HostEvent::WorkloadChanged(payload) => (SalesforceAgent, "onWorkloadChanged", payload),
            // Leaving is no event of the language; presence rules know it.
            HostEvent::PresenceLoggedOut(_) => return self.offer(presence::logout()),
            HostEvent::PopsReload(reload) => return self.hub.apply(Change::PopsReload(reload)),
        };
        if let Some(event) = self.page_event(source, name, payload) {
            self.offer(event);
        }
    }

    /// An event that is about no contact in particular: it is told the one that the agent has or looks at.
    fn page_event(&self, source: Source, name: &'static str, payload: Value) -> Option<Event> {
        let spec = EventSpec::find(source, name)?;
        let occurrence = match spec.recurrence {
            // The id of one assignment to one agent.
            Recurrence::EachOccurrence => {
                format!("work:{}", payload.get("workId").and_then(Value::as_str)?)
            }
            Recurrence::SeenByAll => "all".to_owned(),
            _ => (self.ports.random_id)(),
        };
        let (name, recurrence, contact) = (spec.name, spec.recurrence, self.current_contact());
        Some(Event { source, name, recurrence, occurrence, contact, payload })
    }

    /// The settings arrived: flows are compiled, their problems shown, and what waited is delivered.
    pub fn on_configuration(self: &Rc<Self>, answer: Result<Configuration, PortError>) {
        let configuration = match answer {
            Ok(configuration) => configuration,
            Err(error) => {
                self.ports.log.write(Level::Error, &format!("settings: {error}"));
                self.hub.apply(Change::Settings(Settings::Failed(error.to_string())));
                return;
            }
        };
        let (mut bindings, problems) = Bindings::compile(&configuration.flows);
        bindings.followed = self.take_rules(&configuration);
        bindings.monitoring = configuration.adapter.monitoring_flows;
        for problem in &problems {
            self.ports.log.write(Level::Warn, &problem.to_string());
        }
        {
            let mut inner = self.inner.borrow_mut();
            inner.bindings = Rc::new(bindings);
            inner.region.clone_from(&configuration.adapter.default_region);
            inner.phone_number_format = configuration.adapter.phone_number_format;
        }
        self.set_ending(&configuration);
        let of_flows = problems.into_iter().map(Notice::Flow);
        let of_panels = Panel::problems(&configuration).into_iter().map(Notice::Setting);
        self.hub.apply(Change::Notices(of_flows.chain(of_panels).collect()));
        self.hub.apply(Change::Settings(Settings::Loaded(Rc::new(configuration))));
        self.show_recordings();
        self.done(Step::Settings);
    }

    /// The host has answered, or cannot; either way it will not answer better later.
    pub fn on_host_answer(self: &Rc<Self>, answer: Result<(), PortError>) {
        if let Err(error) = answer {
            self.ports.log.write(Level::Error, &format!("host: {error}"));
            self.hub.apply(Change::HostSilent(error.to_string()));
            return;
        }
        self.hub.apply(Change::HostAnswered);
        self.done(Step::Host);
    }

    pub fn on_phone_engine(self: &Rc<Self>, loaded: Result<Rc<dyn PhoneEngine>, String>) {
        match loaded {
            Ok(engine) => *self.ports.phone.borrow_mut() = engine,
            Err(error) => {
                self.ports.log.write(Level::Error, &format!("phone numbers stay as they are: {error}"))
            }
        }
        self.done(Step::PhoneEngine);
    }

    /// This tab leads from now on, or no longer.
    pub fn on_lead(self: &Rc<Self>, leads: bool) {
        if leads {
            self.journal.prune(self.ports.clock.now());
        }
        let batches = self.inner.borrow_mut().dispatcher.lead(leads);
        self.run_all(batches);
        if leads {
            self.close_days();
            self.find_interrupted_later();
        }
        self.lead_ending(leads);
    }

    fn done(self: &Rc<Self>, step: Step) {
        let ready_now = self.inner.borrow_mut().readiness.done(step);
        if !ready_now {
            return;
        }
        let batches = {
            let mut inner = self.inner.borrow_mut();
            let bindings = Rc::clone(&inner.bindings);
            inner.dispatcher.ready(bindings, self.ports.clock.now())
        };
        // First of all, whatever else has happened meanwhile.
        if let Some(started) = self.page_event(Source::Initialization, "onInit", json!({})) {
            self.offer(started);
        }
        self.run_all(batches);
        (self.ports.mark)(Mark::Ready);
        self.look_after_health();
        self.hub.apply(Change::Ready);
        self.dial_waiting_click();
    }

    fn offer(self: &Rc<Self>, event: Event) {
        if let Some(contact) = &event.contact
            && event.occurrence == contact.contact_id.as_str()
        {
            (self.ports.mark)(Mark::Event(contact.contact_id.as_str()));
        }
        let now = self.ports.clock.now();
        let (batch, stale) = {
            let mut inner = self.inner.borrow_mut();
            (inner.dispatcher.offer(event, now), inner.dispatcher.stale())
        };
        self.run_all(batch);
        self.tell_lost(&stale);
    }

    fn run_all(self: &Rc<Self>, batches: impl IntoIterator<Item = Batch>) {
        for batch in batches {
            let mut running: Pin<Box<dyn Future<Output = ()>>> =
                Box::pin(run::run_batch(Rc::clone(self), batch));
            // As far as it goes at once: a pop is on its way before anything else happens with the snapshot.
            if running.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
                (self.ports.spawn)(running);
            }
        }
    }

    pub fn agent(&self) -> Agent {
        self.inner.borrow().agent.clone()
    }

    pub fn region(&self) -> String {
        self.inner.borrow().region.clone()
    }

    pub fn phone_number_format(&self) -> PhoneNumberFormat {
        self.inner.borrow().phone_number_format
    }

    /// Reads a number as the adapter's users write it.
    pub fn parse_phone(&self, text: &str) -> Option<PhoneNumber> {
        let engine = self.ports.phone.borrow().clone();
        engine.parse(text, &self.inner.borrow().region)
    }

    /// Connect calls the number alone; what is to be keyed in then is left to the agent.
    pub fn tell_extension(&self, number: &PhoneNumber) {
        if !number.extension.is_empty() {
            let (number, extension) = (number.number.clone(), number.extension.clone());
            self.hub.apply(Change::Notices(vec![Notice::Extension { number, extension }]));
        }
    }

    pub(crate) fn contact(&self, id: &ContactId) -> Option<Rc<Contact>> {
        self.inner.borrow().lifecycle.contacts().find(|contact| contact.contact_id == *id).cloned()
    }

    fn current_contact(&self) -> Option<Rc<Contact>> {
        self.inner.borrow().current_contact()
    }
}

impl Inner {
    /// The only live contact, else the one the agent looks at, else the only one there is, such as the one
    /// of after-call work.
    fn current_contact(&self) -> Option<Rc<Contact>> {
        let only = |live: bool| {
            let mut contacts = self.lifecycle.contacts().filter(|contact| !(live && contact.state.is_over()));
            contacts.next().filter(|_| contacts.next().is_none())
        };
        let viewed = || {
            let viewed = self.viewed.as_ref()?;
            self.lifecycle.contacts().find(|contact| contact.contact_id == *viewed)
        };
        only(true).or_else(viewed).or_else(|| only(false)).cloned()
    }
}

/// What a person sees of a run that did not go as its author wished.
pub fn run_notice(flow: &str, message: &str) -> Notice {
    Notice::Run { flow: flow.to_owned(), message: message.to_owned() }
}

/// Contact of an event for logs: its id and nothing personal.
pub fn about(event: &Event) -> Value {
    json!({
        "source": event.source.api_name(),
        "event": event.name,
        "contact": event.contact.as_ref().map(|contact| contact.contact_id.as_str()),
    })
}
