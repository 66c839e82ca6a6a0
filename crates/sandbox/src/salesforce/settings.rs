//! What an administrator set: the adapter, attributes, flows, features, the user; one call hands it all out.

use super::call_center::CallCenter;
use super::error::OrgError;
use super::org::Org;
use serde_json::{Map, Value, json};

/// Flows that run when no other is bound: source, event, file.
const DEFAULT_FLOWS: [(&str, &str, &str); 4] = [
    ("salesforceUi", "onClickToDial", include_str!("../../flows/defaults/click-to-dial.json")),
    ("voiceContact", "onConnecting", include_str!("../../flows/defaults/voice.json")),
    ("chatContact", "onConnecting", include_str!("../../flows/defaults/chat.json")),
    ("queueCallbackContact", "onIncoming", include_str!("../../flows/defaults/queue-callback.json")),
];

/// The parts of the configuration that `POST /api/settings` may name.
const PARTS: [&str; 6] = ["adapter", "attributes", "actions", "presenceRules", "features", "user"];

#[derive(Debug, Clone)]
pub struct Settings {
    parts: Map<String, Value>,
    /// Flows bound through the control API; while there are none the defaults run.
    flows: Vec<Value>,
    pub call_center: CallCenter,
    /// The message channel on which the org's presence utility is, where it has one.
    pub presence_utility: Option<String>,
    /// `Class.method` → the text that it returns to `runApex`.
    pub apex: Map<String, Value>,
    /// The longest lease that the org grants, in seconds.
    pub lease_seconds: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        let parts = match seeded_parts() {
            Value::Object(parts) => parts,
            _ => Map::new(),
        };
        Self {
            parts,
            flows: Vec::new(),
            call_center: CallCenter::default(),
            presence_utility: None,
            apex: Map::new(),
            lease_seconds: None,
        }
    }
}

fn seeded_parts() -> Value {
    json!({
        "adapter": {
            "name": "ConnectCtiAdapter", "ccpUrl": null, "participantUrl": null, "region": "us-east-1", "instanceAlias": "sandbox",
            "callCenter": "SandboxConnect", "defaultRegion": "US", "phoneNumberFormat": "NATIONAL", "medialess": false,
            "softphonePopoutEnabled": false, "earlyGetUserMedia": true, "audioDeviceSettings": true, "phoneTypeSettings": true,
            "customRingtone": null, "customChatRingtone": null, "miniRingtone": false, "replica": null, "debugLevel": "warn",
            "presenceSyncEnabled": false
        },
        "attributes": [
            attribute("Heading", "Customer", "Key", "Text", "", ""),
            attribute("Tier", "Tier", "Key-Value", "Text", "{{tier}}", "font-weight: bold; color: #0b827c"),
            attribute("Language", "Language", "Key-Value", "Text", "{{language}}", ""),
            attribute("CaseLink", "Case", "Key-Value", "Hyperlink", "https://example.com/cases/{{caseId}}", ""),
            attribute("Reason", "Reason", "Value", "Text", "Calls about {{reason}}", "font-style: italic")
        ],
        "actions": [],
        "presenceRules": [],
        "features": [
            feature("FEATURE_CTI_ATTRIBUTES", "ShowAttributesIfEmpty: true\nShowAllAttributes: false"),
            feature("FEATURE_RECORDING_PANEL", "Enabled: true"),
            feature("FEATURE_AMAZONQ_PANEL", "Enabled: true\nIgnorePermissionSet: false")
        ],
        "user": {
            "id": null, "name": null, "language": "en_US", "locale": "en_US", "theme": "light",
            "profileId": "00e5g000000AGENTAA", "permissionSets": ["AC_AmazonQ"]
        }
    })
}

fn feature(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value, "active": true })
}

fn attribute(name: &str, label: &str, display: &str, kind: &str, format: &str, style: &str) -> Value {
    let default = if name == "Tier" { "Standard" } else { "" };
    json!({
        "name": name, "label": label, "display": display, "type": kind, "style": style, "format": format,
        "defaultValue": default, "active": true
    })
}

impl Org {
    /// The whole configuration, as the softphone reads it at its start.
    pub fn configuration(&self, ccp_url: &str) -> Value {
        let mut all = self.settings.parts.clone();
        fill(all.get_mut("adapter"), "ccpUrl", json!(ccp_url));
        // Chats are joined where the instance is: there is no Amazon behind it.
        let origin = ccp_url.strip_suffix("/ccp-v2").unwrap_or(ccp_url);
        fill(all.get_mut("adapter"), "participantUrl", json!(origin));
        if let Some(user) = self.user() {
            fill(all.get_mut("user"), "id", json!(user.id));
            fill(all.get_mut("user"), "name", json!(user.name()));
        }
        all.insert("flows".into(), Value::Array(self.flows()));
        Value::Object(all)
    }

    /// What the phone has to know before it can ask for anything: the adapter and its features.
    /// A replica instance without an address is the sandbox's own.
    pub fn phone_settings(&self, replica: &str) -> Value {
        let part = |name: &str| self.settings.parts.get(name).cloned().unwrap_or_default();
        let mut adapter = part("adapter");
        if let Some(record) = adapter.get_mut("replica").and_then(Value::as_object_mut) {
            record.entry("ccpUrl").or_insert_with(|| json!(format!("{replica}/ccp-v2")));
        }
        json!({ "adapter": adapter, "features": part("features") })
    }

