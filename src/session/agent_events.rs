//! Turns snapshots of the agent into the events of source `connectAgent`.

use cti_core::event::{Event, Recurrence, Source};
use cti_core::{Agent, AgentState};
use serde_json::{Value, json};

/// The agent as last seen.
#[derive(Debug, Default)]
pub struct AgentWatch {
    last: Option<Agent>,
}

impl AgentWatch {
    /// What happened since the last snapshot, in the order Connect gives it.
    pub fn observe(&mut self, agent: &Agent) -> Vec<Event> {
        if self.last.as_ref() == Some(agent) {
            return Vec::new();
        }
        let old = self.last.replace(agent.clone());
        let mut events = Vec::new();
        if old.is_none() {
            events.push(event("onInit", agent, snapshot(agent)));
        }
        events.push(event("onRefresh", agent, snapshot(agent)));
        // What an agent is before anything is known of it, in Connect's words.
        let unknown =
            || AgentState { name: "Init".to_owned(), r#type: "init".to_owned(), ..AgentState::default() };
        let old = old.map_or_else(unknown, |agent| agent.state);
        if old.r#type != agent.state.r#type {
            events.extend(kind_event(&agent.state.r#type).map(|name| event(name, agent, snapshot(agent))));
        }
        if old.name != agent.state.name {
            events.extend(name_events(agent, &old));
        }
        events
    }
}

fn kind_event(kind: &str) -> Option<&'static str> {
    match kind {
        "routable" => Some("onRoutable"),
        "not_routable" => Some("onNotRoutable"),
        "offline" => Some("onOffline"),
        _ => None,
    }
}

fn name_events(agent: &Agent, old: &AgentState) -> Vec<Event> {
    let mut payload = snapshot(agent);
    if let Value::Object(members) = &mut payload {
        members.insert("oldState".to_owned(), json!(old.name));
        members.insert("newState".to_owned(), json!(agent.state.name));
    }
    let mut events = vec![event("onStateChange", agent, payload)];
    if agent.state.name == "AfterCallWork" {
        events.push(event("onAfterCallWork", agent, snapshot(agent)));
    }
    if agent.state.r#type == "error" {
        events.push(event("onError", agent, snapshot(agent)));
    }
    events
}

fn snapshot(agent: &Agent) -> Value {
    serde_json::to_value(agent).unwrap_or_default()
}

/// The session says which contact it is about. A state's start, by the server's clock, makes an occurrence the same one in every tab and after a reload.
fn event(name: &'static str, agent: &Agent, payload: Value) -> Event {
    let since = agent.state.start_timestamp.unwrap_or_default();
    let recurrence = match name {
        "onRefresh" => Recurrence::LatestOccurrence,
        _ => Recurrence::EachOccurrence,
    };
    Event {
        source: Source::ConnectAgent,
        name,
        recurrence,
        occurrence: format!("agent:{}@{since}", agent.state.name),
        contact: None,
        payload,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(name: &str, kind: &str, since: f64) -> Agent {
        Agent {
            state: AgentState {
                name: name.into(),
                r#type: kind.into(),
                start_timestamp: Some(since),
                arn: None,
            },
            ..Agent::default()
        }
    }

    fn check(states: &[(&str, &str)], expected: &str) {
        let mut watch = AgentWatch::default();
        let names: Vec<_> = states
            .iter()
            .enumerate()
            .map(|(at, (name, kind))| {
                let events = watch.observe(&agent(name, kind, at as f64));
                events
                    .iter()
                    .map(|event| event.name)
                    .filter(|name| *name != "onRefresh")
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(names.join("; "), expected);
    }

    #[test]
    fn a_call_takes_the_agent_through_its_states() {
        check(
            &[
                ("Available", "routable"),
                ("Busy", "system"),
                ("AfterCallWork", "system"),
                ("Available", "routable"),
            ],
            "onInit onRoutable onStateChange; onStateChange; onStateChange onAfterCallWork; onRoutable onStateChange",
        );
    }

    #[test]
    fn a_missed_call_is_an_error_state() {
        check(
            &[("Available", "routable"), ("MissedCallAgent", "error")],
            "onInit onRoutable onStateChange; onStateChange onError",
        );
    }

    #[test]
    fn offline_is_told() {
        check(&[("Offline", "offline")], "onInit onOffline onStateChange");
    }

    #[test]
    fn the_same_state_has_the_same_occurrence_in_every_tab() {
        let one = AgentWatch::default().observe(&agent("Available", "routable", 5.0));
        let two = AgentWatch::default().observe(&agent("Available", "routable", 5.0));
        assert_eq!(one, two);
    }
}
