//! What the console's pages show of the org: home, lists, record pages, forms.

use super::error::OrgError;
use super::org::{Org, Record};
use super::schema::{self, Field, Kind, Object};
use serde_json::{Value, json};

/// Objects with a list of their own in the navigation.
const LISTED: [&str; 5] = ["Account", "Contact", "Lead", "Case", "Task"];
const RECENT: usize = 12;

/// Which records of other objects a record page lists: object, and the fields that may refer here.
const RELATED: [(&str, &str, &[&str]); 3] = [
    ("Contact", "Contacts", &["AccountId"]),
    ("Case", "Cases", &["ContactId", "AccountId"]),
    ("Task", "Activities", &["WhoId", "WhatId"]),
];

impl Org {
    pub fn home(&self) -> Value {
        let mut recent: Vec<_> =
            self.records.iter().filter(|record| LISTED.contains(&record.object.as_str())).collect();
        recent.sort_by(|a, b| b.text("LastModifiedDate").cmp(a.text("LastModifiedDate")));
        let objects = LISTED.iter().filter_map(|name| schema::object(name));
        json!({
            "user": self.user().map(Record::name),
            "recent": recent.into_iter().take(RECENT).map(|record| self.line(record)).collect::<Vec<_>>(),
            "objects": objects
                .map(|object| json!({ "name": object.name, "plural": object.plural, "count": self.of(object.name).count() }))
                .collect::<Vec<_>>(),
        })
    }

    pub fn record_page(&self, id: &str) -> Result<Value, OrgError> {
        let record = self.record(id)?;
        let known = schema::object(&record.object);
        let names: Vec<_> = match known {
            Some(object) => object.fields.iter().map(|field| field.name.to_owned()).collect(),
            None => record.fields.keys().filter(|name| !is_system(name)).cloned().collect(),
        };
        let extra = self.extra.get(&record.object).into_iter().flatten().filter(|name| !names.contains(name));
        let names: Vec<_> = names
            .iter()
            .chain(extra)
            .map(String::as_str)
            .chain(["OwnerId", "CreatedDate", "LastModifiedDate"])
            .collect();
        let mut page = self.line(record);
        if let Some(page) = page.as_object_mut() {
            page.insert("fields".into(), names.into_iter().map(|name| self.cell(record, name)).collect());
            page.insert("related".into(), self.related(record));
        }
        Ok(page)
    }

    pub fn list_page(&self, object: &str) -> Result<Value, OrgError> {
        let shape = self.shape(object)?;
        let rows: Vec<_> = self.of(shape.name).map(|record| self.line(record)).collect();
        Ok(
            json!({ "object": shape.name, "plural": shape.known.map_or(shape.name, |known| known.plural), "rows": rows }),
        )
    }

    pub fn search_page(&self, text: &str) -> Value {
        self.find_everywhere(text).into_iter().map(|record| self.line(record)).collect()
    }

    /// The fields that can be filled in for a new record.
    pub fn form(&self, object: &str) -> Result<Value, OrgError> {
        let shape = self.shape(object)?;
        let fields = shape.known.map_or(&[] as &[Field], |known| known.fields);
        let writable = fields.iter().filter(|field| !matches!(field.kind, Kind::ReadOnly | Kind::FullName));
        let fields: Vec<_> = writable.map(|field| self.form_field(field)).collect();
        Ok(
            json!({ "object": shape.name, "label": shape.known.map_or(shape.name, |known| known.label), "fields": fields }),
        )
    }

    fn form_field(&self, field: &Field) -> Value {
        let choices = match field.kind {
            Kind::Choice(values) | Kind::Only(values) => {
                values.iter().map(|value| json!([value, value])).collect()
            }
            Kind::Reference(objects) => {
                let records = objects.iter().flat_map(|object| self.of(object));
                records.map(|record| json!([record.id, record.name()])).collect()
            }
            _ => Vec::new(),
        };
        json!({
            "name": field.name, "label": field.label, "kind": kind_word(field.kind),
            "required": field.required, "choices": choices
        })
    }

    /// One record in a list: what it is called and what tells it from others.
    fn line(&self, record: &Record) -> Value {
        let about: Vec<_> = details(&record.object)
            .iter()
            .map(|name| self.cell(record, name))
            .filter(|cell| cell.get("value").is_some_and(|value| !value.is_null()))
            .collect();
        json!({
            "id": record.id, "object": record.object, "name": record.name(),
            "label": schema::object(&record.object).map_or(record.object.as_str(), |object: &Object| object.label),
            "modified": record.get("LastModifiedDate"), "about": about
        })
    }

