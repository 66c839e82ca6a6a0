//! The agent's session: it begins with the first page, goes on over reloads and tabs, and ends with the last page.
//!
//! A page that goes can do nothing that takes time, and one that dies can do nothing at all. So the org holds a
//! lease on the session: the leading page renews it, and when it has run out the org sets the agent's state.
//! `docs/session-end.md` tells why.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use cti_core::number::decimal;
use cti_core::session_end::{LOGOUT, SESSION_END, SessionEnd};
use cti_core::settings::Configuration;
use cti_core::{Agent, Contact, Millis};
use cti_ports::{Connect, Level, Link, PortError, SessionLease, StateChoice};
use serde_json::Value;

use super::Session;
use crate::state::{Change, Notice};

/// What a lease is asked for. A page that nobody sees may use its timers once a minute only: two renewals can
/// be missed.
const LEASE_SECONDS: u32 = 150;

/// The name of the fact that all pages of the session know.
const FACT: &str = "session";

#[derive(Debug, Default)]
pub struct Ending {
    /// None where the feature is off.
    settings: Option<Rc<SessionEnd>>,
    leads: bool,
    /// Whether this page knows that the session goes on, because it found it so or began it.
    entered: bool,
    /// Known to the pages of this session alone.
    key: String,
    /// What the org was last told to do in the end, and for how long it granted the lease.
    arranged: Option<Wish>,
    granted: Option<u32>,
    /// The state that the agent chose last, which calls hide.
    chosen: String,
    /// The agent has chosen to log out; contacts may hold it up.
    logging_out: bool,
    /// Whether a snapshot of this sign-in has been seen.
    known: bool,
    /// Of the timers that were set, only the last one counts.
    timer: u32,
}

/// What is to be done with the agent in the end; no state: nothing.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wish {
    state: Option<StateChoice>,
    sign_out: bool,
}

/// What pages tell each other of the session: `<until when it goes on> <timer> <key>`.
struct Fact {
    until: Millis,
    timer: u32,
    key: String,
}

impl Fact {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (until, timer) = (decimal(parts.next()?)?, parts.next()?.parse().ok()?);
        Some(Self { until, timer, key: parts.next()?.to_owned() })
    }
}

impl Session {
    fn fact(&self) -> Option<Fact> {
        self.journal.kept(FACT).and_then(|text| Fact::parse(&text))
    }

    /// The session goes on for so many seconds without any page.
    fn keep_for(&self, seconds: u32, timer: u32, key: &str) {
        let now = self.ports.clock.now();
        let until = (now + f64::from(seconds) * 1000.0).to_string();
        self.journal.keep(FACT, &[&until, " ", &timer.to_string(), " ", key].concat(), now);
    }

    /// Gives the lease of a session that goes on its length, and the session with it.
    fn retime(&self, length: impl FnOnce(&Fact) -> u32) {
        let now = self.ports.clock.now();
        if let Some(fact) = self.fact().filter(|fact| fact.until > now) {
            let seconds = length(&fact);
            self.keep_for(seconds, fact.timer, &fact.key);
            self.ports.org.retime_lease(&fact.key, seconds, now);
        }
    }

    /// A page is there, long before it can renew anything: what the last one set going is held up.
    pub fn on_arrival(&self) {
        self.retime(|_| LEASE_SECONDS);
    }

    /// The page is back out of the browser's memory.
    pub fn on_return(self: &Rc<Self>) {
        self.on_arrival();
        self.renew();
    }

    /// The page goes away; with the last one the session is about to end.
    pub fn on_departure(&self, last: bool) {
        if last {
            self.retime(|fact| fact.timer);
        }
    }

    pub(super) fn set_ending(self: &Rc<Self>, configuration: &Configuration) {
        let settings = configuration.feature(SESSION_END).map(SessionEnd::read).map(Rc::new);
        if settings.is_none() {
            self.call_off();
        }
        self.inner.borrow_mut().ending.settings = settings;
        self.renew();
    }

    /// The feature was switched off while a lease stands: there is nothing to be done in the end.
    fn call_off(&self) {
        let now = self.ports.clock.now();
        if let Some(fact) = self.fact().filter(|fact| fact.until > now) {
            let lease = SessionLease { key: fact.key, seconds: 1, at: now, ..SessionLease::default() };
            self.keep_for(0, fact.timer, &lease.key);
            let called_off = self.ports.org.renew_lease(&lease);
            (self.ports.spawn)(Box::pin(async move { drop(called_off.await) }));
        }
    }

