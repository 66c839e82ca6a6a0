//! What an administrator has set: everything the softphone reads in its one call at start.

use serde::Serialize;

use crate::action::ActionRule;
use crate::attribute::AttributeRule;
use crate::members::read_members;
use crate::phone::PhoneNumberFormat;

/// The answer of the org port's `configuration` call.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    pub adapter: Adapter,
    pub attributes: Vec<AttributeRule>,
    pub actions: Vec<ActionRule>,
    pub flows: Vec<FlowRecord>,
    pub presence_rules: Vec<PresenceRuleRecord>,
    pub features: Vec<Feature>,
    pub user: User,
}

read_members!(Configuration {
    adapter: "adapter",
    attributes: "attributes",
    actions: "actions",
    flows: "flows",
    presence_rules: "presenceRules",
    features: "features",
    user: "user",
});

/// The adapter record of the agent's call center.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Adapter {
    pub name: String,
    /// Where the CCP lives, such as `https://acme.my.connect.aws/ccp-v2`.
    pub ccp_url: String,
    pub region: String,
    /// ISO 3166-1 alpha-2 region for numbers without `+`.
    pub default_region: String,
    /// How numbers are written for people: `NATIONAL`, `INTERNATIONAL` or `RFC3966`.
    pub phone_number_format: PhoneNumberFormat,
    /// Where the agent signs in, where that is not the CCP itself.
    pub sso_url: Option<String>,
    /// Where the identity provider is to go afterwards.
    pub sso_relay_state: Option<String>,
    /// Where chats are joined, where that is not Amazon's own address of the region: a proxy, a test instance.
    pub participant_url: Option<String>,
    /// `error`, `warn`, `info` or `debug`.
    pub debug_level: String,
    /// The named credential through which calls are recorded.
    pub recording_named_credential: String,
    /// Whether flows may use Call jQuery Method.
    pub element_calls: bool,
    /// Whether presence rules are applied.
    pub presence_sync_enabled: bool,
    /// Reach Omni-Channel by the message channel even where the console toolkit is there.
    pub presence_bridge: bool,
    /// The message channel of the presence bridge, by its API name.
    pub presence_channel: String,
    /// Whether flows run for contacts that the agent only listens in to, as a supervisor.
    pub monitoring_flows: bool,
}

read_members!(Adapter {
    name: "name",
    ccp_url: "ccpUrl",
    region: "region",
    default_region: "defaultRegion",
    phone_number_format: "phoneNumberFormat",
    sso_url: "ssoUrl",
    sso_relay_state: "ssoRelayState",
    participant_url: "participantUrl",
    debug_level: "debugLevel",
    recording_named_credential: "recordingNamedCredential",
    element_calls: "elementCalls",
    presence_sync_enabled: "presenceSyncEnabled",
    presence_bridge: "presenceBridge",
    presence_channel: "presenceChannel",
    monitoring_flows: "monitoringFlows",
});

impl Default for Adapter {
    fn default() -> Self {
        Self {
            name: String::new(),
            ccp_url: String::new(),
            region: String::new(),
            default_region: "US".to_owned(),
            phone_number_format: PhoneNumberFormat::National,
            sso_url: None,
            sso_relay_state: None,
            participant_url: None,
            debug_level: "warn".to_owned(),
            recording_named_credential: "AmazonConnectAPI".to_owned(),
            element_calls: false,
            presence_sync_enabled: false,
            presence_bridge: false,
            presence_channel: "ConnectCtiPresence__c".to_owned(),
            monitoring_flows: false,
        }
    }
}

/// A stored flow; `body` is the flow's JSON as text, whatever state it is in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowRecord {
    pub id: String,
    pub name: String,
    pub source: String,
    pub event: String,
    pub active: bool,
    pub body: String,
}

read_members!(FlowRecord {
    id: "id",
    name: "name",
    source: "source",
    event: "event",
    active: "active",
    body: "body",
});

/// A presence sync rule as it is stored, whatever state it is in; `cti-presence` makes a rule of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PresenceRuleRecord {
    pub name: String,
    pub active: bool,
    /// Names of sources, operands, comparators and destinations are labels or the same in camel case.
    pub source: String,
    pub destination: String,
    pub operand_a: String,
    pub operand_a_value: String,
    pub comparator: String,
    pub operand_b: String,
    pub operand_b_value: String,
    /// The state to set; of Salesforce, a status by its developer name.
    pub value: String,
}

