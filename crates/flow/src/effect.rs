//! Effects: the complete list of what a flow can do to the world, as data.
//!
//! An effect carries the names and shapes of the API that it stands for. Whoever drives a run performs it
//! and answers with a [`Reply`]; a trace is nothing but the list of effects and replies.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::org::{ApiName, Query, names};
use crate::value::object;

/// What came of an effect.
pub type Reply = Result<Value, Fault>;

/// Why an effect did not happen. `message` says it in words that an administrator can act on.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[error("{message}")]
pub struct Fault {
    pub kind: FaultKind,
    #[serde(default)]
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// The other side answered no.
    Rejected,
    /// The other side did not answer in time; what was asked may have happened.
    TimedOut,
    /// There is no other side here: no console, no login, no such method.
    Unavailable,
    /// The answer made no sense.
    Malformed,
}

impl Fault {
    pub fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }
}

/// One thing that a flow wants done. The answer each expects stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Calls a number, or adds it to the live call. Answer: ignored.
    Dial { phone_number: String, queue_arn: Option<String> },
    /// Answer: ignored.
    ScreenPop(ScreenPop),
    /// Answer: a map of record id to record; `SCREEN_POP_DATA` beside them where `deferred`.
    SearchAndScreenPop(SearchAndScreenPop),
    /// Creates (`entityApiName`) or updates (`Id`) a record. Answer: `{recordId}`, `{id}` or the id.
    SaveLog { value: Map<String, Value> },
    /// Reports the outcome of a step of a sales cadence. Answer: ignored.
    CompleteWork {
        work_id: String,
        disposition: Option<String>,
        task_id: Option<String>,
        was_connected: bool,
    },
    /// A search for phone numbers, names, … in the fields of a group. Answer: a list of records.
    Search { find: String, within: SearchGroup, returning: Vec<Query> },
    /// Answer: a list of records.
    Query(Query),
    /// Answer: the record, or null where there is none that the user can see.
    Retrieve { object: ApiName, id: String, fields: Vec<ApiName> },
    /// Writes attributes of a contact at Connect. Answer: ignored.
    UpdateContactAttributes { contact_id: String, attributes: Map<String, Value> },
    /// Reads the property store of the agent's session. Answer: the value, or null where unset.
    StoreGet { key: String },
    /// Answer: ignored.
    StoreSet { key: String, value: Value },
    /// Writes to the log. Answer: ignored, even where it fails.
    Log { level: Level, message: String },
}

/// Where a screen pop leads.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenPop {
    Url { url: String },
    Record { record_id: String },
    ObjectHome { scope: String },
    List { list_view_id: String, scope: String },
    Search { search_string: String },
    NewRecord { entity_name: String, default_field_values: Map<String, Value> },
    Flow { flow_dev_name: String, flow_args: Vec<Value> },
}

#[derive(Clone, Debug, PartialEq)]
pub struct SearchAndScreenPop {
    pub search_params: String,
    pub call_type: CallType,
    pub query_params: Option<String>,
    pub default_field_values: Map<String, Value>,
    pub deferred: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CallType {
    #[default]
    Inbound,
    Outbound,
    Internal,
}

/// The groups of fields of a search, by their SOSL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchGroup {
    All,
    Name,
    Email,
    Phone,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    #[default]
    Debug,
    Info,
    Warn,
    Error,
}

impl CallType {
    pub const NAMES: &[&str] = &["inbound", "outbound", "internal"];

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Inbound, Self::Outbound, Self::Internal]
            .into_iter()
            .find(|kind| kind.as_str().eq_ignore_ascii_case(text.trim()))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Internal => "internal",
        }
    }

    /// As the picklist `Task.CallType` spells it.
    pub fn capitalised(self) -> &'static str {
        match self {
            Self::Inbound => "Inbound",
            Self::Outbound => "Outbound",
            Self::Internal => "Internal",
        }
    }
}

impl SearchGroup {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "ALL FIELDS",
            Self::Name => "NAME FIELDS",
            Self::Email => "EMAIL FIELDS",
            Self::Phone => "PHONE FIELDS",
        }
    }
}

impl Level {
    pub const NAMES: &[&str] = &["debug", "info", "warn", "error"];

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Debug, Self::Info, Self::Warn, Self::Error]
            .into_iter()
            .find(|level| level.as_str().eq_ignore_ascii_case(text.trim()))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

impl ScreenPop {
    /// The value of the host's constant for this target.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Url { .. } => "url",
            Self::Record { .. } => "sobject",
            Self::ObjectHome { .. } => "objecthome",
            Self::List { .. } => "list",
            Self::Search { .. } => "search",
            Self::NewRecord { .. } => "newRecord",
            Self::Flow { .. } => "flow",
        }
    }

    pub fn params(&self) -> Value {
        match self {
            Self::Url { url } => object([("url", text(url))]),
            Self::Record { record_id } => object([("recordId", text(record_id))]),
            Self::ObjectHome { scope } => object([("scope", text(scope))]),
            Self::List { list_view_id, scope } => {
                object([("listViewId", text(list_view_id)), ("scope", text(scope))])
            }
            Self::Search { search_string } => object([("searchString", text(search_string))]),
            Self::NewRecord { entity_name, default_field_values } => {
                object([("entityName", text(entity_name)), ("defaultFieldValues", map(default_field_values))])
            }
            Self::Flow { flow_dev_name, flow_args } => {
                object([("flowDevName", text(flow_dev_name)), ("flowArgs", Value::Array(flow_args.clone()))])
            }
        }
    }
}