    /// The regions, where a second one stands ready: the feature is active and has a replica instance.
    pub fn is_resilient(&self) -> bool {
        let settings = self.phone_settings("");
        let features = settings.get("features").and_then(Value::as_array);
        let named = |feature: &&Value| feature.get("name").is_some_and(|name| name == "GlobalResiliency");
        let active = |feature: &Value| feature.get("active").and_then(Value::as_bool).unwrap_or(false);
        let replica = settings.get("adapter").and_then(|adapter| adapter.get("replica"));
        features.is_some_and(|all| all.iter().find(named).is_some_and(active))
            && replica.is_some_and(Value::is_object)
    }

    /// The address of the CCP: the one that was set, or the sandbox's own.
    pub fn ccp_url<'a>(&'a self, own: &'a str) -> &'a str {
        let adapter = self.settings.parts.get("adapter");
        adapter.and_then(|adapter| adapter.get("ccpUrl")).and_then(Value::as_str).unwrap_or(own)
    }

    /// The longest lease that the org grants, in seconds.
    pub fn lease_seconds(&self) -> Option<u32> {
        self.settings.lease_seconds
    }

    pub fn call_center(&self) -> &CallCenter {
        &self.settings.call_center
    }

    pub fn presence_utility(&self) -> &str {
        self.settings.presence_utility.as_deref().unwrap_or_default()
    }

    fn flows(&self) -> Vec<Value> {
        if !self.settings.flows.is_empty() {
            return self.settings.flows.clone();
        }
        let defaults = DEFAULT_FLOWS.iter().enumerate();
        defaults.map(|(place, (source, event, body))| flow(place, source, event, None, body)).collect()
    }

    /// Binds a flow for the next start of the softphone. A text body is kept as it is, right or wrong.
    pub fn bind_flow(&mut self, source: &str, event: &str, name: Option<&str>, body: &Value) -> String {
        let text = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
        let bound = flow(self.settings.flows.len(), source, event, name, &text);
        let id = bound.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        self.settings.flows.push(bound);
        id
    }

    pub fn clear_flows(&mut self) {
        self.settings.flows.clear();
    }

    /// Merges settings: objects member by member, everything else as a whole.
    pub fn settings(&mut self, change: Value) -> Result<(), OrgError> {
        let Value::Object(change) = change else {
            return Err(OrgError::BadSettings("settings are an object".into()));
        };
        let mut next = self.settings.clone();
        let mut layout = self.layout.clone();
        for (name, value) in change {
            let wrong =
                |problem: serde_json::Error| OrgError::BadSettings(format!("setting `{name}`: {problem}"));
            match name.as_str() {
                "softphoneLayout" => {
                    let mut whole = json!(layout);
                    merge(&mut whole, value);
                    layout = serde_json::from_value(whole).map_err(wrong)?;
                }
                "callCenter" => next.call_center = serde_json::from_value(value).map_err(wrong)?,
                "presenceUtility" => next.presence_utility = serde_json::from_value(value).map_err(wrong)?,
                "apex" => next.apex = serde_json::from_value(value).map_err(wrong)?,
                "leaseSeconds" => next.lease_seconds = serde_json::from_value(value).map_err(wrong)?,
                part if PARTS.contains(&part) => {
                    let held = next.parts.entry(part.to_owned()).or_insert(Value::Null);
                    if held.is_array() != value.is_array() {
                        let kind = if held.is_array() { "a list" } else { "an object" };
                        return Err(OrgError::BadSettings(format!("setting `{part}` is {kind}")));
                    }
                    merge(held, value);
                }
                other => {
                    let known = PARTS.join("`, `");
                    return Err(OrgError::BadSettings(format!(
                        "no setting `{other}`; there are `{known}`, `softphoneLayout`, `callCenter`, `presenceUtility`, `apex`, `leaseSeconds`"
                    )));
                }
            }
        }
        self.settings = next;
        self.layout = layout;
        Ok(())
    }
}

fn flow(place: usize, source: &str, event: &str, name: Option<&str>, body: &str) -> Value {
    let written = || serde_json::from_str::<Value>(body).ok()?.get("name")?.as_str().map(str::to_owned);
    let name = name.map(str::to_owned).or_else(written).unwrap_or_else(|| format!("{source}.{event}"));
    let id = super::id::Id::new("a90", u32::try_from(place).unwrap_or(0) + 1);
    json!({ "id": id, "name": name, "source": source, "event": event, "active": true, "body": body })
}

fn fill(part: Option<&mut Value>, name: &str, value: Value) {
    let part = part.and_then(Value::as_object_mut);
    if let Some(held) = part.and_then(|part| part.get_mut(name)).filter(|held| held.is_null()) {
        *held = value;
    }
}

fn merge(held: &mut Value, change: Value) {
    match (held, change) {
        (Value::Object(held), Value::Object(change)) => {
            for (name, value) in change {
                merge(held.entry(name).or_insert(Value::Null), value);
            }
        }
        (held, change) => *held = change,
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
