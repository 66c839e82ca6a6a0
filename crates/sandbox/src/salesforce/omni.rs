//! The user's Omni-Channel status, as the widget in the utility bar shows and sets it.
//!
//! Work routing and the presence API are not part of the sandbox yet.

use super::org::Org;
use crate::world::Shared;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// Developer name and label.
const STATUSES: [(&str, &str); 4] =
    [("Offline", "Offline"), ("Available", "Available"), ("On_Break", "On Break"), ("Busy", "Busy")];

impl Org {
    pub fn presence(&self) -> Value {
        let statuses = STATUSES.iter().map(|(name, label)| json!({ "name": name, "label": label }));
        json!({ "status": self.omni_status, "statuses": statuses.collect::<Vec<_>>() })
    }

    /// Sets the status by its developer name; false when there is none of that name.
    pub fn set_presence(&mut self, name: &str) -> bool {
        let known = STATUSES.iter().find(|(known, _)| *known == name);
        if let Some((name, _)) = known {
            self.omni_status = name;
        }
        known.is_some()
    }
}

#[derive(Debug, Deserialize)]
pub struct Change {
    status: String,
}

pub async fn read(State(shared): State<Shared>) -> Json<Value> {
    Json(shared.with(|world| world.org.presence()))
}

pub async fn write(State(shared): State<Shared>, Json(change): Json<Change>) -> Response {
    if !shared.with(|world| world.org.set_presence(&change.status)) {
        let message = format!("no presence status `{}`", change.status);
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": message }))).into_response();
    }
    let presence = shared.with(|world| world.org.presence());
    shared.push_console(&json!({ "kind": "omni", "presence": presence }));
    Json(presence).into_response()
}
