//! The remoting endpoint: `ConnectCti.SoftphoneController`, as a Visualforce page reaches its Apex class.

use super::error::OrgError;
use super::query::Query;
use super::search::Search;
use crate::connect::RecordingCall;
use crate::fault::{Fault, Mode};
use crate::journal::Side;
use crate::lease::{self, Renewal};
use crate::world::Shared;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const CONTROLLER: &str = "ConnectCti.SoftphoneController";

/// One call of a request; a page may send several at once.
#[derive(Debug, Clone, Deserialize)]
pub struct Action {
    action: String,
    method: String,
    #[serde(default)]
    data: Option<Vec<Value>>,
    #[serde(default)]
    tid: u64,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Request {
    One(Action),
    Several(Vec<Action>),
}

/// `POST /apexremote`
pub async fn post(State(shared): State<Shared>, Json(request): Json<Request>) -> Response {
    let actions = match request {
        Request::One(action) => vec![action],
        Request::Several(actions) => actions,
    };
    let mut replies = Vec::new();
    for action in actions {
        match answer(&shared, &action).await {
            Some(reply) => replies.push(reply),
            // A request that nobody answers stays open; the page's own time limit ends it.
            None => std::future::pending().await,
        }
    }
    Json(replies).into_response()
}

async fn answer(shared: &Shared, action: &Action) -> Option<Value> {
    let args = action.data.clone().unwrap_or_default();
    let class = action.action.rsplit('.').next().unwrap_or_default();
    let method = format!("{class}.{}", action.method);
    let (entry, fault) = shared.with(|world| {
        let entry = world.journal.open(Side::Salesforce, &method, json!(args));
        (entry, world.faults.take(Side::Salesforce, &method))
    });
    let (mode, wait) = fault.as_ref().map_or((None, 0), |fault| (Some(fault.mode), fault.ms));
    let result = match &fault {
        Some(Fault { mode: Mode::Error, error, .. }) => Err(planted(error.as_ref())),
        _ => perform(shared, action, &args),
    };
    if mode == Some(Mode::Drop) {
        return None;
    }
    let reply = envelope(action, &result);
    let noted = result.unwrap_or_else(|message| json!({ "error": message }));
    shared.with(|world| world.journal.close(entry, noted));
    if mode == Some(Mode::Delay) {
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
    Some(reply)
}

fn planted(error: Option<&Value>) -> String {
    match error {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => "Unable to connect to the server".to_owned(),
    }
}

fn envelope(action: &Action, result: &Result<Value, String>) -> Value {
    let Action { action, method, tid, .. } = action;
    match result {
        Ok(value) => json!({ "statusCode": 200, "type": "rpc", "tid": tid, "ref": false, "action": action,
            "method": method, "result": value }),
        Err(message) => {
            json!({ "statusCode": 400, "type": "exception", "tid": tid, "ref": false, "action": action,
            "method": method, "message": message, "where": format!("Class.{action}.{method}") })
        }
    }
}

fn perform(shared: &Shared, action: &Action, args: &[Value]) -> Result<Value, String> {
    if action.action != CONTROLLER {
        return Err(format!("no remote controller `{}`", action.action));
    }
    let failed = |error: OrgError| format!("{}: {error}", error.code());
    match (action.method.as_str(), args) {
        ("configuration", []) => {
            let own = format!("{}/ccp-v2", shared.origins.connect);
            shared.with(|world| Ok(world.org.configuration(&own)))
        }
        ("retrieve", [object, id, fields]) => {
            let (object, id) = (argument::<String>("object", object)?, argument::<String>("id", id)?);
            let fields = argument::<Vec<String>>("fields", fields)?;
            shared.with(|world| world.org.retrieve(&object, &id, &fields)).map_err(failed)
        }
        ("search", [search]) => {
            let search = argument::<Search>("search", search)?;
            shared.with(|world| records(world.org.search(&search))).map_err(failed)
        }
        ("query", [query]) => {
            let found = match query.get("query").and_then(Value::as_str) {
                Some(text) => shared.with(|world| world.org.soql(text)),
                None => {
                    let query = argument::<Query>("query", query)?;
                    shared.with(|world| records(world.org.query(&query)))
                }
            };
            found.map_err(failed)
        }
        ("updateContactAttributes", [contact, attributes]) => {
            let contact = argument::<String>("contactId", contact)?;
            let attributes = argument::<Map<String, Value>>("attributes", attributes)?;
            update_attributes(shared, &contact, attributes)
        }
        ("renewLease", [renewal]) => {
            let granted = lease::renew(shared, argument::<Renewal>("lease", renewal)?);
            Ok(json!({ "seconds": granted }))
        }
        (method, args) => record(shared, method, args),
    }
}

/// What an Apex class does with the recording of a call, through Connect's API.
fn record(shared: &Shared, method: &str, args: &[Value]) -> Result<Value, String> {
    let (Some(call), [contact, initial]) = (RecordingCall::parse(method), args) else {
        return Err(format!("no remote action `{method}` that takes {} arguments", args.len()));
    };
    let contact = argument::<String>("contactId", contact)?;
    let initial = argument::<String>("initialContactId", initial)?;
    let recorded = shared.with(|world| world.instance.record(call, &contact, &initial));
    recorded.map(|()| Value::Null).map_err(|problem| problem.to_string())
}

/// Attribute values are texts; numbers and flags are written out, everything else is refused.
fn update_attributes(
    shared: &Shared,
    contact: &str,
    attributes: Map<String, Value>,
) -> Result<Value, String> {
    let mut texts = BTreeMap::new();
    for (name, value) in attributes {
        let text = match value {
            Value::String(text) => text,
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            _ => return Err(format!("attribute `{name}` must be a text")),
        };
        texts.insert(name, text);
    }
    shared
        .with(|world| world.instance.set_attributes(contact, texts))
        .map_err(|problem| problem.to_string())?;
    Ok(json!({}))
}

fn records(found: Result<Vec<Value>, OrgError>) -> Result<Value, OrgError> {
    found.map(|records| json!({ "records": records }))
}

fn argument<T: DeserializeOwned>(name: &str, value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).map_err(|problem| format!("argument `{name}`: {problem}"))
}