    fn cell(&self, record: &Record, name: &str) -> Value {
        let object = schema::object(&record.object);
        let system = || schema::SYSTEM.iter().find(|field| field.name == name);
        let field = object.and_then(|object| object.field(name)).or_else(system);
        let link = self.record(record.text(name)).ok().filter(|_| name.ends_with("Id"));
        json!({
            "name": name, "label": field.map_or(name, |field| field.label), "value": record.get(name),
            "kind": field.map_or("text", |field| kind_word(field.kind)),
            "link": link.map(|link| json!({ "id": link.id, "name": link.name(), "object": link.object }))
        })
    }

    fn related(&self, record: &Record) -> Value {
        let mut lists = Vec::new();
        for (object, title, fields) in RELATED {
            let refers = |other: &&Record| fields.iter().any(|field| other.text(field) == record.id.as_str());
            let rows: Vec<_> = self.of(object).filter(refers).map(|other| self.line(other)).collect();
            let applies = schema::object(object).is_some_and(|object| {
                object.fields.iter().any(|field| {
                    fields.contains(&field.name)
                        && matches!(field.kind, Kind::Reference(targets) if targets.contains(&record.object.as_str()))
                })
            });
            if applies {
                lists.push(json!({ "object": object, "title": title, "rows": rows }));
            }
        }
        Value::Array(lists)
    }
}

fn details(object: &str) -> &'static [&'static str] {
    match object {
        "Account" => &["Phone", "Industry", "BillingCity"],
        "Contact" => &["Title", "AccountId", "Phone", "MobilePhone", "HomePhone", "OtherPhone", "Email"],
        "Lead" => &["Company", "Phone", "Email", "Status"],
        "Case" => &["Subject", "Status", "Priority", "ContactId"],
        "Task" => &["Status", "Priority", "WhoId", "WhatId", "CallType"],
        _ => &["Name"],
    }
}

fn is_system(name: &str) -> bool {
    schema::SYSTEM.iter().any(|field| field.name == name)
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::ReadOnly | Kind::FullName => "text",
        Kind::Phone => "phone",
        Kind::Email => "email",
        Kind::Link => "link",
        Kind::Number => "number",
        Kind::Flag => "flag",
        Kind::Date => "date",
        Kind::Choice(_) | Kind::Only(_) => "choice",
        Kind::Reference(_) => "reference",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_page_shows_its_fields_and_what_belongs_to_it() {
        let org = Org::seeded();
        let page = org.record_page("0035g0000000001").unwrap();
        let titles: Vec<_> = page["related"]
            .as_array()
            .unwrap()
            .iter()
            .map(|list| (list["title"].clone(), list["rows"].as_array().unwrap().len()))
            .collect();
        assert_eq!(titles, [(json!("Cases"), 2), (json!("Activities"), 1)]);
        let account =
            page["fields"].as_array().unwrap().iter().find(|cell| cell["name"] == "AccountId").unwrap();
        assert_eq!(account["link"]["name"], "Northwind Orchards");
        let phone = page["fields"].as_array().unwrap().iter().find(|cell| cell["name"] == "Phone").unwrap();
        assert_eq!((&phone["kind"], &phone["value"]), (&json!("phone"), &json!("(213) 555-0100")));
    }

    #[test]
    fn objects_without_a_description_have_pages_too() {
        let mut org = Org::seeded();
        let id = org
            .insert("Invoice__c", json!({ "Name": "INV-1", "Total__c": 3 }).as_object().cloned().unwrap())
            .unwrap();
        let page = org.record_page(id.as_str()).unwrap();
        let names: Vec<_> =
            page["fields"].as_array().unwrap().iter().map(|cell| cell["name"].clone()).collect();
        assert_eq!(names, ["Name", "Total__c", "OwnerId", "CreatedDate", "LastModifiedDate"]);
        assert_eq!(page["name"], "INV-1");
    }

    #[test]
    fn the_search_page_ignores_the_softphone_layout() {
        let found = Org::seeded().search_page("Berlin");
        assert_eq!(found[0]["name"], "Kessel & Söhne Maschinenbau GmbH");
    }

    #[test]
    fn forms_offer_what_can_be_written() {
        let form = Org::seeded().form("Case").unwrap();
        let names: Vec<_> =
            form["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert!(names.contains(&"ContactId") && !names.contains(&"CaseNumber"));
    }
}