read_members!(PresenceRuleRecord {
    name: "name",
    active: "active",
    source: "source",
    destination: "destination",
    operand_a: "operandA",
    operand_a_value: "operandAValue",
    comparator: "comparator",
    operand_b: "operandB",
    operand_b_value: "operandBValue",
    value: "value",
});

/// A feature record: one `Key: Value` a line.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Feature {
    pub name: String,
    pub value: String,
    pub active: bool,
}

read_members!(Feature { name: "name", value: "value", active: "active" });

impl Feature {
    /// The value of a key, split at the first colon and trimmed on both sides.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.value
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.trim() == key)
            .map(|(_, value)| value.trim())
    }

    /// A key that says `true` or `false` in any case; `default` for everything else.
    pub fn flag(&self, key: &str, default: bool) -> bool {
        match self.get(key) {
            Some(text) if text.eq_ignore_ascii_case("true") => true,
            Some(text) if text.eq_ignore_ascii_case("false") => false,
            _ => default,
        }
    }
}

/// The Salesforce user in front of the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub name: String,
    /// Salesforce language code, such as `en_US`, `de` or `ja`.
    pub language: String,
    pub profile_id: String,
    /// The API names of the permission sets that the user has.
    pub permission_sets: Vec<String>,
}

read_members!(User {
    id: "id",
    name: "name",
    language: "language",
    profile_id: "profileId",
    permission_sets: "permissionSets",
});

impl Configuration {
    pub fn feature(&self, name: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.active && feature.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::{ActionField, ActionValue};
    use serde_json::Value;

    fn feature(value: &str) -> Feature {
        Feature { name: "F".to_owned(), value: value.to_owned(), active: true }
    }

    #[test]
    fn a_value_may_contain_colons() {
        let feature = feature("GlobalSignInEndpoint: https://acme.example/?a=b\nEnabled: TRUE");
        assert_eq!(feature.get("GlobalSignInEndpoint"), Some("https://acme.example/?a=b"));
        assert!(feature.flag("Enabled", false));
    }

    #[test]
    fn what_is_no_flag_counts_as_the_default() {
        assert!(feature("Enabled: perhaps").flag("Enabled", true));
        assert!(!feature("").flag("Enabled", false));
    }

    #[test]
    fn null_and_missing_members_take_defaults() {
        let text =
            r#"{"adapter":{"name":"A","region":null},"presenceRules":[{"name":"R","operandBValue":null}]}"#;
        let configuration: Configuration = serde_json::from_str(text).unwrap();
        assert_eq!(configuration.adapter.default_region, "US");
        assert_eq!(configuration.presence_rules[0].operand_b_value, "");
        assert_eq!(configuration.adapter.phone_number_format, PhoneNumberFormat::National);
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let mut written = serde_json::to_value(Configuration {
            flows: vec![FlowRecord::default()],
            presence_rules: vec![PresenceRuleRecord::default()],
            features: vec![feature("a: b")],
            attributes: vec![AttributeRule::default()],
            actions: vec![ActionRule {
                payload: vec![ActionValue::default()],
                fields: vec![ActionField::default()],
                ..ActionRule::default()
            }],
            ..Configuration::default()
        })
        .unwrap();
        fill(&mut written);
        let read: Configuration = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }

    /// Gives every text and switch a value that is no default.
    fn fill(value: &mut Value) {
        match value {
            Value::Bool(switch) => *switch = true,
            Value::String(text) if text.is_empty() => text.push('x'),
            Value::Array(items) => items.iter_mut().for_each(fill),
            Value::Object(members) => members.values_mut().for_each(fill),
            Value::Null | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn a_wrong_member_is_named_by_what_it_should_be() {
        let adapter = serde_json::from_value::<Adapter>(serde_json::json!({ "elementCalls": "yes" }));
        assert_eq!(adapter.unwrap_err().to_string(), "`elementCalls`: a text where true or false should be");
    }

    #[test]
    fn a_phone_number_format_is_read_in_any_case_and_never_in_the_way() {
        let format = |text: &str| {
            let adapter: Adapter =
                serde_json::from_value(serde_json::json!({ "phoneNumberFormat": text })).unwrap();
            serde_json::to_value(adapter.phone_number_format).unwrap()
        };
        assert_eq!(format("international"), "INTERNATIONAL");
        assert_eq!(format(" RFC3966 "), "RFC3966");
        assert_eq!(format("NATIONAL"), "NATIONAL");
        assert_eq!(format("E164?"), "NATIONAL");
    }
}
