//! `screenPop` and `searchAndScreenPop`: what is found, and where the console goes.
//!
//! Field evidence leaves open what the real host does in some cases; the choices here are: calls that are
//! not inbound search but never pop, and a search text under three characters finds and pops nothing.

use super::apex::{decoded, parameters};
use super::error::OrgError;
use super::id::Id;
use super::layout::{CallType, LayoutField, PopSetting};
use super::opencti::{Failure, Outcome};
use super::org::{Fields, Org, Record};
use super::schema;
use super::search::{SHORTEST_SEARCH, field_matches};
use serde_json::{Map, Value, json};

impl Org {
    pub(super) fn screen_pop(&self, args: &Value) -> Result<Outcome, Failure> {
        let kind = text(args, "type")?;
        let params = args.get("params").unwrap_or(&Value::Null);
        Ok(Outcome::going(self.destination(kind, params)?))
    }

    /// Where a typed pop leads, in the console page's words.
    fn destination(&self, kind: &str, params: &Value) -> Result<Value, Failure> {
        match kind {
            "sobject" => {
                let text = text(params, "recordId")?;
                let id =
                    Id::parse(text).ok_or_else(|| Failure::parameter("recordId", "a record id", params))?;
                Ok(json!({ "kind": "record", "id": id }))
            }
            "url" => {
                let url = text(params, "url")?;
                if !url.starts_with('/') || url.starts_with("//") {
                    return Err(Failure::parameter("url", "a relative URL", params));
                }
                Ok(json!({ "kind": "url", "url": url }))
            }
            "objecthome" => Ok(json!({ "kind": "list", "object": self.scope(params, "scope")? })),
            "list" => {
                let view = text(params, "listViewId")?;
                Ok(json!({ "kind": "list", "object": self.scope(params, "scope")?, "view": view }))
            }
            "search" => {
                let search = text(params, "searchString")?;
                if search.chars().count() < SHORTEST_SEARCH {
                    return Err(Failure::parameter("searchString", "3 characters or more", params));
                }
                Ok(json!({ "kind": "search", "text": search }))
            }
            "newRecord" => {
                let object = self.scope(params, "entityName")?;
                Ok(json!({ "kind": "new", "object": object, "defaults": params.get("defaultFieldValues") }))
            }
            "flow" => Ok(
                json!({ "kind": "flow", "name": text(params, "flowDevName")?, "args": params.get("flowArgs") }),
            ),
            _ => Err(Failure::parameter("type", "a screen pop type", &json!({ "type": kind }))),
        }
    }

