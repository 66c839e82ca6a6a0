//! Searching across objects, asked as data instead of SOSL text; `matching` says what matches.

use super::error::OrgError;
use super::matching::{looks_like_phone, same_phone, words_match};
use super::org::{Org, Record};
use super::query::{Condition, OrderBy, Query};
use super::schema::{self, Kind};
use serde::Deserialize;
use serde_json::Value;

/// Fewer characters than this are not searched for.
pub const SHORTEST_SEARCH: usize = 3;

/// Which fields are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Group {
    #[serde(rename = "PHONE FIELDS")]
    Phone,
    #[serde(rename = "NAME FIELDS")]
    Name,
    #[serde(rename = "EMAIL FIELDS")]
    Email,
    #[serde(rename = "ALL FIELDS")]
    All,
}

/// The fields that come back for one object, and which of its records count.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Returning {
    pub object: String,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default, rename = "where")]
    pub conditions: Vec<Condition>,
    #[serde(default)]
    pub order_by: Option<OrderBy>,
    #[serde(default)]
    pub limit: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub find: String,
    #[serde(rename = "in", default = "all")]
    pub group: Group,
    pub returning: Vec<Returning>,
}

fn all() -> Group {
    Group::All
}

impl Org {
    /// Records of the returned objects, object by object in the order asked for.
    pub fn search(&self, search: &Search) -> Result<Vec<Value>, OrgError> {
        if search.find.trim().chars().count() < SHORTEST_SEARCH {
            let message =
                format!("a search needs {SHORTEST_SEARCH} characters or more, not `{}`", search.find);
            return Err(OrgError::BadQuery(message));
        }
        let mut rows = Vec::new();
        for returning in search.returning.iter().cloned() {
            let Returning { object, fields, conditions, order_by, limit } = returning;
            let query = Query { object, fields, conditions, order_by, limit };
            rows.extend(self.select(&query, |record| matches(record, &search.find, search.group))?);
        }
        Ok(rows)
    }

    /// Everything the console's search page shows for a text, whatever the softphone layout says.
    pub fn find_everywhere(&self, text: &str) -> Vec<&Record> {
        if text.trim().chars().count() < SHORTEST_SEARCH {
            return Vec::new();
        }
        let order = |record: &&Record| schema::OBJECTS.iter().position(|object| object.name == record.object);
        let searched = |record: &&Record| record.object != "User" && matches(record, text, Group::All);
        let mut found: Vec<_> = self.records.iter().filter(searched).collect();
        found.sort_by_key(|record| order(record).unwrap_or(usize::MAX));
        found
    }
}

fn matches(record: &Record, find: &str, group: Group) -> bool {
    record
        .fields
        .iter()
        .any(|(name, value)| in_group(record, name, group) && field_matches(record, name, value, find))
}

fn in_group(record: &Record, field: &str, group: Group) -> bool {
    let title = schema::object(&record.object).map_or("Name", |object| object.title);
    match group {
        Group::All => !matches!(kind(record, field), Kind::Reference(_)) && !field.ends_with("Date"),
        Group::Phone => kind(record, field) == Kind::Phone,
        Group::Email => kind(record, field) == Kind::Email,
        Group::Name => field == title || field.ends_with("Name"),
    }
}

/// Does one field answer the search?
pub(super) fn field_matches(record: &Record, field: &str, value: &Value, find: &str) -> bool {
    let Some(value) = value.as_str() else { return false };
    let custom_phone = field.ends_with("__c") && looks_like_phone(value);
    if kind(record, field) == Kind::Phone || custom_phone {
        return looks_like_phone(find) && same_phone(value, find);
    }
    words_match(find, value)
}

fn kind(record: &Record, field: &str) -> Kind {
    let object = schema::object(&record.object);
    object.and_then(|object| object.field(field)).map_or(Kind::Text, |field| field.kind)
}
