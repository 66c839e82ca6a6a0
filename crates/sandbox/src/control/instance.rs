//! `/api/instance`: what befalls the Connect instance as a whole.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use serde_json::{Value, json};

use super::reply::{Body, Reply, Wrong, done};
use crate::connect::{Options, SessionChange};
use crate::world::Shared;

pub fn routes() -> Router<Shared> {
    Router::new().route("/api/instance", post(instance))
}

/// `{action}` does something to the session; anything else sets options.
async fn instance(State(shared): State<Shared>, Body(body): Body) -> Reply {
    let Some(action) = body.get("action") else {
        return set_options(&shared, body);
    };
    let change = match action.as_str().unwrap_or_default() {
        "logout" => SessionChange::Logout,
        "expireToken" => SessionChange::ExpireToken,
        "silent" => SessionChange::Silent,
        "resume" => SessionChange::Resume,
        "sleep" => SessionChange::Sleep,
        "wake" => {
            let expired = body.get("expired").map_or(Some(true), Value::as_bool);
            let expired = expired.ok_or_else(|| Wrong::request("`expired` is true or false"))?;
            SessionChange::Wake { expired }
        }
        "renewToken" => SessionChange::Renew,
        "loseWorker" => SessionChange::LoseWorker,
        "login" => {
            shared.with(|world| world.instance.sign_in());
            return done();
        }
        "refresh" => {
            shared.with(|world| world.instance.refresh());
            return done();
        }
        "failOver" => {
            return shared.with(|world| {
                if !world.org.is_resilient() {
                    let missing =
                        "there is one region; set the feature `GlobalResiliency` and `adapter.replica` first";
                    return Err(Wrong::conflict(missing));
                }
                world.fail_over();
                Ok(json!({ "activeRegion": world.active.name() }).into())
            });
        }
        _ => {
            let actions = "login, logout, expireToken, renewToken, silent, resume, sleep, wake, loseWorker, \
                           refresh, failOver";
            return Err(Wrong::request(format!("no action {action}; there are {actions}")));
        }
    };
    shared.with(|world| world.instance.change_session(change));
    done()
}

/// Options that are not named stay as they are.
fn set_options(shared: &Shared, body: Value) -> Reply {
    let Value::Object(wanted) = body else {
        return Err(Wrong::request("give {action} or options such as {answerAfterMs}"));
    };
    shared.with(|world| {
        let mut all = json!(world.instance.options);
        if let Some(all) = all.as_object_mut() {
            all.extend(wanted);
        }
        let options: Options = serde_json::from_value(all).map_err(Wrong::request)?;
        world.instance.options = options;
        Ok(json!(world.instance.options).into())
    })
}
