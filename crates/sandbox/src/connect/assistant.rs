//! A stand-in for Connect's assistant: the app that Streams puts into a frame and tells what the CCP tells.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;
use tokio::time::sleep;

use super::Site;
use super::http::{cookie, html};
use crate::fault::{Fault, Mode};
use crate::journal::Side;

pub(super) fn router(site: Site) -> Router {
    Router::new().route("/wisdom-v2/", get(page)).with_state(site)
}

/// The journal has each visit as `assistant`, and faults know it by that name.
async fn page(State(site): State<Site>, headers: HeaderMap) -> Response {
    let cookie = cookie(site.region, &headers);
    let (admitted, fault) = site.shared.with(|world| {
        let admitted = world.at(site.region).session.admit(cookie).is_some();
        let entry = world.journal.open(Side::Connect, "assistant", json!({}));
        world.journal.close(entry, json!({ "admitted": admitted }));
        (admitted, world.faults.take(Side::Connect, "assistant"))
    });
    match fault {
        // Longer than anybody waits.
        Some(Fault { mode: Mode::Drop, .. }) => sleep(Duration::from_secs(3_600)).await,
        Some(Fault { mode: Mode::Delay, ms, .. }) => sleep(Duration::from_millis(ms)).await,
        Some(Fault { mode: Mode::Error | Mode::AuthFail, .. }) => {
            return (StatusCode::SERVICE_UNAVAILABLE, "the assistant is not available\n").into_response();
        }
        Some(Fault { mode: Mode::Duplicate, .. }) | None => {}
    }
    if admitted {
        html(include_str!("../../pages/ccp/assistant.html"))
    } else {
        html(include_str!("../../pages/ccp/signed-out.html"))
    }
}
