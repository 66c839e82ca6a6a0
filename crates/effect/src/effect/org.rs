//! What a flow asks of the org: its records, its Apex code, and Connect's API through it.

use cti_core::recording::RecordingAction;
use serde_json::{Map, Value};

use super::{map, text};
use crate::json::object;
use crate::org::{ApiName, Query, names};
use crate::soql::Soql;

#[derive(Clone, Debug, PartialEq)]
pub enum Org {
    /// A search for phone numbers, names, … in the fields of a group. Answer: a list of records.
    Search { find: String, within: SearchGroup, returning: Vec<Query> },
    /// Answer: a list of records.
    Query(Query),
    /// A query in an administrator's own words. Answer: a list of records.
    Soql(Soql),
    /// Answer: the record, or null where there is none that the user can see.
    Retrieve { object: ApiName, id: String, fields: Vec<ApiName> },
    /// Writes attributes of a contact at Connect. Answer: ignored.
    UpdateContactAttributes { contact_id: String, attributes: Map<String, Value> },
    /// Answer: what the method returned; JSON is read.
    RunApex { apex_class: String, method_name: String, method_params: String },
    /// Answer: ignored.
    Recording { action: RecordingAction, contact_id: String, initial_contact_id: String },
}

/// The groups of fields of a search, by their SOSL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchGroup {
    All,
    Name,
    Email,
    Phone,
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

impl Org {
    pub(super) const NAMES: &[&str] = &[
        "org.search",
        "org.query",
        "org.retrieve",
        "org.updateContactAttributes",
        "org.runApex",
        "org.startContactRecording",
        "org.stopContactRecording",
        "org.suspendContactRecording",
        "org.resumeContactRecording",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::Search { .. } => "org.search",
            Self::Query(_) | Self::Soql(_) => "org.query",
            Self::Retrieve { .. } => "org.retrieve",
            Self::UpdateContactAttributes { .. } => "org.updateContactAttributes",
            Self::RunApex { .. } => "org.runApex",
            Self::Recording { action: RecordingAction::Start, .. } => "org.startContactRecording",
            Self::Recording { action: RecordingAction::Stop, .. } => "org.stopContactRecording",
            Self::Recording { action: RecordingAction::Suspend, .. } => "org.suspendContactRecording",
            Self::Recording { action: RecordingAction::Resume, .. } => "org.resumeContactRecording",
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::Search { find, within, returning } => object([
                ("find", text(find)),
                ("in", text(within.as_str())),
                ("returning", returning.iter().map(Query::to_json).collect()),
            ]),
            Self::Query(query) => query.to_json(),
            Self::Soql(soql) => object([("query", text(soql.as_str()))]),
            Self::Retrieve { object: name, id, fields } => {
                object([("type", text(name.as_str())), ("id", text(id)), ("fields", names(fields))])
            }
            Self::UpdateContactAttributes { contact_id, attributes } => {
                object([("contactId", text(contact_id)), ("attributes", map(attributes))])
            }
            Self::RunApex { apex_class, method_name, method_params } => object([
                ("apexClass", text(apex_class)),
                ("methodName", text(method_name)),
                ("methodParams", text(method_params)),
            ]),
            Self::Recording { contact_id, initial_contact_id, .. } => {
                object([("contactId", text(contact_id)), ("initialContactId", text(initial_contact_id))])
            }
        }
    }
}
