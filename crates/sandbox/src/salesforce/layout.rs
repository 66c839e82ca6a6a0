//! The softphone layout: per call type which objects and fields are searched, and what then pops.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallType {
    Inbound,
    Outbound,
    Internal,
}

impl CallType {
    /// Reads the wire's word; absent or `null` means inbound.
    pub fn parse(value: &Value) -> Option<Self> {
        match value.as_str().map(str::to_ascii_lowercase).as_deref() {
            None if value.is_null() => Some(Self::Inbound),
            Some("inbound") => Some(Self::Inbound),
            Some("outbound") => Some(Self::Outbound),
            Some("internal") => Some(Self::Internal),
            _ => None,
        }
    }
}

/// What happens for one number of matches; the names are those of `getSoftphoneLayout`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PopSetting {
    /// `PopToEntity`, `PopToVisualforce`, `PopToSearch`, `PopToFlow`; anything else: nothing pops.
    pub screen_pop_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screen_pop_data: Option<String>,
}

/// The inbound settings. An absent single match opens the record; an absent other one pops nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
pub struct PopSettings {
    #[serde(rename = "screenPopsOpenWithin", skip_serializing_if = "Option::is_none")]
    pub open_within: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_match: Option<PopSetting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_match: Option<PopSetting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_matches: Option<PopSetting>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LayoutField {
    pub display_name: String,
    pub api_name: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct CallLayout {
    pub call_related_fields: Vec<String>,
    /// Object API name → its searched fields, in the order of the layout.
    pub objects: Map<String, Value>,
    pub screen_pop_settings: PopSettings,
}

impl CallLayout {
    /// The searched fields of each object.
    pub fn fields(&self) -> Vec<(String, Vec<LayoutField>)> {
        let read = |fields: &Value| serde_json::from_value(fields.clone()).unwrap_or_default();
        self.objects.iter().map(|(object, fields)| (object.clone(), read(fields))).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase", deny_unknown_fields)]
pub struct SoftphoneLayout {
    pub internal: CallLayout,
    pub inbound: CallLayout,
    pub outbound: CallLayout,
}

impl SoftphoneLayout {
    pub fn of(&self, call_type: CallType) -> &CallLayout {
        match call_type {
            CallType::Inbound => &self.inbound,
            CallType::Outbound => &self.outbound,
            CallType::Internal => &self.internal,
        }
    }
}

impl Default for SoftphoneLayout {
    fn default() -> Self {
        let objects = objects();
        let pop = |kind: &str, data: Option<&str>| {
            Some(PopSetting { screen_pop_type: kind.to_owned(), screen_pop_data: data.map(str::to_owned) })
        };
        let inbound = CallLayout {
            call_related_fields: ["ANI", "DNIS", "SEGMENT", "QUEUE"].map(str::to_owned).into(),
            objects: objects.clone(),
            screen_pop_settings: PopSettings {
                open_within: Some("ExistingWindow".to_owned()),
                no_match: pop("PopToEntity", Some("Contact")),
                single_match: None,
                multiple_matches: pop("PopToSearch", None),
            },
        };
        let without_pops = |related: &[&str], objects: Map<String, Value>| CallLayout {
            call_related_fields: related.iter().map(|&name| name.to_owned()).collect(),
            objects,
            screen_pop_settings: PopSettings::default(),
        };
        let users: Map<String, Value> =
            [("User".to_owned(), named(&["Name", "Extension", "Phone"]))].into_iter().collect();
        Self {
            internal: without_pops(&["ANI", "DNIS"], users),
            outbound: without_pops(&["DNIS"], objects),
            inbound,
        }
    }
}

fn objects() -> Map<String, Value> {
    let rows: [(&str, &[&str]); 4] = [
        ("Contact", &["Name", "Phone", "MobilePhone", "HomePhone", "OtherPhone", "Email"]),
        ("Account", &["Name", "Phone", "AccountNumber"]),
        ("Lead", &["Name", "Phone", "MobilePhone", "Email", "Company"]),
        ("Case", &["CaseNumber", "Subject", "SuppliedEmail", "SuppliedPhone"]),
    ];
    rows.into_iter().map(|(object, fields)| (object.to_owned(), named(fields))).collect()
}

fn named(fields: &[&str]) -> Value {
    fields.iter().map(|name| json!({ "displayName": name, "apiName": name })).collect()
}
