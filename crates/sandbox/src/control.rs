//! The control API on the console's port: tests and people drive both stand-ins with it.
//!
//! It has no password; the sandbox listens on this machine only. Errors are `{error}` and say what to do.

mod contacts;
mod instance;
mod org;
mod reply;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use serde_json::{Value, json};

use crate::world::{Region, Shared, World};
use reply::{Body, Reply, Wrong, done};

pub fn router(shared: Shared) -> Router {
    Router::new()
        .route("/api/reset", post(reset))
        .route("/api/state", get(state))
        .route("/api/journal", get(journal))
        .route("/api/faults", post(faults))
        .merge(contacts::routes())
        .merge(instance::routes())
        .merge(org::routes())
        .route("/api/{*path}", axum::routing::any(unknown))
        .with_state(shared)
}

/// A fresh org and a fresh instance; open pages go on with them.
async fn reset(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let seed = match body.get("seed") {
        None | Some(Value::Null) => 1,
        Some(seed) => seed.as_u64().ok_or_else(|| Wrong::request("`seed` is a whole number"))?,
    };
    shared.with(|world| {
        let regions = [Region::Home, Region::Replica];
        let tabs = regions.map(|region| world.at(region).session.tabs().to_vec());
        *world = World::seeded(seed);
        // Open CCP pages keep their lines; the new instances have to know them.
        for (region, tabs) in regions.into_iter().zip(tabs) {
            for tab in tabs {
                world.at(region).open_tab(&tab);
            }
        }
        world.instance.change_session(crate::connect::SessionChange::Resume);
    });
    done()
}

async fn state(State(shared): State<Shared>) -> Reply {
    Ok(shared
        .with(|world| {
            let mut state = world.instance.state();
            if let Some(members) = state.as_object_mut() {
                members.insert("voicemails".to_owned(), json!(world.voicemails));
            }
            state
        })
        .into())
}

async fn journal(State(shared): State<Shared>) -> Reply {
    Ok(shared.with(|world| json!(world.journal.entries())).into())
}

async fn faults(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let planted = shared.with(|world| world.faults.add(body)).map_err(Wrong::request)?;
    Ok(json!({ "planted": planted }).into())
}

async fn unknown(uri: axum::http::Uri) -> Wrong {
    Wrong::not_found(format!(
        "no `{}`, or not with this method; see the control API in the guide",
        uri.path()
    ))
}
