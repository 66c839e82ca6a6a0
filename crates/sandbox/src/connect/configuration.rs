//! The agent's configuration: the second half of `agent::update`, and what the agent may change of it.

use serde_json::{Value, json};

use super::directory::Queue;
use super::{Failure, Instance};

/// Countries that the agent may dial, with their calling codes; the rest is a `BadEndpointException`.
const DIALABLE: [(&str, &str); 20] = [
    ("us", "1"),
    ("ca", "1"),
    ("gb", "44"),
    ("de", "49"),
    ("fr", "33"),
    ("jp", "81"),
    ("in", "91"),
    ("au", "61"),
    ("mx", "52"),
    ("br", "55"),
    ("nl", "31"),
    ("es", "34"),
    ("it", "39"),
    ("ch", "41"),
    ("at", "43"),
    ("be", "32"),
    ("ie", "353"),
    ("se", "46"),
    ("pl", "48"),
    ("sg", "65"),
];

/// What `agent.setConfiguration` can change; the rest of the object is the administrator's.
const CHANGEABLE: [&str; 6] = [
    "extension",
    "softphoneEnabled",
    "softphoneAutoAccept",
    "softphonePersistentConnection",
    "agentPreferences",
    "voiceEnhancementMode",
];

impl Instance {
    pub(super) fn configuration(&self) -> Value {
        let directory = &self.directory;
        let states: Vec<Value> = self
            .agent
            .states
            .iter()
            .map(|state| json!({ "agentStateARN": state.arn, "type": state.kind, "name": state.name }))
            .collect();
        let queues: Vec<Value> = directory.queues.iter().map(queue_value).collect();
        let mut configuration = json!({
            "name": self.agent.name,
            "username": self.agent.username,
            "agentARN": directory.agent_arn(),
            "permissions": ["outboundCall"],
            "dialableCountries": DIALABLE.map(|(country, _)| country),
            "agentStates": states,
            "routingProfile": {
                "name": "Everything",
                "routingProfileARN": directory.routing_profile_arn,
                "routingProfileId": directory.routing_profile_arn,
                "defaultOutboundQueue": directory.queues.first().map(queue_value),
                "queues": queues,
                "channelConcurrencyMap": { "VOICE": 1, "CHAT": 5, "TASK": 10, "EMAIL": 5 },
            },
        });
        if let (Some(all), Some(own)) = (configuration.as_object_mut(), self.agent.preferences.as_object()) {
            all.extend(own.clone());
        }
        configuration
    }

    /// `updateAgentConfiguration`: the whole object comes, the agent's part of it counts.
    pub(super) fn reconfigure(&mut self, wanted: &Value) -> Result<(), Failure> {
        let Some(wanted) = wanted.as_object() else {
            return Err(Failure::invalid_configuration("`configuration` is not an object"));
        };
        let softphone = wanted.get("softphoneEnabled").and_then(Value::as_bool).unwrap_or(true);
        let extension = wanted.get("extension").and_then(Value::as_str).unwrap_or_default();
        if !softphone && dialable(extension).is_err() {
            return Err(Failure::invalid_configuration(
                "a desk phone needs an `extension`, an E.164 phone number that can be dialled",
            ));
        }
        if let Some(own) = self.agent.preferences.as_object_mut() {
            for (key, value) in wanted.iter().filter(|(key, _)| CHANGEABLE.contains(&key.as_str())) {
                own.insert(key.clone(), value.clone());
            }
        }
        Ok(())
    }

    pub(super) fn softphone_enabled(&self) -> bool {
        self.agent.preferences.get("softphoneEnabled").and_then(Value::as_bool).unwrap_or(true)
    }

    pub(super) fn auto_accepts(&self) -> bool {
        self.agent.preferences.get("softphoneAutoAccept").and_then(Value::as_bool).unwrap_or(false)
    }
}

/// Checks a number that a call is to go to: E.164, and a country that the agent may dial.
pub(super) fn dialable(number: &str) -> Result<(), Failure> {
    let digits = number.strip_prefix('+').unwrap_or_default();
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Failure::bad_endpoint(format!("`{number}` is not an E.164 phone number")));
    }
    if !DIALABLE.iter().any(|(_, code)| digits.starts_with(code)) {
        return Err(Failure::bad_endpoint(format!("the country of `{number}` is not dialable")));
    }
    Ok(())
}

fn queue_value(queue: &Queue) -> Value {
    json!({ "name": queue.name, "queueARN": queue.arn, "queueId": queue.arn })
}
