//! The host origin: Lightning's and Classic's pages, their data, the relay of Open CTI calls, and the push channel.

use super::error::OrgError;
use super::opencti::{Call, Failure, Outcome};
use super::org::Fields;
use super::{interaction, pages, toolkit};
use crate::fault::Mode;
use crate::journal::Side;
use crate::world::{Shared, World};
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

/// The console; any address of the org opens it, so that links and reloads work.
pub fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/lightning/{*path}", get(index))
        .route("/classic", get(classic))
        .route("/classic/{*path}", get(classic))
        .route("/console", get(classic_console))
        .route("/popout", get(popout))
        .route("/pages/{name}", get(pages::console_file))
        .route("/opencti", post(opencti))
        .route("/interaction", post(interaction))
        .route("/push", any(push))
        .route("/data/home", get(home))
        .route("/data/record/{id}", get(record).post(update))
        .route("/data/records", post(create))
        .route("/data/list/{object}", get(list))
        .route("/data/search", get(search))
        .route("/data/form/{object}", get(form))
        .route("/data/resolve", get(resolve))
        .route("/data/omni", get(toolkit::read).post(toolkit::write))
        .route("/toolkit", post(toolkit::call))
        .route("/toolkit/{entry}", post(toolkit::reply))
        .with_state(shared)
}

async fn index(State(shared): State<Shared>) -> Response {
    page(&shared, pages::INDEX)
}

async fn classic(State(shared): State<Shared>) -> Response {
    page(&shared, pages::CLASSIC)
}

async fn classic_console(State(shared): State<Shared>) -> Response {
    page(&shared, pages::CLASSIC_CONSOLE)
}

async fn popout(State(shared): State<Shared>) -> Response {
    page(&shared, pages::POPOUT)
}

fn page(shared: &Shared, html: &str) -> Response {
    let size = |item: &str| {
        shared.with(|world| {
            world.org.call_center().value("reqGeneralInfo", item).unwrap_or_default().to_owned()
        })
    };
    let utility = shared.with(|world| world.org.presence_utility().to_owned());
    let html = html
        .replace("{!presenceUtility}", &pages::escaped(&utility))
        .replace("{!frameOrigin}", &pages::escaped(&shared.origins.frame))
        .replace("{!panelHeight}", &pages::escaped(&size("reqSoftphoneHeight")))
        .replace("{!panelWidth}", &pages::escaped(&size("reqSoftphoneWidth")));
    pages::text(pages::HTML, html)
}

/// Answers `{response, navigate, panel, answers, delay}`; the page delivers the response as the fault says.
pub(super) async fn opencti(State(shared): State<Shared>, Json(call): Json<Call>) -> Json<Value> {
    answered(&shared, &call.method_name, call.args.clone(), |world, fault| match fault {
        Some(error) => (planted(error.as_ref()), Outcome::default()),
        None => match world.org.opencti(&call) {
            Ok(outcome) => (outcome.response(), outcome),
            Err(failure) => (failure.response(), Outcome::default()),
        },
    })
}

/// The same for a call of Classic's.
pub(super) async fn interaction(
    State(shared): State<Shared>,
    Json(call): Json<interaction::Call>,
) -> Json<Value> {
    answered(&shared, &call.method, call.written(), |world, fault| match fault {
        Some(error) => (interaction::refused(&planted(error.as_ref())), Outcome::default()),
        None => match world.org.interaction(&call) {
            Ok(done) => (done.response, done.outcome),
            Err(failure) => (interaction::refused(&failure.response()), Outcome::default()),
        },
    })
}

/// Journals a call and gives it the fault that waits for it; `work` is told of one that it has to answer.
fn answered(
    shared: &Shared,
    method: &str,
    args: Value,
    work: impl FnOnce(&mut World, Option<Option<Value>>) -> (Value, Outcome),
) -> Json<Value> {
    shared.with(|world| {
        let entry = world.journal.open(Side::Salesforce, method, args);
        let fault = world.faults.take(Side::Salesforce, method);
        let error = fault.as_ref().filter(|fault| fault.mode == Mode::Error).map(|fault| fault.error.clone());
        let (response, outcome) = work(world, error);
        let mode = fault.as_ref().map(|fault| fault.mode);
        if mode != Some(Mode::Drop) {
            world.journal.close(entry, response.clone());
        }
        Json(json!({
            "response": response, "navigate": outcome.navigate, "panel": outcome.panel,
            "answers": match mode { Some(Mode::Drop) => 0, Some(Mode::Duplicate) => 2, _ => 1 },
            "delay": fault.filter(|fault| fault.mode == Mode::Delay).map_or(0, |fault| fault.ms),
        }))
    })
}

