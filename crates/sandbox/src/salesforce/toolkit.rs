//! The console toolkit's calls, server side: journal, faults and Omni-Channel. Tabs are the page's own.

use super::console::planted;
use super::omni::Event;
use crate::fault::{Fault, Mode};
use crate::journal::Side;
use crate::world::{Shared, World};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// Calls of this part are answered here.
const PRESENCE: &str = "presence.";

#[derive(Debug, Deserialize)]
pub struct Call {
    /// The browser tab, or the phone's own window.
    tab: String,
    method: String,
    args: Vec<Value>,
}

/// Answers `{entry, response, answers, delay}`; without a response the page acts and reports to `reply`.
pub async fn call(State(shared): State<Shared>, Json(call): Json<Call>) -> Json<Value> {
    let (answer, events) = shared.with(|world| answer(world, &call));
    if !events.is_empty() {
        tell(&shared, Some(&call.tab), events);
    }
    Json(answer)
}

fn answer(world: &mut World, call: &Call) -> (Value, Vec<Event>) {
    let entry = world.journal.open(Side::Salesforce, &call.method, json!(call.args));
    let fault = world.faults.take(Side::Salesforce, &call.method);
    let mode = fault.as_ref().map(|fault| fault.mode);
    let (response, events) = match (&fault, call.method.strip_prefix(PRESENCE)) {
        (Some(Fault { mode: Mode::Error, error, .. }), _) => (Some(refused(error.as_ref())), Vec::new()),
        (_, Some(method)) => {
            let (response, events) = world.org.presence_call(method, &call.args);
            (Some(response), events)
        }
        _ => (None, Vec::new()),
    };
    if let Some(response) = response.as_ref().filter(|_| mode != Some(Mode::Drop)) {
        world.journal.close(entry, response.clone());
    }
    let answer = json!({
        "entry": entry, "response": response,
        "answers": match mode { Some(Mode::Drop) => 0, Some(Mode::Duplicate) => 2, _ => 1 },
        "delay": fault.filter(|fault| fault.mode == Mode::Delay).map_or(0, |fault| fault.ms),
    });
    (answer, events)
}

/// A planted failure has the reasons of Open CTI's; a real one has none.
fn refused(error: Option<&Value>) -> Value {
    let errors = planted(error).get_mut("errors").map(Value::take);
    json!({ "success": false, "errors": errors })
}

/// What the page answered to a call of its own.
pub async fn reply(
    State(shared): State<Shared>,
    Path(entry): Path<usize>,
    Json(reply): Json<Value>,
) -> Json<Value> {
    shared.with(|world| world.journal.close(entry, reply));
    Json(json!({}))
}

pub async fn read(State(shared): State<Shared>) -> Json<Value> {
    Json(shared.with(|world| world.org.presence()))
}

/// The widget's own changes, in the words of the control API.
pub async fn write(State(shared): State<Shared>, Json(change): Json<Value>) -> Response {
    let tab = change.get("tab").and_then(Value::as_str).map(str::to_owned);
    match shared.with(|world| world.org.change_omni(&change)) {
        Ok(events) => {
            tell(&shared, tab.as_deref(), events);
            Json(json!({})).into_response()
        }
        Err(problem) => (StatusCode::BAD_REQUEST, Json(json!({ "error": problem }))).into_response(),
    }
}

/// Every tab shows what is; the toolkit's listeners hear of it in one: the named tab, or the one in view.
pub fn tell(shared: &Shared, tab: Option<&str>, events: Vec<Event>) {
    let presence = shared.with(|world| world.org.presence());
    shared.push_console(&json!({ "kind": "omni", "presence": presence }));
    // Without a console tab nobody listens.
    if let Ok(tab) = shared.tabs.target(tab).or_else(|_| shared.tabs.target(None)) {
        for (name, payload) in events {
            let event = format!("SFORCE_PRESENCE:{name}");
            shared
                .push_console(&json!({ "kind": "toolkit", "tab": tab, "event": event, "payload": payload }));
        }
    }
}
