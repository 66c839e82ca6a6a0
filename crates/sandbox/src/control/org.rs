//! `/api/records`, `/api/flows`, `/api/settings`, `/api/host`: the Salesforce side.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::reply::{Body, Reply, Wrong, done};
use crate::salesforce;
use crate::world::Shared;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/records", post(insert))
        .route("/api/records/{object}", get(list))
        .route("/api/flows", post(bind).delete(clear))
        .route("/api/settings", post(settings))
        .route("/api/host/{event}", post(host))
}

async fn insert(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let object = text(&body, "object")?;
    let Some(fields) = body.get("fields").and_then(Value::as_object) else {
        return Err(Wrong::request("`fields` is missing or not an object"));
    };
    let id = shared.with(|world| world.org.insert(object, fields.clone())).map_err(Wrong::request)?;
    Ok(json!({ "id": id.to_string() }).into())
}

async fn list(State(shared): State<Shared>, Path(object): Path<String>) -> Reply {
    Ok(shared.with(|world| Value::Array(world.org.list(&object))).into())
}

async fn bind(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let (source, event) = (text(&body, "source")?, text(&body, "event")?);
    let flow =
        body.get("body").ok_or_else(|| Wrong::request("`body` is missing: the flow as JSON or as text"))?;
    let name = body.get("name").and_then(Value::as_str);
    let id = shared.with(|world| world.org.bind_flow(source, event, name, flow));
    Ok(json!({ "id": id }).into())
}

async fn clear(State(shared): State<Shared>) -> Reply {
    shared.with(|world| world.org.clear_flows());
    done()
}

async fn settings(State(shared): State<Shared>, Body(body): Body) -> Reply {
    shared.with(|world| world.org.settings(body)).map_err(Wrong::request)?;
    done()
}

async fn host(State(shared): State<Shared>, Path(event): Path<String>, Body(body): Body) -> Reply {
    salesforce::host_event(&shared, &event, &body).map_err(Wrong::request)?;
    done()
}

fn text<'a>(body: &'a Value, key: &str) -> Result<&'a str, Wrong> {
    body.get(key).and_then(Value::as_str).ok_or_else(|| Wrong::request(format!("`{key}` is missing")))
}
