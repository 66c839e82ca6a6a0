//! An identity provider: a page of its own that signs the agent in and sends him on to the instance.

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::Site;
use super::http::{html, let_in};
use crate::journal::Side;

const PAGE: &str = include_str!("../../pages/ccp/sso.html");

#[derive(Debug, Deserialize)]
struct Wish {
    /// Where to go afterwards, by the name that SAML gives it.
    #[serde(rename = "RelayState", default)]
    relay_state: String,
}

pub(super) fn router(site: Site) -> Router {
    Router::new().route("/sso", get(page).post(sign_in)).with_state(site)
}

async fn page(State(site): State<Site>, Query(wish): Query<Wish>) -> Response {
    site.shared.with(|world| {
        let entry = world.journal.open(Side::Connect, "sso", json!({ "relayState": wish.relay_state }));
        world.journal.close(entry, json!({}));
    });
    html(PAGE.replace("{!relayState}", &crate::salesforce::escaped(&wish.relay_state)))
}

async fn sign_in(State(site): State<Site>, Form(wish): Form<Wish>) -> Response {
    let to = destination(&wish.relay_state, &site.shared.origins.connect);
    let_in(&site, to)
}

/// Nobody is sent away from the instance.
fn destination<'a>(relay_state: &'a str, origin: &str) -> &'a str {
    let path = relay_state.strip_prefix(origin).unwrap_or(relay_state);
    if path.starts_with('/') && !path.starts_with("//") { path } else { "/ccp-v2" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agent_goes_where_the_relay_state_says_but_never_elsewhere() {
        let to = |relay_state| destination(relay_state, "http://localhost:8082");
        assert_eq!(to("http://localhost:8082/ccp-v2?a=b"), "/ccp-v2?a=b");
        assert_eq!(to("/ccp-v2/"), "/ccp-v2/");
        for elsewhere in ["", "https://example.com/", "//example.com", "http://localhost:8082.example.com/"] {
            assert_eq!(to(elsewhere), "/ccp-v2", "{elsewhere}");
        }
    }
}