    pub(super) fn lead_ending(self: &Rc<Self>, leads: bool) {
        self.inner.borrow_mut().ending.leads = leads;
        self.renew();
        self.log_out();
    }

    pub(super) fn link_ending(self: &Rc<Self>, was: Option<Link>, link: &Link) {
        if *link == Link::Up && self.inner.borrow().ending.entered {
            self.renew();
        }
        if *link != Link::SignedOut {
            return;
        }
        let leads = {
            let ending = &mut self.inner.borrow_mut().ending;
            (ending.entered, ending.logging_out, ending.known) = (false, false, false);
            ending.arranged = None;
            ending.leads
        };
        // Connect keeps an agent who signs out in the old state; a page that never got in knows of nothing.
        if leads && was == Some(Link::Up) {
            self.retime(|fact| fact.timer);
        }
    }

    /// A snapshot has been taken in; `before` is the state in the one before.
    pub(super) fn snapshot_ending(self: &Rc<Self>, before: &str) {
        let changed = {
            let inner = &mut *self.inner.borrow_mut();
            let state = &inner.agent.state;
            if matches!(&*state.r#type, "routable" | "not_routable" | "offline") {
                inner.ending.chosen.clone_from(&state.name);
            }
            let known = std::mem::replace(&mut inner.ending.known, true);
            let changed = state.name != before;
            if changed {
                // Whoever signs in finds the state of last time: that is no wish to go.
                inner.ending.logging_out = known && state.name.contains(LOGOUT);
            }
            changed
        };
        let differs = {
            let inner = self.inner.borrow();
            let wish = inner.wish().map(|(_, wish)| wish);
            (changed || !inner.ending.entered) && wish != inner.ending.arranged
        };
        if differs {
            self.renew();
        }
        self.log_out();
    }