/// The failure that a test asked for: an error object as it is, a code in capitals, or a description.
pub(super) fn planted(error: Option<&Value>) -> Value {
    let plain = |code: &'static str, description: &str| {
        Failure { code, description: description.to_owned(), details: Value::Null }.response()
    };
    let general = "An error occurred while calling the API method.";
    match error {
        Some(Value::String(text)) if text == "INVALID_PARAM" => plain("INVALID_PARAM", general),
        Some(Value::String(text)) if text == "SERVER_ERROR" => {
            plain("SERVER_ERROR", "A problem was encountered on the server.")
        }
        Some(Value::String(text)) => plain("GENERIC_ERROR", text),
        Some(error) => json!({ "success": false, "returnValue": null, "errors": [error] }),
        None => plain("GENERIC_ERROR", general),
    }
}

async fn push(State(shared): State<Shared>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(|socket| serve_push(shared, socket))
}

/// What a page says of itself over the push channel.
#[derive(Debug, Deserialize)]
struct Presence {
    tab: String,
    visible: bool,
}

async fn serve_push(shared: Shared, mut socket: WebSocket) {
    static CONNECTIONS: AtomicU64 = AtomicU64::new(0);
    let connection = CONNECTIONS.fetch_add(1, Ordering::Relaxed);
    let mut messages = shared.listen_console();
    let mut tab = None;
    loop {
        tokio::select! {
            said = socket.recv() => match said {
                Some(Ok(Message::Text(text))) => {
                    if let Ok(presence) = serde_json::from_str::<Presence>(&text) {
                        shared.tabs.seen(&presence.tab, connection, presence.visible);
                        tab = Some(presence.tab);
                    }
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => {}
            },
            message = messages.recv() => {
                let Ok(message) = message else { break };
                if socket.send(Message::Text(message.as_ref().into())).await.is_err() {
                    break;
                }
            }
        }
    }
    if let Some(tab) = tab {
        shared.tabs.gone(&tab, connection);
    }
}

async fn home(State(shared): State<Shared>) -> Json<Value> {
    Json(shared.with(|world| world.org.home()))
}

async fn record(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    shown(shared.with(|world| world.org.record_page(&id)))
}

async fn update(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Json(fields): Json<Fields>,
) -> Response {
    shown(shared.with(|world| world.org.update(&id, fields)).map(|id| json!({ "id": id })))
}

#[derive(Debug, Deserialize)]
struct NewRecord {
    object: String,
    fields: Fields,
}

async fn create(State(shared): State<Shared>, Json(new): Json<NewRecord>) -> Response {
    shown(shared.with(|world| world.org.create(&new.object, new.fields)).map(|id| json!({ "id": id })))
}

async fn list(State(shared): State<Shared>, Path(object): Path<String>) -> Response {
    shown(shared.with(|world| world.org.list_page(&object)))
}

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
}

async fn search(State(shared): State<Shared>, Query(asked): Query<Text>) -> Json<Value> {
    Json(shared.with(|world| world.org.search_page(&asked.text)))
}

async fn resolve(State(shared): State<Shared>, Query(asked): Query<Text>) -> Json<Value> {
    Json(shared.with(|world| world.org.resolve_url(&asked.text)))
}

async fn form(State(shared): State<Shared>, Path(object): Path<String>) -> Response {
    shown(shared.with(|world| world.org.form(&object)))
}

/// A part of the org for the console's pages, or why not.
fn shown(result: Result<Value, OrgError>) -> Response {
    match result {
        Ok(value) => Json(value).into_response(),
        Err(error @ OrgError::NotFound(_)) => (StatusCode::NOT_FOUND, Json(problem(&error))).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, Json(problem(&error))).into_response(),
    }
}

fn problem(error: &OrgError) -> Value {
    json!({ "error": error.to_string(), "code": error.code(), "details": error.details() })
}
