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

/// `{state}` chooses one; `{addState}` is one more to choose from, as an administrator adds it.
async fn choose(State(shared): State<Shared>, Body(body): Body) -> Reply {
    if let Some(name) = body.get("addState").and_then(Value::as_str) {
        shared.with(|world| world.instance.add_state(name));
        return agent(State(shared)).await;
    }
    let name =
        body.get("state").and_then(Value::as_str).ok_or_else(|| Wrong::request("`state` is missing"))?;
    let outcome = shared.with(|world| world.instance.choose_by_name(name));
    outcome.map_err(|failure| Wrong::request(failure.message))?;
    agent(State(shared)).await
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::response::IntoResponse;

    use super::*;
    use crate::world::{Origins, Sandbox};

    fn sandbox() -> Shared {
        let origins = Origins::on([0; 4]);
        Sandbox::new(origins, "dist".into()).0
    }

    async fn told(reply: Reply) -> String {
        let response = reply.into_response();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 10_000).await.unwrap();
        format!("{status} {}", String::from_utf8_lossy(&body))
    }

    #[tokio::test]
    async fn a_misspelt_member_is_named() {
        let reply = arrive(State(sandbox()), Body(json!({ "channel": "voice", "fone": "1" }))).await;
        assert!(told(reply).await.starts_with(r#"400 {"error":"unknown field `fone`, expected one of"#));
    }

    #[tokio::test]
    async fn steps_tell_missing_contacts_from_wrong_moments() {
        let shared = sandbox();
        let id = shared.with(|world| {
            world
                .instance
                .arrive(NewContact { channel: "voice".to_owned(), ..NewContact::default() })
                .unwrap()
        });
        let mut answers = Vec::new();
        for (id, name) in [("x", "accept"), (&id, "clear"), (&id, "dance"), (&id, "accept")] {
            let path = Path((id.to_owned(), name.to_owned()));
            let text = told(step(State(shared.clone()), path, Body(json!({}))).await).await;
            answers.push(text.split_once(' ').map(|(status, _)| status.to_owned()).unwrap());
        }
        assert_eq!(answers, ["404", "409", "400", "200"]);
    }

    #[tokio::test]
    async fn an_unknown_agent_state_lists_the_known() {
        let reply = choose(State(sandbox()), Body(json!({ "state": "Gone" }))).await;
        let text = told(reply).await;
        assert_eq!(
            text,
            r#"400 {"error":"no agent state `Gone`; there are Available, Offline, Break, Lunch, Training"}"#
        );
    }
}
