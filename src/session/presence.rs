//! Presence rules: what happens to the agent on one side is followed on the other, by the tab that leads.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::event::{Event, Recurrence, Source};
use cti_core::settings::Configuration;
use cti_ports::{Answer, Level, PortError, StateChoice};
use cti_presence::{Change as Happened, Due, Heard, OFFLINE, Rules, Side, Source as RuleSource, Sync, Write};
use litemap::LiteMap;
use serde_json::{Value, json};

use super::Session;
use crate::state::{Change, Notice};

/// What presence rules are called where flows have their ids.
pub const RULES: &str = "*presence";
/// No event of the flow language: rules alone know it.
const LOGOUT: &str = "onLogout";

/// The rules at work.
#[derive(Debug, Default)]
pub struct Presence {
    sync: Sync,
    /// Whether somebody waits for the moment at which something may be set.
    waiting: bool,
    /// What could not be set and was told, so that it is told once.
    told: Vec<String>,
    /// Ids of statuses by developer name.
    statuses: Vec<(String, String)>,
    /// What each rule that applied last went by, by its name.
    reasons: LiteMap<String, String>,
}

/// The event that rules of a source listen to.
pub(super) fn event_of(source: RuleSource) -> (Source, &'static str) {
    match source {
        RuleSource::ConnectState => (Source::ConnectAgent, "onStateChange"),
        RuleSource::SalesforceState => (Source::SalesforceAgent, "onStateChange"),
        RuleSource::SalesforceLogout => (Source::SalesforceAgent, LOGOUT),
        RuleSource::WorkAccepted => (Source::SalesforceAgent, "onWorkAccepted"),
        RuleSource::WorkloadChanged => (Source::SalesforceAgent, "onWorkloadChanged"),
    }
}

/// Every tab hears of it, and nothing tells one logout from the next.
pub fn logout() -> Event {
    Event {
        source: Source::SalesforceAgent,
        name: LOGOUT,
        recurrence: Recurrence::SeenByAll,
        occurrence: "all".to_owned(),
        contact: None,
        payload: json!({}),
    }
}

impl Session {
    /// Takes the rules of the settings and answers the events to listen to. Those of broken rules are not
    /// among them.
    pub(super) fn take_rules(&self, configuration: &Configuration) -> Vec<(Source, &'static str)> {
        let on = configuration.adapter.presence_sync_enabled;
        let (rules, problems) =
            if on { Rules::load(&configuration.presence_rules) } else { (Rules::default(), Vec::new()) };
        for problem in &problems {
            self.ports.log.write(Level::Warn, &problem.to_string());
        }
        let heard = RuleSource::ALL.iter().map(|row| row.0).filter(|source| rules.listen_to(*source));
        let heard = heard.map(event_of).collect();
        self.inner.borrow_mut().presence.sync.set_rules(rules);
        self.hub.apply(Change::Notices(problems.into_iter().map(Notice::Rule).collect()));
        heard
    }

    /// Follows an event that rules listen to.
    pub(super) fn follow(self: &Rc<Self>, event: &Event) {
        let Some(happened) = happened(event) else {
            // Without the right to see developer names, a status has none.
            return self
                .tell_once("[PRESENCE]: the status has no developer name that this user may see", None);
        };
        let asks = self.inner.borrow().presence.sync.rules().ask_channel();
        match happened {
            Happened::WorkAccepted { .. } if asks => {
                let channel = self.channel_of(event.payload.get("workId"));
                let session = Rc::clone(self);
                (self.ports.spawn)(Box::pin(async move {
                    let channel = channel.await.unwrap_or_default();
                    session.hear(&Happened::WorkAccepted { channel });
                }));
            }
            happened => self.hear(&happened),
        }
    }

    fn hear(self: &Rc<Self>, happened: &Happened) {
        let now = self.ports.clock.now();
        let heard = self.inner.borrow_mut().presence.sync.hear(happened, now);
        self.write_verdicts(&heard);
        self.set_due();
    }

    /// Names of states and rules only.
    fn write_verdicts(&self, heard: &Heard) {
        for verdict in heard.verdicts.iter().filter(|verdict| verdict.holds) {
            let rule = &verdict.rule;
            let ends = if heard.echo { "is our own doing" } else { "applies" };
            let reason = verdict.to_string();
            let line = format!(
                "[PRESENCE] [{}]: {reason} {ends}: {} `{}`",
                rule.name,
                rule.destination.name(),
                rule.target
            );
            self.ports.log.write(Level::Info, &line);
            if !heard.echo {
                self.inner.borrow_mut().presence.reasons.insert(rule.name.clone(), reason);
            }
        }
    }

    /// Sets what may be set now, and comes back when more may be.
    fn set_due(self: &Rc<Self>) {
        let now = self.ports.clock.now();
        let (due, next) = {
            let mut inner = self.inner.borrow_mut();
            let state = inner.agent.state.name.clone();
            let presence = &mut inner.presence;
            presence.sync.sees(Side::Connect, &state, now);
            let due = presence.sync.due(now);
            let next = presence.sync.next().filter(|_| !presence.waiting);
            presence.waiting |= next.is_some();
            (due, next)
        };
        for due in due {
            let Due::Set(write) = due else { continue };
            let answer = self.ask_for(&write);
            let session = Rc::clone(self);
            (self.ports.spawn)(Box::pin(async move {
                let answer = answer.await;
                session.has_set(&write, answer, now);
            }));
        }
        if let Some(next) = next {
            let pause = self.ports.clock.delay((next - now).max(0.0) as u32);
            let session = Rc::clone(self);
            (self.ports.spawn)(Box::pin(async move {
                pause.await;
                session.inner.borrow_mut().presence.waiting = false;
                session.set_due();
            }));
        }
    }