impl Effect {
    /// The names of all effects.
    pub const NAMES: &[&str] = &[
        "connect.dial",
        "host.screenPop",
        "host.searchAndScreenPop",
        "host.saveLog",
        "host.completeWork",
        "org.search",
        "org.query",
        "org.retrieve",
        "org.updateContactAttributes",
        "store.get",
        "store.set",
        "log.write",
    ];

    /// `<port>.<method>`, as traces and scenarios name it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Dial { .. } => "connect.dial",
            Self::ScreenPop(_) => "host.screenPop",
            Self::SearchAndScreenPop(_) => "host.searchAndScreenPop",
            Self::SaveLog { .. } => "host.saveLog",
            Self::CompleteWork { .. } => "host.completeWork",
            Self::Search { .. } => "org.search",
            Self::Query(_) => "org.query",
            Self::Retrieve { .. } => "org.retrieve",
            Self::UpdateContactAttributes { .. } => "org.updateContactAttributes",
            Self::StoreGet { .. } => "store.get",
            Self::StoreSet { .. } => "store.set",
            Self::Log { .. } => "log.write",
        }
    }

    /// The arguments under the names of the API that the effect stands for.
    pub fn args(&self) -> Value {
        match self {
            Self::Dial { phone_number, queue_arn } => {
                with_some(object([("phoneNumber", text(phone_number))]), [("queueARN", queue_arn)])
            }
            Self::ScreenPop(pop) => object([("type", text(pop.kind())), ("params", pop.params())]),
            Self::SearchAndScreenPop(search) => object([
                ("searchParams", text(&search.search_params)),
                ("callType", text(search.call_type.as_str())),
                ("queryParams", search.query_params.as_deref().map_or(Value::Null, text)),
                ("defaultFieldValues", map(&search.default_field_values)),
                ("deferred", search.deferred.into()),
            ]),
            Self::SaveLog { value } => object([("value", map(value))]),
            Self::CompleteWork { work_id, disposition, task_id, was_connected } => {
                let attributes = object([("wasConnected", (*was_connected).into())]);
                let attributes = with_some(attributes, [("disposition", disposition), ("taskId", task_id)]);
                object([("workId", text(work_id)), ("attributes", attributes)])
            }
            Self::Search { find, within, returning } => object([
                ("find", text(find)),
                ("in", text(within.as_str())),
                ("returning", returning.iter().map(Query::to_json).collect()),
            ]),
            Self::Query(query) => query.to_json(),
            Self::Retrieve { object: name, id, fields } => {
                object([("type", text(name.as_str())), ("id", text(id)), ("fields", names(fields))])
            }
            Self::UpdateContactAttributes { contact_id, attributes } => {
                object([("contactId", text(contact_id)), ("attributes", map(attributes))])
            }
            Self::StoreGet { key } => object([("key", text(key))]),
            Self::StoreSet { key, value } => object([("key", text(key)), ("value", value.clone())]),
            Self::Log { level, message } => {
                object([("level", text(level.as_str())), ("message", text(message))])
            }
        }
    }
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn map(members: &Map<String, Value>) -> Value {
    Value::Object(members.clone())
}

/// Adds the members that have a value.
fn with_some<const N: usize>(mut object: Value, members: [(&str, &Option<String>); N]) -> Value {
    if let Some(object) = object.as_object_mut() {
        for (name, value) in members {
            if let Some(value) = value {
                object.insert(name.to_owned(), value.as_str().into());
            }
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(effect: Effect, expected: Expect) {
        expected.assert_eq(&format!("{} {}", effect.name(), effect.args()));
    }

    #[test]
    fn a_queue_is_named_only_where_there_is_one() {
        check(
            Effect::Dial { phone_number: "+1".to_owned(), queue_arn: None },
            expect![[r#"connect.dial {"phoneNumber":"+1"}"#]],
        );
    }

    #[test]
    fn completed_work_has_attributes() {
        check(
            Effect::CompleteWork {
                work_id: "w".to_owned(),
                disposition: None,
                task_id: Some("00T".to_owned()),
                was_connected: true,
            },
            expect![[
                r#"host.completeWork {"workId":"w","attributes":{"wasConnected":true,"taskId":"00T"}}"#
            ]],
        );
    }

    #[test]
    fn faults_are_read_as_scenarios_write_them() {
        let fault: Fault = serde_json::from_str(r#"{"kind":"timedOut","message":"no answer"}"#).unwrap();
        assert_eq!(fault, Fault::new(FaultKind::TimedOut, "no answer"));
    }
}
