//! What a world answers in which nothing is found, everything is allowed, and every write succeeds.

use std::collections::BTreeMap;
use std::rc::Rc;

use cti_core::Agent;
use cti_flow::Reply;
use cti_flow::effect::{Clock, Connect, Desk, Effect, Host, Org, Presence, Store, Tab};
use serde_json::{Map, Value, json};

use crate::scenario::Scenario;

#[derive(Debug, Default)]
pub(crate) struct NullAdapter {
    agent: Option<Rc<Agent>>,
    properties: Map<String, Value>,
    counters: BTreeMap<String, f64>,
    created: u32,
}

impl NullAdapter {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        Self {
            agent: scenario.input.agent.clone(),
            properties: scenario.properties.clone(),
            counters: BTreeMap::from([("openAgentTabs".to_owned(), 1.0)]),
            created: 0,
        }
    }

    pub(crate) fn answer(&mut self, effect: &Effect) -> Reply {
        Ok(match effect {
            Effect::Connect(connect) => self.connect(connect),
            Effect::Host(host) => self.host(host),
            Effect::Org(Org::Search { .. } | Org::Query(_) | Org::Soql(_)) => json!([]),
            Effect::Org(_) => Value::Null,
            Effect::Desk(Desk::ShowModal(_)) => json!({ "button": "confirm", "text": "" }),
            Effect::Desk(_) => Value::Null,
            Effect::Store(store) => self.store(store),
            Effect::Clock(Clock::Delay { .. }) => Value::Null,
            Effect::Clock(Clock::GetUtcOffset { .. }) => json!(0),
            Effect::Http(_) => json!({ "status": 200, "statusText": "OK", "headers": {}, "data": null }),
            Effect::Log(_) => Value::Null,
        })
    }

    /// What a scripted success changes here, so that a script need not repeat it.
    pub(crate) fn notice(&mut self, effect: &Effect) {
        if let Effect::Store(store) = effect {
            self.store(store);
        }
    }

    fn connect(&mut self, connect: &Connect) -> Value {
        let agent = self.agent.as_deref();
        match connect {
            Connect::GetAgentState => agent.map_or(Value::Null, |agent| json!(agent.state)),
            Connect::GetConfiguration => agent.map_or(Value::Null, configuration),
            Connect::GetEndpoints { .. } => json!([]),
            Connect::CreateTask(_) => json!({ "contactId": self.id("task-") }),
            Connect::GetLog => json!(""),
            Connect::Dial { .. }
            | Connect::Mute
            | Connect::Unmute
            | Connect::SetAgentState(_)
            | Connect::SetConfiguration { .. }
            | Connect::AddConnection { .. }
            | Connect::DestroyAgentConnection { .. }
            | Connect::ClearContact { .. }
            | Connect::GetChatMessage { .. } => Value::Null,
        }
    }

    fn host(&mut self, host: &Host) -> Value {
        match host {
            Host::SearchAndScreenPop(_) | Host::GetSoftphoneLayout => json!({}),
            Host::SaveLog { value } => json!({ "recordId": self.save(value) }),
            Host::GetAppViewInfo => json!({ "url": "" }),
            Host::Tab(Tab::OpenPrimary { .. } | Tab::OpenSubtab { .. }) => json!(self.id("tab-")),
            Host::Tab(Tab::GetPrimaryIds | Tab::GetPrimaries) => json!([]),
            Host::Presence(Presence::GetStatus) => status(""),
            Host::Presence(Presence::SetStatus { status_id }) => status(status_id),
            Host::Presence(Presence::GetWorkload) => json!({ "configuredCapacity": 0, "currentWorkload": 0 }),
            Host::ScreenPop(_)
            | Host::CompleteWork { .. }
            | Host::EnableClickToDial
            | Host::DisableClickToDial
            | Host::RefreshView
            | Host::SetPanelVisibility { .. }
            | Host::SetPanelHeight { .. }
            | Host::SetPanelWidth { .. }
            | Host::Tab(_)
            | Host::Presence(_) => Value::Null,
        }
    }

    fn store(&mut self, store: &Store) -> Value {
        match store {
            Store::Get { key } => return self.properties.get(key).cloned().unwrap_or_default(),
            Store::Set { key, value } => {
                self.properties.insert(key.clone(), value.clone());
            }
            Store::GetAll => return Value::Object(self.properties.clone()),
            Store::Remove { key } => {
                self.properties.shift_remove(key);
            }
            Store::Clear => self.properties.clear(),
            Store::GetCounter { key } => return self.counters.get(key).copied().unwrap_or_default().into(),
            Store::AddToCounter { key, amount } => {
                let counter = self.counters.entry(key.clone()).or_default();
                *counter += amount;
                return (*counter).into();
            }
        }
        Value::Null
    }

    fn id(&mut self, prefix: &str) -> String {
        self.created += 1;
        format!("{prefix}{}", self.created)
    }

    /// The id of a changed record, or one that nobody had before.
    fn save(&mut self, value: &Map<String, Value>) -> String {
        if let Some(id) = value.get("Id").and_then(Value::as_str) {
            return id.to_owned();
        }
        self.created += 1;
        let entity = value.get("entityApiName").and_then(Value::as_str).unwrap_or_default();
        let prefix = match entity {
            "Account" => "001",
            "Contact" => "003",
            "Opportunity" => "006",
            "Lead" => "00Q",
            "Task" => "00T",
            "Event" => "00U",
            "Case" => "500",
            _ => "a00",
        };
        format!("{prefix}{:012}AAA", self.created)
    }
}

fn status(id: &str) -> Value {
    json!({ "statusId": id, "statusName": "", "statusApiName": "" })
}

/// A scenario's agent, by the names of Streams' `AgentConfiguration`.
fn configuration(agent: &Agent) -> Value {
    json!({
        "agentStates": [agent.state],
        "dialableCountries": [],
        "extension": agent.extension,
        "name": agent.name,
        "permissions": agent.permissions,
        "routingProfile": { "name": agent.routing_profile },
        "softphoneAutoAccept": false,
        "softphoneEnabled": agent.softphone_enabled,
        "username": agent.username,
        "agentARN": agent.arn,
    })
}