    fn ask_for(self: &Rc<Self>, write: &Write) -> Answer<()> {
        match write.side {
            Side::Connect => {
                let (session, state) = (Rc::clone(self), StateChoice::Named(write.state.clone()));
                Box::pin(async move { session.set_agent_state(state).await })
            }
            Side::Salesforce if write.state == OFFLINE => self.ports.host.presence_logout(),
            Side::Salesforce => {
                let (session, name) = (Rc::clone(self), write.state.clone());
                Box::pin(async move {
                    let id = session.status_id(&name).await?;
                    session.ports.host.set_presence_status(&id).await.map(drop)
                })
            }
        }
    }

    /// `asked` is when.
    fn has_set(self: &Rc<Self>, write: &Write, answer: Result<(), PortError>, asked: Millis) {
        let may_have =
            matches!(answer, Ok(()) | Err(PortError::TimedOut { .. } | PortError::Malformed { .. }));
        let now = self.ports.clock.now();
        let reason = {
            let presence = &mut self.inner.borrow_mut().presence;
            presence.sync.answered(write.side, may_have, now);
            presence.reasons.get(&write.rule.name).cloned().unwrap_or_default()
        };
        let error = answer.as_ref().err().cloned();
        (self.ports.spawn)(Box::pin(Rc::clone(self).keep_followed(write.clone(), reason, asked, error)));
        match answer {
            // Whatever fails next is news again.
            Ok(()) => self.inner.borrow_mut().presence.told.clear(),
            Err(error) => {
                let line = format!("[PRESENCE] [{}]: `{}` is not set: {error}", write.rule.name, write.state);
                let notice = Notice::Presence {
                    rule: write.rule.name.clone(),
                    side: write.side,
                    state: write.state.clone(),
                    reason: error.to_string(),
                };
                self.tell_once(&line, Some(notice));
            }
        }
        self.set_due();
    }

    fn tell_once(&self, line: &str, notice: Option<Notice>) {
        {
            let told = &mut self.inner.borrow_mut().presence.told;
            if told.iter().any(|told| told == line) {
                return;
            }
            told.push(line.to_owned());
        }
        self.ports.log.write(Level::Warn, line);
        self.hub.apply(Change::Notices(notice.into_iter().collect()));
    }

    /// The id of a status. Statuses are set-up: they do not change under an agent.
    async fn status_id(&self, name: &str) -> Result<String, PortError> {
        let known = |statuses: &[(String, String)]| statuses.iter().find(|row| row.0 == name).cloned();
        if let Some((_, id)) = known(&self.inner.borrow().presence.statuses) {
            return Ok(id);
        }
        let query = one("ServicePresenceStatus", "Id", "DeveloperName", name);
        let found = self.ports.org.query(query).await?;
        let Some(id) = found.pointer("/records/0/Id").and_then(Value::as_str) else {
            let message = ["no presence status has the developer name `", name, "`"].concat();
            return Err(PortError::Rejected { code: "unknownStatus".to_owned(), message });
        };
        self.inner.borrow_mut().presence.statuses.push((name.to_owned(), id.to_owned()));
        Ok(id.to_owned())
    }

    /// The service channel of accepted work. Who may not see it follows no rule that asks for it.
    fn channel_of(&self, work_id: Option<&Value>) -> Answer<Option<String>> {
        let work_id = work_id.and_then(Value::as_str).unwrap_or_default();
        let query = one("AgentWork", "ServiceChannel.DeveloperName", "Id", work_id);
        let found = self.ports.org.query(query);
        Box::pin(async move {
            let name = found.await?.pointer("/records/0/ServiceChannel/DeveloperName").cloned();
            Ok(name.as_ref().and_then(Value::as_str).map(str::to_owned))
        })
    }
}

fn one(object: &str, field: &str, by: &str, value: &str) -> Value {
    let condition = json!({ "field": by, "op": "=", "value": value });
    json!({ "object": object, "fields": [field], "where": [condition], "limit": 1 })
}

/// The event in the words of rules; nothing where it does not say enough.
fn happened(event: &Event) -> Option<Happened> {
    let text = |name: &str| event.payload.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| event.payload.get(name).and_then(Value::as_f64).unwrap_or_default();
    Some(match (event.source, event.name) {
        (Source::ConnectAgent, _) => {
            Happened::ConnectState { old: text("oldState").unwrap_or_default(), new: text("newState")? }
        }
        (_, LOGOUT) => Happened::SalesforceLogout,
        (_, "onWorkAccepted") => Happened::WorkAccepted { channel: None },
        (_, "onWorkloadChanged") => Happened::WorkloadChanged {
            previous: number("previousWorkload"),
            new: number("newWorkload"),
            capacity: number("configuredCapacity"),
        },
        _ => Happened::SalesforceState { new: text("statusApiName")? },
    })
}

#[cfg(test)]
#[path = "presence_tests.rs"]
mod tests;
