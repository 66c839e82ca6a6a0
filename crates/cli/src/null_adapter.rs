//! What a world answers in which nothing is found, everything is allowed, and every write succeeds.

use cti_flow::{Effect, Reply};
use serde_json::{Map, Value, json};

#[derive(Debug, Default)]
pub(crate) struct NullAdapter {
    properties: Map<String, Value>,
    created: u32,
}

impl NullAdapter {
    pub(crate) fn new(properties: Map<String, Value>) -> Self {
        Self { properties, created: 0 }
    }

    pub(crate) fn answer(&mut self, effect: &Effect) -> Reply {
        Ok(match effect {
            Effect::SearchAndScreenPop(_) => json!({}),
            Effect::Search { .. } | Effect::Query(_) => json!([]),
            Effect::SaveLog { value } => json!({ "recordId": self.save(value) }),
            Effect::StoreGet { key } => self.properties.get(key).cloned().unwrap_or_default(),
            Effect::StoreSet { key, value } => {
                self.properties.insert(key.clone(), value.clone());
                Value::Null
            }
            Effect::Retrieve { .. }
            | Effect::Dial { .. }
            | Effect::ScreenPop(_)
            | Effect::CompleteWork { .. }
            | Effect::UpdateContactAttributes { .. }
            | Effect::Log { .. } => Value::Null,
        })
    }

    /// What a scripted success changes here, so that a script need not repeat it.
    pub(crate) fn notice(&mut self, effect: &Effect) {
        if let Effect::StoreSet { key, value } = effect {
            self.properties.insert(key.clone(), value.clone());
        }
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
