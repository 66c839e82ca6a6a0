//! The org: its records, what an administrator set, and who is signed in. No sockets, no pages.

use super::clock::Clock;
use super::error::OrgError;
use super::id::Id;
use super::layout::SoftphoneLayout;
use super::omni::Omni;
use super::schema::{self, Kind, Object};
use super::settings::Settings;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of one record, by API name.
pub type Fields = Map<String, Value>;

#[derive(Debug, Clone)]
pub struct Record {
    pub id: Id,
    pub object: String,
    pub fields: Fields,
}

impl Record {
    /// The field's value, `null` when it has none.
    pub fn get(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or(&Value::Null)
    }

    /// The field's text, empty when it has none.
    pub fn text(&self, field: &str) -> &str {
        self.get(field).as_str().unwrap_or_default()
    }

    /// What the record is called on its tab.
    pub fn name(&self) -> String {
        let title = schema::object(&self.object).map_or("Name", |object| object.title);
        match self.text(title) {
            "" => self.id.to_string(),
            text => text.to_owned(),
        }
    }
}

/// The stand-in for a Salesforce org.
#[derive(Debug)]
pub struct Org {
    pub(super) records: Vec<Record>,
    numbers: BTreeMap<String, u32>,
    /// Objects that came with their first record, with their key prefixes.
    generic: Vec<(String, String)>,
    /// Fields that came with a record that the administrator put in, by object.
    pub(super) extra: BTreeMap<String, BTreeSet<String>>,
    pub(super) clock: Clock,
    pub layout: SoftphoneLayout,
    pub(super) settings: Settings,
    pub(super) completed_work: Vec<Value>,
    pub(super) omni: Omni,
}

/// An object as the org knows it: described in the schema, or grown from its records.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    pub name: &'a str,
    pub prefix: &'a str,
    pub known: Option<&'static Object>,
    extra: Option<&'a BTreeSet<String>>,
}

impl Shape<'_> {
    /// The field's exact name and kind; Salesforce does not care about the case asked for.
    pub fn field(&self, name: &str) -> Option<(String, Kind)> {
        let described = match self.known {
            Some(object) => object.field(name),
            None => schema::SYSTEM.iter().find(|field| field.name.eq_ignore_ascii_case(name)),
        };
        if let Some(field) = described {
            return Some((field.name.to_owned(), field.kind));
        }
        let mut extra = self.extra.into_iter().flatten();
        extra.find(|field| field.eq_ignore_ascii_case(name)).map(|field| (field.clone(), Kind::Text))
    }

    pub fn require(&self, name: &str) -> Result<(String, Kind), OrgError> {
        self.field(name)
            .ok_or_else(|| OrgError::UnknownField { object: self.name.to_owned(), field: name.to_owned() })
    }
}

impl Org {
    /// An org without records.
    pub fn empty(clock: Clock) -> Self {
        Self {
            records: Vec::new(),
            numbers: BTreeMap::new(),
            generic: Vec::new(),
            extra: BTreeMap::new(),
            clock,
            layout: SoftphoneLayout::default(),
            settings: Settings::default(),
            completed_work: Vec::new(),
            omni: Omni::default(),
        }
    }

    /// The object of this name, if the org has it.
    pub fn shape(&self, name: &str) -> Result<Shape<'_>, OrgError> {
        let unknown = || OrgError::UnknownObject(name.to_owned());
        if let Some(object) = schema::object(name) {
            let extra = self.extra.get(object.name);
            return Ok(Shape { name: object.name, prefix: object.prefix, known: Some(object), extra });
        }
        let generic = self.generic.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let (name, prefix) = generic.ok_or_else(unknown)?;
        Ok(Shape { name, prefix, known: None, extra: self.extra.get(name) })
    }

    /// Makes room for an object that only the administrator's records describe.
    pub(super) fn define(&mut self, name: &str) -> Result<(), OrgError> {
        if self.shape(name).is_ok() {
            return Ok(());
        }
        let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
        if !starts || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(OrgError::UnknownObject(name.to_owned()));
        }
        let count = self.generic.len();
        let letter = |place: usize| char::from(b'0' + u8::try_from(place % 10).unwrap_or(0));
        self.generic.push((name.to_owned(), format!("a{}{}", letter(count / 10), letter(count))));
        Ok(())
    }

    pub(super) fn next_number(&mut self, series: &str) -> u32 {
        let number = self.numbers.entry(series.to_owned()).or_insert(0);
        *number += 1;
        *number
    }

    /// The record with this id, in either of its forms.
    pub fn record(&self, id: &str) -> Result<&Record, OrgError> {
        let id = Id::parse(id).ok_or_else(|| OrgError::MalformedId(id.to_owned()))?;
        self.records.iter().find(|record| record.id == id).ok_or_else(|| OrgError::NotFound(id.to_string()))
    }

    /// The signed-in user's record.
    pub fn user(&self) -> Option<&Record> {
        self.of("User").next()
    }

    /// Records of one object, oldest first.
    pub fn of<'a>(&'a self, object: &'a str) -> impl Iterator<Item = &'a Record> {
        self.records.iter().filter(move |record| record.object.eq_ignore_ascii_case(object))
    }

    /// Every record of one object with all its fields, as the control API shows them.
    pub fn list(&self, object: &str) -> Vec<Value> {
        self.of(object).map(|record| Value::Object(record.fields.clone())).collect()
    }
}
