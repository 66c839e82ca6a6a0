//! `/api/contacts` and `/api/agent`: customers call, the agent acts in the CCP.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::reply::{Body, Reply, Wrong};
use crate::connect::{NewContact, StepError};
use crate::world::Shared;

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/contacts", get(list).post(arrive))
        .route("/api/contacts/{id}/{step}", post(step))
        .route("/api/agent", get(agent).post(choose))
}

async fn list(State(shared): State<Shared>) -> Reply {
    let state = shared.with(|world| world.instance.state());
    Ok(state.get("contacts").cloned().unwrap_or_default().into())
}

async fn arrive(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let new: NewContact = serde_json::from_value(body).map_err(Wrong::request)?;
    let id = shared.with(|world| world.instance.arrive(new)).map_err(Wrong::request)?;
    Ok(json!({ "contactId": id }).into())
}

async fn step(
    State(shared): State<Shared>,
    Path((id, step)): Path<(String, String)>,
    Body(body): Body,
) -> Reply {
    let outcome = shared.with(|world| world.instance.step(&id, &step, &body));
    outcome.map(Into::into).map_err(|problem| match problem {
        StepError::UnknownContact(_) => Wrong::not_found(problem),
        StepError::Unfit { .. } | StepError::Refused(_) => Wrong::conflict(problem),
        StepError::UnknownStep(_) | StepError::Missing(_) | StepError::Attributes(_) => {
            Wrong::request(problem)
        }
    })
}

async fn agent(State(shared): State<Shared>) -> Reply {
    let state = shared.with(|world| world.instance.state());
    let part = |key: &str| state.get(key).cloned();
    let name = state.get("agent").and_then(|agent| agent.get("name")).cloned();
    Ok(json!({ "state": name, "detail": part("agent"), "nextState": part("nextState") }).into())
}

async fn choose(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let name =
        body.get("state").and_then(Value::as_str).ok_or_else(|| Wrong::request("`state` is missing"))?;
    let outcome = shared.with(|world| world.instance.choose_by_name(name));
    outcome.map_err(|failure| Wrong::request(failure.message))?;
    agent(State(shared)).await
}
