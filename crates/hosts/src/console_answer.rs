//! What the Console Integration Toolkit answers and reports: everything arrives as text.

use cti_ports::{HostEvent, PortError, refusal};
use serde_json::{Map, Value, json};

use crate::record_id;

pub type Members = Map<String, Value>;

/// The members of `{success: true, …}`, or why there are none.
pub fn open(call: &'static str, answer: Value) -> Result<Members, PortError> {
    let Value::Object(members) = answer else {
        return Err(malformed(call, "no object"));
    };
    match members.get("success") {
        Some(Value::Bool(true)) => Ok(members),
        Some(Value::String(text)) if text == "true" => Ok(members),
        Some(_) => {
            let reason = ["errors", "error", "message"].iter().find_map(|name| members.get(*name));
            Err(refusal(reason.unwrap_or(&Value::Null)))
        }
        None => Err(malformed(call, "no `success`")),
    }
}

pub fn malformed(call: &'static str, reason: &str) -> PortError {
    PortError::Malformed { call, reason: reason.to_owned() }
}

/// A member's text; what has no value may come as null, as nothing, or as one of these words.
pub fn text<'a>(members: &'a Members, name: &str) -> Option<&'a str> {
    members.get(name)?.as_str().filter(|text| !matches!(*text, "" | "null" | "undefined"))
}

/// A member that names a record, with 18 characters.
fn id(members: &Members, name: &str) -> Value {
    text(members, name).map_or(Value::Null, |id| record_id::long(id).into())
}

/// A list of texts; a single one may come alone.
pub fn ids(members: &Members) -> Vec<String> {
    match members.get("ids") {
        Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => text(members, "ids").map(str::to_owned).into_iter().collect(),
    }
}

/// Which record is in focus.
pub fn object_id(members: &Members) -> Option<String> {
    text(members, "id").map(record_id::long)
}

/// `{statusId, statusName, statusApiName}`.
pub fn status(members: &Members) -> Value {
    json!({
        "statusId": id(members, "statusId"),
        "statusName": text(members, "statusName"),
        "statusApiName": text(members, "statusApiName"),
    })
}

/// `{configuredCapacity, currentWorkload}`.
pub fn workload(members: &Members) -> Value {
    json!({
        "configuredCapacity": number(members, "configuredCapacity"),
        "currentWorkload": number(members, "currentWorkload"),
    })
}

/// `{tabId, url, objectId, object}` of a page that describes itself, as text, or not at all.
pub fn tab(tab_id: &str, page: Option<&Members>, link: Option<&str>) -> Value {
    let page = page.and_then(|page| page.get("pageInfo"));
    let page = match page {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(Value::Object(page)) => page.clone(),
        _ => Members::new(),
    };
    let url = text(&page, "url").or(link);
    // Lightning names the record but not its object.
    let object = text(&page, "object").or_else(|| url.and_then(object_in));
    json!({ "tabId": tab_id, "url": url, "objectId": id(&page, "objectId"), "object": object })
}

/// The object in `…/lightning/r/Object/id/view`.
fn object_in(url: &str) -> Option<&str> {
    let (_, path) = url.split_once("/lightning/r/")?;
    let (object, rest) = path.split_once('/')?;
    // Without the object's name the id stands in its place.
    (rest.split('/').next() != Some("view")).then_some(object)
}

/// What the agent's Omni-Channel reports.
pub fn status_changed(payload: &Members) -> HostEvent {
    HostEvent::PresenceStatusChanged(json!({
        "statusId": id(payload, "statusId"),
        "channels": channels(payload.get("channels").unwrap_or(&Value::Null)),
        "statusName": text(payload, "statusName"),
        "statusApiName": text(payload, "statusApiName"),
    }))
}

/// A list of `{channelId, developerName}`, or the same as JSON text.
fn channels(channels: &Value) -> Value {
    let channels = match channels {
        Value::String(text) => &serde_json::from_str(text).unwrap_or_default(),
        other => other,
    };
    let channels = channels.as_array().into_iter().flatten().filter_map(Value::as_object);
    let channels = channels.map(|channel| {
        json!({ "channelId": id(channel, "channelId"), "developerName": text(channel, "developerName") })
    });
    channels.collect()
}

pub fn logged_out(_payload: &Members) -> HostEvent {
    HostEvent::PresenceLoggedOut(json!({}))
}

pub fn work_accepted(payload: &Members) -> HostEvent {
    HostEvent::WorkAccepted(
        json!({ "workItemId": id(payload, "workItemId"), "workId": id(payload, "workId") }),
    )
}

pub fn workload_changed(payload: &Members) -> HostEvent {
    HostEvent::WorkloadChanged(json!({
        "configuredCapacity": number(payload, "configuredCapacity"),
        "previousWorkload": number(payload, "previousWorkload"),
        "newWorkload": number(payload, "newWorkload"),
    }))
}

/// A number, whether it comes as one or as text, whatever the case of its name: the guide writes it either way.
fn number(members: &Members, name: &str) -> Value {
    let member = members.iter().find(|(member, _)| member.eq_ignore_ascii_case(name));
    match member.map(|(_, value)| value) {
        Some(number @ Value::Number(_)) => number.clone(),
        Some(Value::String(text)) => match serde_json::from_str(text.trim()) {
            Ok(number @ Value::Number(_)) => whole(number),
            _ => Value::Null,
        },
        _ => Value::Null,
    }
}

/// `5.0` as `5`.
fn whole(number: Value) -> Value {
    match number.as_f64() {
        #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
        Some(value) if value.fract() == 0.0 && value.abs() < 1e15 => (value as i64).into(),
        _ => number,
    }
}

#[cfg(test)]
#[path = "console_answer_tests.rs"]
mod tests;