    fn scope<'a>(&'a self, params: &Value, name: &str) -> Result<&'a str, Failure> {
        let object = text(params, name)?;
        let shape =
            self.shape(object).map_err(|_| Failure::parameter(name, "an object's API name", params))?;
        Ok(shape.name)
    }

    pub(super) fn search_and_screen_pop(&self, args: &Value) -> Result<Outcome, Failure> {
        let find = text(args, "searchParams")?;
        let call_type = args.get("callType").unwrap_or(&Value::Null);
        let call_type =
            CallType::parse(call_type).ok_or_else(|| Failure::parameter("callType", "a call type", args))?;
        let found = self.find_by_layout(find, call_type);
        let mut result: Map<_, _> =
            found.iter().map(|(record, fields)| (record.id.to_string(), row(record, fields))).collect();
        let searched = find.trim().chars().count() >= SHORTEST_SEARCH;
        let pop = if searched && call_type == CallType::Inbound {
            self.layout_pop(&found, find, args)
        } else {
            None
        };
        if args.get("deferred") == Some(&json!(true)) {
            if let Some(pop) = pop {
                result.insert("SCREEN_POP_DATA".into(), pop);
            }
            return Ok(Outcome::value(Value::Object(result)));
        }
        let navigate = pop.and_then(|pop| {
            let kind = pop.get("type").and_then(Value::as_str).unwrap_or_default();
            self.destination(kind, pop.get("params").unwrap_or(&Value::Null)).ok()
        });
        Ok(Outcome { value: Value::Object(result), navigate, ..Outcome::default() })
    }

    /// Matches among the objects and fields of the layout, in its order.
    fn find_by_layout(&self, find: &str, call_type: CallType) -> Vec<(&Record, Vec<LayoutField>)> {
        if find.trim().chars().count() < SHORTEST_SEARCH {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (object, fields) in self.layout.of(call_type).fields() {
            let answers = |record: &&Record| {
                fields
                    .iter()
                    .any(|field| field_matches(record, &field.api_name, record.get(&field.api_name), find))
            };
            let records = self.records.iter().filter(|record| record.object == object).filter(answers);
            found.extend(records.map(|record| (record, fields.clone())));
        }
        found
    }

    /// The pop that the layout asks for, as `{type, params}`: what `screenPop` takes.
    fn layout_pop(&self, found: &[(&Record, Vec<LayoutField>)], find: &str, args: &Value) -> Option<Value> {
        let settings = &self.layout.inbound.screen_pop_settings;
        let typed = |kind: &str, params: Value| Some(json!({ "type": kind, "params": params }));
        let setting = match found {
            [] => settings.no_match.as_ref()?,
            [(record, _)] => match settings.single_match.as_ref() {
                None => return typed("sobject", json!({ "recordId": record.id })),
                Some(setting) => setting,
            },
            _ => settings.multiple_matches.as_ref()?,
        };
        let PopSetting { screen_pop_type, screen_pop_data } = setting;
        let data = screen_pop_data.as_deref().unwrap_or_default();
        match screen_pop_type.as_str() {
            "PopToEntity" => typed(
                "newRecord",
                json!({ "entityName": data, "defaultFieldValues": args.get("defaultFieldValues") }),
            ),
            "PopToSearch" => typed("search", json!({ "searchString": find })),
            "PopToVisualforce" => {
                let query = args.get("queryParams").and_then(Value::as_str).filter(|query| !query.is_empty());
                let query = query.map(|query| format!("?{query}")).unwrap_or_default();
                typed("url", json!({ "url": format!("/apex/{data}{query}") }))
            }
            "PopToFlow" => {
                let flow_args = args.pointer("/params/FLOW/flowArgs").cloned().unwrap_or_else(|| json!([]));
                typed("flow", json!({ "flowDevName": data, "flowArgs": flow_args }))
            }
            _ => None,
        }
    }

    /// Where an address inside the org leads, Lightning's or Classic's, for `navigate` events and `url` pops.
    pub fn resolve_url(&self, url: &str) -> Value {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let path = path.split('#').next().unwrap_or_default();
        let steps: Vec<_> = path.split('/').filter(|step| !step.is_empty()).collect();
        // The sandbox has the pages of Classic below this one.
        let steps = steps.strip_prefix(&["classic"]).unwrap_or(&steps);
        let record = |text: &str| Id::parse(text).map(|id| json!({ "kind": "record", "id": id }));
        let object = |name: &str| self.shape(name).ok().map(|shape| shape.name.to_owned());
        let list = |name: &str| object(name).map(|object| json!({ "kind": "list", "object": object }));
        let new = |name: &str| object(name).map(|object| json!({ "kind": "new", "object": object }));
        let query = parameters(query.split('#').next().unwrap_or_default());
        let found = match steps {
            [prefix] if prefix.len() == 3 => {
                let view = query.get("fcf").cloned().unwrap_or_default();
                let object = self.object_with(prefix);
                object.map(|object| json!({ "kind": "list", "object": object, "view": view }))
            }
            [id] => record(id),
            [prefix, "o"] if prefix.len() == 3 => self.object_with(prefix).and_then(list),
            [prefix, "e"] if prefix.len() == 3 => self.object_with(prefix).and_then(new),
            ["_ui", "search", "ui", "UnifiedSearchResults"] => {
                Some(json!({ "kind": "search", "text": query.get("str") }))
            }
            ["flow", name] => {
                let args = query.iter().map(|(name, value)| json!({ "name": name, "value": value }));
                Some(json!({ "kind": "flow", "name": decoded(name), "args": args.collect::<Vec<_>>() }))
            }
            [] | ["home", "home.jsp"] => Some(json!({ "kind": "home" })),
            ["lightning", "r", id, "view"] | ["lightning", "r", _, id, "view"] => record(id),
            ["lightning", "o", name, "new"] => new(name),
            ["lightning", "o", name, ..] => list(name),
            ["lightning", "page", "home"] => Some(json!({ "kind": "home" })),
            _ => None,
        };
        found.unwrap_or_else(|| json!({ "kind": "page", "url": url }))
    }

    /// The described object whose ids begin so.
    fn object_with(&self, prefix: &str) -> Option<&'static str> {
        schema::OBJECTS.iter().find(|object| object.prefix == prefix).map(|object| object.name)
    }

    pub(super) fn save_log(&mut self, args: &Value) -> Result<Outcome, Failure> {
        let object = args.get("object").and_then(Value::as_object);
        let mut fields: Fields =
            object.cloned().ok_or_else(|| Failure::parameter("object", "an object", args))?;
        let entity = fields.shift_remove("entityApiName");
        let saved = match (fields.shift_remove("Id"), entity) {
            (Some(Value::String(id)), _) if !id.is_empty() => self.update(&id, fields),
            (_, Some(Value::String(entity))) => self.create(&entity, fields),
            _ => return Err(Failure::parameter("entityApiName", "an object's API name", args)),
        };
        let id = saved.map_err(Failure::record)?;
        Ok(Outcome { value: json!({ "recordId": id }), ..Outcome::default() })
    }
}

fn row(record: &Record, fields: &[LayoutField]) -> Value {
    let mut row = Fields::new();
    row.insert("Id".into(), json!(record.id));
    row.insert("Name".into(), json!(record.name()));
    row.insert("RecordType".into(), json!(record.object));
    row.insert("LastModifiedDate".into(), record.get("LastModifiedDate").clone());
    for field in fields {
        let value = record.get(&field.api_name);
        if !value.is_null() {
            row.insert(field.api_name.clone(), value.clone());
        }
    }
    Value::Object(row)
}

fn text<'a>(args: &'a Value, name: &str) -> Result<&'a str, Failure> {
    args.get(name).and_then(Value::as_str).ok_or_else(|| Failure::parameter(name, "a string", args))
}

impl From<OrgError> for Failure {
    fn from(error: OrgError) -> Self {
        Self::record(error)
    }
}
