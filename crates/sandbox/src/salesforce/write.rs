//! Inserting and updating records, with the checks that Salesforce makes.

use super::error::OrgError;
use super::id::Id;
use super::org::{Fields, Org, Record, Shape};
use super::schema::Kind;
use serde_json::{Value, json};

impl Org {
    /// Puts a record in as an administrator: unknown objects and custom fields come into being.
    pub fn insert(&mut self, object: &str, fields: Fields) -> Result<Id, OrgError> {
        self.define(object)?;
        let shape = self.shape(object)?;
        let (name, known) = (shape.name.to_owned(), shape.known.is_some());
        let new: Vec<_> = fields
            .keys()
            .filter(|field| shape.field(field).is_none() && (!known || field.ends_with("__c")))
            .cloned()
            .collect();
        self.extra.entry(name).or_default().extend(new);
        self.create(object, fields)
    }

    /// Creates a record as the signed-in user: object and fields must exist.
    pub fn create(&mut self, object: &str, fields: Fields) -> Result<Id, OrgError> {
        let shape = self.shape(object)?;
        let mut fields = self.checked(&shape, fields)?;
        let missing: Vec<_> = shape
            .known
            .iter()
            .flat_map(|object| object.fields)
            .filter(|field| field.required && fields.get(field.name).is_none_or(Value::is_null))
            .map(|field| field.name.to_owned())
            .collect();
        if !missing.is_empty() {
            return Err(OrgError::Missing(missing));
        }
        let (name, prefix) = (shape.name.to_owned(), shape.prefix.to_owned());
        let id = Id::new(&prefix, self.next_number(&name));
        let now = self.clock.now();
        self.defaults(&name, &mut fields);
        derive(&name, &mut fields);
        let mut all = Fields::new();
        all.insert("Id".into(), json!(id));
        all.append(&mut fields);
        if !all.contains_key("OwnerId") {
            all.insert("OwnerId".into(), json!(self.user().map(|user| &user.id)));
        }
        all.insert("CreatedDate".into(), json!(now));
        all.insert("LastModifiedDate".into(), json!(now));
        self.records.push(Record { id: id.clone(), object: name, fields: all });
        Ok(id)
    }

    /// Changes fields of a record; `null` and the empty text clear a field.
    pub fn update(&mut self, id: &str, fields: Fields) -> Result<Id, OrgError> {
        let record = self.record(id)?;
        let (id, object) = (record.id.clone(), record.object.clone());
        let shape = self.shape(&object)?;
        let fields = self.checked(&shape, fields)?;
        let required = shape.known.iter().flat_map(|object| object.fields).filter(|field| field.required);
        let cleared: Vec<_> = required
            .filter(|field| fields.get(field.name).is_some_and(Value::is_null))
            .map(|field| field.name.to_owned())
            .collect();
        if !cleared.is_empty() {
            return Err(OrgError::Missing(cleared));
        }
        let now = self.clock.now();
        if let Some(record) = self.records.iter_mut().find(|record| record.id == id) {
            record.fields.extend(fields);
            derive(&object, &mut record.fields);
            record.fields.insert("LastModifiedDate".into(), json!(now));
        }
        Ok(id)
    }

    fn checked(&self, shape: &Shape<'_>, fields: Fields) -> Result<Fields, OrgError> {
        let person = fields.contains_key("LastName");
        let mut checked = Fields::new();
        for (name, value) in fields {
            let (name, kind) = shape.require(&name)?;
            match kind {
                Kind::ReadOnly => return Err(OrgError::ReadOnly(name)),
                Kind::FullName if person => {}
                Kind::FullName => split_name(&value, &mut checked),
                _ => {
                    let value = self.value(&name, kind, value)?;
                    checked.insert(name, value);
                }
            }
        }
        Ok(checked)
    }

    fn value(&self, field: &str, kind: Kind, value: Value) -> Result<Value, OrgError> {
        let written = match &value {
            Value::Null => return Ok(Value::Null),
            Value::String(text) if text.is_empty() => return Ok(Value::Null),
            Value::String(text) => text.clone(),
            Value::Array(_) | Value::Object(_) => return Err(bad(field, &value, "a single value")),
            other => other.to_string(),
        };
        match kind {
            Kind::Number => {
                written.trim().parse::<f64>().map_err(|_| bad(field, &value, "a number"))?;
                serde_json::from_str(written.trim()).map_err(|_| bad(field, &value, "a number"))
            }
            Kind::Flag => {
                written.parse::<bool>().map(Value::Bool).map_err(|_| bad(field, &value, "true or false"))
            }
            Kind::Date if written.parse::<jiff::civil::Date>().is_ok() && written.len() == 10 => {
                Ok(json!(written))
            }
            Kind::Date => Err(bad(field, &value, "a date as YYYY-MM-DD")),
            Kind::Only(allowed) if !allowed.contains(&written.as_str()) => Err(OrgError::NotInPicklist {
                field: field.to_owned(),
                value: written,
                expected: format!("`{}`", allowed.join("`, `")),
            }),
            Kind::Reference(objects) => self.reference(field, &written, objects),
            _ if matches!(value, Value::String(_)) => Ok(json!(written)),
            Kind::Text if !field.ends_with("__c") => Ok(json!(written)),
            _ => Ok(value),
        }
    }

    fn reference(&self, field: &str, value: &str, objects: &[&str]) -> Result<Value, OrgError> {
        let record = self.record(value).ok();
        match record.filter(|record| objects.contains(&record.object.as_str())) {
            Some(record) => Ok(json!(record.id)),
            None => Err(OrgError::BadReference {
                field: field.to_owned(),
                value: value.to_owned(),
                expected: objects.join(" or "),
            }),
        }
    }

    fn defaults(&mut self, object: &str, fields: &mut Fields) {
        let defaults: &[(&str, &str)] = match object {
            "Task" => &[("Status", "Not Started"), ("Priority", "Normal"), ("TaskSubtype", "Task")],
            "Case" => &[("Status", "New"), ("Priority", "Medium")],
            "Lead" => &[("Status", "Open - Not Contacted")],
            _ => &[],
        };
        for (field, value) in defaults {
            if fields.get(*field).is_none_or(Value::is_null) {
                fields.insert((*field).to_owned(), json!(value));
            }
        }
        if object == "Case" {
            let number = format!("{:08}", 1000 + self.next_number("CaseNumber"));
            fields.insert("CaseNumber".into(), json!(number));
        }
    }
}

/// Fields that follow from others.
fn derive(object: &str, fields: &mut Fields) {
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    match object {
        "Contact" | "Lead" => {
            let name = format!("{} {}", text("FirstName"), text("LastName")).trim().to_owned();
            fields.insert("Name".into(), json!(name));
        }
        "Task" => {
            let closed = text("Status") == "Completed";
            fields.insert("IsClosed".into(), json!(closed));
        }
        "Case" => {
            let closed = text("Status") == "Closed";
            fields.insert("IsClosed".into(), json!(closed));
        }
        _ => {}
    }
    if object == "Lead" {
        fields.entry("IsConverted").or_insert(json!(false));
    }
}

fn split_name(name: &Value, fields: &mut Fields) {
    let name = name.as_str().unwrap_or_default().trim();
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name));
    if !first.is_empty() {
        fields.insert("FirstName".into(), json!(first));
    }
    if !last.is_empty() {
        fields.insert("LastName".into(), json!(last));
    }
}

fn bad(field: &str, value: &Value, expected: &str) -> OrgError {
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    OrgError::BadValue { field: field.to_owned(), value, expected: expected.to_owned() }
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
