//! Things that happen in the Salesforce UI, triggered from outside: clicks, navigation, cadence steps.

use super::org::Org;
use super::toolkit;
use crate::world::Shared;
use serde_json::{Map, Value, json};

/// Makes it happen in the console tab that the user sees, or in the one named by `tab`.
pub fn host_event(shared: &Shared, event: &str, body: &Value) -> Result<(), String> {
    let message = match event {
        "clickToDial" => {
            let payload = shared.with(|world| click(&world.org, body))?;
            json!({ "kind": "event", "event": "onClickToDial", "payload": payload })
        }
        "navigate" => {
            json!({ "kind": "navigate", "to": shared.with(|world| destination(&world.org, body))? })
        }
        "hvsWork" => json!({ "kind": "event", "event": "onWorkStart", "payload": work(body)? }),
        "omni" => {
            let tab = text(body, "tab").map(|tab| shared.tabs.target(Some(tab))).transpose()?;
            let events = shared.with(|world| world.org.change_omni(body))?;
            toolkit::tell(shared, tab.as_deref(), events);
            return Ok(());
        }
        other => {
            return Err(format!(
                "no host event `{other}`; there are `clickToDial`, `navigate`, `hvsWork`, `omni`"
            ));
        }
    };
    let tab = shared.tabs.target(body.get("tab").and_then(Value::as_str))?;
    let mut message = message;
    if let Some(message) = message.as_object_mut() {
        message.insert("tab".into(), json!(tab));
    }
    shared.push_console(&message);
    Ok(())
}

/// `{number, recordId?, recordName?, objectType?, params?, …}`; name and type come from the record.
fn click(org: &Org, body: &Value) -> Result<Value, String> {
    let number = text(body, "number").ok_or("`number` is missing: what was clicked?")?;
    let mut payload = Map::new();
    payload.insert("number".into(), json!(number));
    if let Some(id) = text(body, "recordId") {
        let record = org.record(id).map_err(|problem| problem.to_string())?;
        payload.insert("recordId".into(), json!(record.id));
        payload.insert("recordName".into(), json!(record.name()));
        payload.insert("objectType".into(), json!(record.object));
    }
    for name in ["recordName", "objectType", "params", "accountId", "contactId", "personAccount"] {
        if let Some(value) = body.get(name) {
            payload.insert(name.to_owned(), value.clone());
        }
    }
    Ok(Value::Object(payload))
}

fn destination(org: &Org, body: &Value) -> Result<Value, String> {
    if let Some(id) = text(body, "recordId") {
        let record = org.record(id).map_err(|problem| problem.to_string())?;
        return Ok(json!({ "kind": "record", "id": record.id }));
    }
    let url = text(body, "url").ok_or("`recordId` or `url` is missing: where to?")?;
    Ok(org.resolve_url(url))
}

fn work(body: &Value) -> Result<Value, String> {
    let id = text(body, "workId").ok_or("`workId` is missing")?;
    let when = text(body, "completeWorkWhen").unwrap_or("TaskSaved");
    let attributes = body.get("attributes").cloned().unwrap_or_else(|| json!({}));
    Ok(json!({ "workId": id, "completeWorkWhen": when, "attributes": attributes }))
}

fn text<'a>(body: &'a Value, name: &str) -> Option<&'a str> {
    body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}