    /// A lease is renewed twice before it runs out.
    fn renew_later(self: &Rc<Self>) {
        let (timer, granted) = {
            let ending = &mut self.inner.borrow_mut().ending;
            ending.timer = ending.timer.wrapping_add(1);
            (ending.timer, ending.granted.unwrap_or(LEASE_SECONDS))
        };
        let delay = self.ports.clock.delay((granted.saturating_mul(1000) / 3).max(1000));
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            delay.await;
            if session.inner.borrow().ending.timer == timer {
                session.renew();
            }
        }));
    }

    /// Begins or carries on the session, if this is the page to do it.
    fn renew(self: &Rc<Self>) {
        let Some((settings, wish)) = self.inner.borrow().wish() else { return };
        self.renew_later();
        let begins = self.enter();
        let (key, granted) = {
            let ending = &self.inner.borrow().ending;
            (ending.key.clone(), ending.granted.unwrap_or(LEASE_SECONDS))
        };
        self.keep_for(granted, settings.timer, &key);
        if begins {
            self.set_initial_state(&settings);
        }
        let nothing_new = self.inner.borrow().ending.arranged.as_ref() == Some(&wish);
        // A lease that does nothing in the end may run out.
        if nothing_new && wish.state.is_none() {
            return;
        }
        self.inner.borrow_mut().ending.arranged = Some(wish.clone());
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            let arranged = session.arrange(&key, &wish).await;
            session.note_arranged(arranged, settings.timer, &key);
        }));
    }

    /// True where the session begins here and now, instead of going on from another page or before a reload.
    fn enter(&self) -> bool {
        if std::mem::replace(&mut self.inner.borrow_mut().ending.entered, true) {
            return false;
        }
        let goes_on = self.fact().filter(|fact| fact.until > self.ports.clock.now());
        let begins = goes_on.is_none();
        let key = goes_on.map_or_else(self.ports.random_id, |fact| fact.key);
        self.inner.borrow_mut().ending.key = key;
        begins
    }

    async fn arrange(&self, key: &str, wish: &Wish) -> Result<u32, PortError> {
        let states = self.agent_states().await?;
        let state = wish.state.as_ref().map(|state| arn_of(state, &states)).transpose()?;
        let lease = SessionLease {
            key: key.to_owned(),
            agent_arn: self.inner.borrow().agent.arn.clone(),
            agent_state_arn: state,
            sign_out: wish.sign_out,
            seconds: LEASE_SECONDS,
            at: self.ports.clock.now(),
        };
        self.ports.org.renew_lease(&lease).await
    }

    fn note_arranged(self: &Rc<Self>, arranged: Result<u32, PortError>, timer: u32, key: &str) {
        match arranged {
            Ok(granted) => {
                let before = self.inner.borrow_mut().ending.granted.replace(granted);
                if before != Some(granted) {
                    self.keep_for(granted, timer, key);
                    self.renew_later();
                }
            }
            Err(error) => {
                // Asked again the next time.
                self.inner.borrow_mut().ending.arranged = None;
                self.ports.log.write(Level::Warn, &["session end: ", &error.to_string()].concat());
                self.hub.apply(Change::Notices(vec![Notice::SessionEnd]));
            }
        }
    }

    pub(super) async fn agent_states(&self) -> Result<Vec<Value>, PortError> {
        let mut configuration = self.phone()?.agent_configuration().await?;
        let states = configuration.get_mut("agentStates").map(Value::take);
        Ok(match states {
            Some(Value::Array(states)) => states,
            _ => Vec::new(),
        })
    }

    pub(super) fn phone(&self) -> Result<Rc<dyn Connect>, PortError> {
        let reason = || "the phone has not started".to_owned();
        let phone = self.ports.connect.borrow().clone();
        phone.ok_or_else(|| PortError::Unavailable { call: "phone", reason: reason() })
    }

    /// Never over the head of an agent who is at work or has chosen a state before.
    fn set_initial_state(self: &Rc<Self>, settings: &SessionEnd) {
        let name = settings.initial_state.clone();
        let is_fresh = {
            let inner = self.inner.borrow();
            let state = &inner.agent.state;
            let is_unchosen = matches!(&*state.r#type, "offline" | "init") && state.name != name;
            is_unchosen && !inner.is_busy() && settings.is_for_profile(&inner.agent.routing_profile)
        };
        if name.is_empty() || !is_fresh {
            return;
        }
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            if let Err(error) = session.set_agent_state(StateChoice::Named(name.clone())).await {
                session.ports.log.write(Level::Warn, &["initial state: ", &error.to_string()].concat());
                let reason = error.to_string();
                session.hub.apply(Change::Notices(vec![Notice::InitialState { state: name, reason }]));
            }
        }));
    }

    /// A state such as `Logout` takes the agent offline and out of Connect, once no contact is live.
    fn log_out(self: &Rc<Self>) {
        {
            let inner = &mut *self.inner.borrow_mut();
            let ready = inner.ending.leads && inner.ending.logging_out && !inner.is_busy();
            if !ready {
                return;
            }
            inner.ending.logging_out = false;
        }
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            if let Err(error) = session.go_offline_and_out().await {
                let reason = error.to_string();
                session.ports.log.write(Level::Warn, &["log out: ", &reason].concat());
                session.hub.apply(Change::Notices(vec![Notice::LogOut { reason }]));
            }
        }));
    }

    async fn go_offline_and_out(&self) -> Result<(), PortError> {
        let phone = self.phone()?;
        phone.set_agent_state(StateChoice::Offline).await?;
        phone.sign_out().await
    }
}

impl super::Inner {
    /// Whether a contact of any kind is live.
    pub(super) fn is_busy(&self) -> bool {
        self.lifecycle.contacts().any(|contact: &Rc<Contact>| !contact.state.is_over())
    }

    /// What is to be done with the agent in the end; none where this is not the page to say so.
    fn wish(&self) -> Option<(Rc<SessionEnd>, Wish)> {
        let settings = self.ending.settings.clone()?;
        let speaks = self.ending.leads && self.link == Some(Link::Up) && !self.agent.state.name.is_empty();
        speaks.then(|| {
            let wish = self.agent_wish(&settings, &self.agent);
            (settings, wish)
        })
    }

    fn agent_wish(&self, settings: &SessionEnd, agent: &Agent) -> Wish {
        let (chosen, sign_out) = (&self.ending.chosen, settings.signs_out());
        let is_meant = settings.is_for_profile(&agent.routing_profile)
            && settings.is_for_state(&agent.state.name, chosen)
            && (sign_out || *chosen != settings.status);
        if !is_meant {
            return Wish::default();
        }
        let state = if sign_out { StateChoice::Offline } else { StateChoice::Named(settings.status.clone()) };
        Wish { state: Some(state), sign_out }
    }
}

fn arn_of(state: &StateChoice, states: &[Value]) -> Result<String, PortError> {
    let arn = state.among(states)?.get("agentStateARN").and_then(Value::as_str).map(str::to_owned);
    arn.ok_or_else(|| PortError::Malformed { call: "agentStates", reason: "a state has no ARN".to_owned() })
}
