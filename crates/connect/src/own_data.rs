//! What Streams holds of the agent, as data.

use cti_ports::PortError;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use crate::{ask, fault, raw};

/// What Streams documents of `agent.getConfiguration()`.
const CONFIGURATION: [&str; 10] = [
    "agentStates",
    "dialableCountries",
    "extension",
    "name",
    "permissions",
    "routingProfile",
    "softphoneAutoAccept",
    "softphoneEnabled",
    "username",
    "agentARN",
];

fn read(part: impl FnOnce(raw::AgentData) -> Result<JsValue, JsValue>) -> Result<Value, PortError> {
    raw::agent_data_provider()
        .and_then(|provider| provider.agent_data())
        .and_then(part)
        .and_then(|data| ask::value_of(&data))
        .map_err(|thrown| fault::rejected(&thrown))
}

/// The whole configuration, with what is not documented.
pub fn configuration() -> Result<Value, PortError> {
    read(|data| data.configuration())
}

/// Exactly what is documented; what is missing is null.
pub fn documented(configuration: &Value) -> Value {
    let members = CONFIGURATION
        .iter()
        .map(|name| ((*name).to_owned(), configuration.get(name).cloned().unwrap_or_default()));
    Value::Object(Map::from_iter(members))
}

/// Whether a call has its sound in the browser. Without one nobody answers when a microphone is muted.
pub fn has_softphone_call() -> Result<bool, PortError> {
    let contacts = read(|data| data.snapshot()?.contacts())?;
    Ok(contacts.as_array().is_some_and(|contacts| contacts.iter().any(is_softphone_call)))
}

fn is_softphone_call(contact: &Value) -> bool {
    let state = contact.pointer("/state/type").and_then(Value::as_str);
    let is_live = matches!(state, Some("connecting" | "connected"));
    let is_call = matches!(contact.get("type").and_then(Value::as_str), Some("voice" | "queue_callback"));
    let legs = contact.get("connections").and_then(Value::as_array);
    is_live
        && is_call
        && legs.is_some_and(|legs| {
            legs.iter().any(|leg| leg.get("softphoneMediaInfo").is_some_and(Value::is_object))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_configuration_has_the_documented_members_and_no_others() {
        let shown = documented(&json!({"name": "Ada", "agentPreferences": {"LANGUAGE": "en_US"}}));
        assert_eq!(shown.as_object().map(Map::len), Some(10));
        assert_eq!((&shown["name"], &shown["extension"]), (&json!("Ada"), &Value::Null));
        assert_eq!(shown.get("agentPreferences"), None);
    }

    #[test]
    fn a_softphone_call_is_live_and_has_its_sound_here() {
        let call = |r#type: &str, state: &str, leg: Value| {
            is_softphone_call(&json!({"type": r#type, "state": {"type": state}, "connections": [{}, leg]}))
        };
        let sound = || json!({"softphoneMediaInfo": {"autoAccept": false}});
        assert!(call("voice", "connected", sound()));
        assert!(call("queue_callback", "connecting", sound()));
        assert!(!call("voice", "ended", sound()));
        assert!(!call("chat", "connected", sound()));
        assert!(!call("voice", "connected", json!({"softphoneMediaInfo": null})));
        assert!(!is_softphone_call(&Value::Null));
    }
}
