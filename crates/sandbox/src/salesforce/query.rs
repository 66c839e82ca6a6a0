//! Queries over one object, asked as data instead of SOQL text: conditions, order, limit, related fields.

use super::error::OrgError;
use super::org::{Fields, Org, Record, Shape};
use super::schema;
use serde::Deserialize;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// One condition; all of them must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub field: String,
    pub op: Op,
    #[serde(default)]
    pub value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Op {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!=", alias = "<>")]
    NotEqual,
    #[serde(rename = "<")]
    Less,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = ">")]
    Greater,
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = "LIKE", alias = "like")]
    Like,
    #[serde(rename = "IN", alias = "in")]
    In,
    #[serde(rename = "NOT IN", alias = "not in")]
    NotIn,
}

/// Which records of one object, and which of their fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Query {
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

/// Ascending unless it says otherwise; records without a value come first, as in SOQL.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderBy {
    pub field: String,
    #[serde(default)]
    pub descending: bool,
}

impl Org {
    /// The records that a query finds, each as `{type, Id, …fields}`.
    pub fn query(&self, query: &Query) -> Result<Vec<Value>, OrgError> {
        self.select(query, |_| true)
    }

    /// The same, of those records that also pass `filter`.
    pub(super) fn select(
        &self,
        query: &Query,
        filter: impl Fn(&Record) -> bool,
    ) -> Result<Vec<Value>, OrgError> {
        let shape = self.shape(&query.object)?;
        for path in query.fields.iter().chain(query.conditions.iter().map(|condition| &condition.field)) {
            check_path(&shape, path)?;
        }
        if let Some(order) = &query.order_by {
            check_path(&shape, &order.field)?;
        }
        let mut found: Vec<_> = self
            .of(shape.name)
            .filter(|record| filter(record))
            .filter(|record| query.conditions.iter().all(|condition| self.holds(record, condition)))
            .collect();
        if let Some(order) = &query.order_by {
            found.sort_by(|a, b| {
                order.compare(&self.value_at(a, &order.field), &self.value_at(b, &order.field))
            });
        }
        found.truncate(query.limit.unwrap_or(2000));
        found.into_iter().map(|record| self.project(record, &query.fields)).collect()
    }

    /// Reads fields of one record by id.
    pub fn retrieve(&self, object: &str, id: &str, fields: &[String]) -> Result<Value, OrgError> {
        let shape = self.shape(object)?;
        fields.iter().try_for_each(|path| check_path(&shape, path))?;
        let record = self.record(id)?;
        if record.object != shape.name {
            return Err(OrgError::NotFound(id.to_owned()));
        }
        self.project(record, fields)
    }

    pub(super) fn project(&self, record: &Record, fields: &[String]) -> Result<Value, OrgError> {
        let mut row = Fields::new();
        row.insert("type".into(), json!(record.object));
        row.insert("Id".into(), json!(record.id));
        for path in fields {
            let value = self.value_at(record, path);
            match path.split_once('.') {
                None => {
                    row.insert(self.shape(&record.object)?.require(path)?.0, value);
                }
                Some((relation, field)) => {
                    let related = row.entry(relation.to_owned()).or_insert_with(|| json!({}));
                    if let Some(related) = related.as_object_mut() {
                        related.insert(field.to_owned(), value);
                    }
                }
            }
        }
        Ok(Value::Object(row))
    }

    /// The value of `Field` or `Relation.Field`; `null` where there is none.
    pub(super) fn value_at(&self, record: &Record, path: &str) -> Value {
        let Some((relation, field)) = path.split_once('.') else {
            let exact = self.shape(&record.object).ok().and_then(|shape| shape.field(path));
            return exact.map_or(Value::Null, |(name, _)| record.get(&name).clone());
        };
        let related = schema::relationship(relation).and_then(|lookup| self.record(record.text(lookup)).ok());
        related.map_or(Value::Null, |related| self.value_at(related, field))
    }

    fn holds(&self, record: &Record, condition: &Condition) -> bool {
        let held = self.value_at(record, &condition.field);
        let asked = &condition.value;
        let among =
            |list: &Value| list.as_array().is_some_and(|list| list.iter().any(|one| equal(&held, one)));
        match condition.op {
            Op::Equal => equal(&held, asked),
            Op::NotEqual => !equal(&held, asked),
            Op::Like => like(held.as_str().unwrap_or_default(), asked.as_str().unwrap_or_default()),
            Op::In => among(asked),
            Op::NotIn => !among(asked),
            _ if held.is_null() || asked.is_null() => false,
            Op::Less => compare(&held, asked) == Ordering::Less,
            Op::AtMost => compare(&held, asked) != Ordering::Greater,
            Op::Greater => compare(&held, asked) == Ordering::Greater,
            Op::AtLeast => compare(&held, asked) != Ordering::Less,
        }
    }
}

fn check_path(shape: &Shape<'_>, path: &str) -> Result<(), OrgError> {
    match path.split_once('.') {
        None => shape.require(path).map(|_| ()),
        Some((relation, _)) => {
            let lookup = schema::relationship(relation).filter(|lookup| shape.field(lookup).is_some());
            lookup.map(|_| ()).ok_or_else(|| OrgError::UnknownField {
                object: shape.name.to_owned(),
                field: path.to_owned(),
            })
        }
    }
}

/// Ids are equal in either form, texts in any case.
pub(super) fn equal(held: &Value, asked: &Value) -> bool {
    match (held, asked) {
        (Value::String(held), Value::String(asked)) => {
            let short = asked.len() == 15 && held.len() == 18 && held.get(..15) == Some(asked.as_str());
            short || held.to_lowercase() == asked.to_lowercase()
        }
        (Value::Number(held), Value::Number(asked)) => held.as_f64() == asked.as_f64(),
        _ => held == asked,
    }
}

pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_lowercase);
            text(a).cmp(&text(b))
        }
    }
}

/// `%` stands for any characters, `_` for one, a backslash makes the next one ordinary.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let pattern = wildcards(&pattern.to_lowercase());
    let (mut at, mut place) = (0, 0);
    // Where to go on when what follows the last `%` does not fit: it then stands for one character more.
    let mut retry = None;
    while at < text.len() || place < pattern.len() {
        match pattern.get(place) {
            Some(Wildcard::Any) => {
                retry = Some((place, at + 1));
                place += 1;
            }
            Some(Wildcard::One) if at < text.len() => (at, place) = (at + 1, place + 1),
            Some(Wildcard::Literal(literal)) if text.get(at) == Some(literal) => {
                (at, place) = (at + 1, place + 1);
            }
            _ => match retry {
                Some((any, next)) if next <= text.len() => (at, place) = (next, any),
                _ => return false,
            },
        }
    }
    true
}

enum Wildcard {
    Any,
    One,
    Literal(char),
}

fn wildcards(pattern: &str) -> Vec<Wildcard> {
    let mut chars = pattern.chars();
    let mut wildcards = Vec::new();
    while let Some(next) = chars.next() {
        wildcards.push(match next {
            '%' => Wildcard::Any,
            '_' => Wildcard::One,
            '\\' => Wildcard::Literal(chars.next().unwrap_or('\\')),
            literal => Wildcard::Literal(literal),
        });
    }
    wildcards
}

impl OrderBy {
    fn compare(&self, a: &Value, b: &Value) -> Ordering {
        match (a.is_null(), b.is_null()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) if self.descending => compare(b, a),
            (false, false) => compare(a, b),
        }
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
