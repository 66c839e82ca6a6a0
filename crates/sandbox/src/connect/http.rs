//! The pages of the Connect origin: the CCP, its login, its websocket.

use axum::Router;
use axum::extract::{Path, Query, State, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;

use super::{SessionChange, Site, assistant, consent, participant, push, sso};
use crate::journal::Side;
use crate::world::{Region, Shared};

const POLICY: &str =
    "default-src 'self'; connect-src 'self' ws:; img-src 'self' data:; object-src 'none'; base-uri 'self'";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! page {
    ($name:literal) => {
        include_str!(concat!("../../pages/ccp/", $name))
    };
}

/// The CCP's own files, by name under `/ccp/`.
const ASSETS: [(&str, &str, &str); 17] = [
    ("assistant.js", SCRIPT, page!("assistant.js")),
    ("ccp.css", CSS, page!("ccp.css")),
    ("main.js", SCRIPT, page!("main.js")),
    ("line.js", SCRIPT, page!("line.js")),
    ("consent.js", SCRIPT, page!("consent.js")),
    ("conduit.js", SCRIPT, page!("conduit.js")),
    ("dates.js", SCRIPT, page!("dates.js")),
    ("sdk.js", SCRIPT, page!("sdk.js")),
    ("devices.js", SCRIPT, page!("devices.js")),
    ("face.js", SCRIPT, page!("face.js")),
    ("face-agent.js", SCRIPT, page!("face-agent.js")),
    ("face-dial.js", SCRIPT, page!("face-dial.js")),
    ("face-contact.js", SCRIPT, page!("face-contact.js")),
    ("face-chat.js", SCRIPT, page!("face-chat.js")),
    ("face-quick.js", SCRIPT, page!("face-quick.js")),
    ("face-tabs.js", SCRIPT, page!("face-tabs.js")),
    ("dom.js", SCRIPT, page!("dom.js")),
];

pub fn router(shared: &Shared, region: Region) -> Router {
    let site = Site { shared: shared.clone(), region };
    Router::new()
        .route("/", get(|| async { Redirect::to("/ccp-v2") }))
        .route("/ccp-v2", get(ccp))
        .route("/ccp-v2/", get(ccp))
        .route("/ccp/{asset}", get(asset))
        .route("/login", get(login_page).post(login))
        .route("/logout", get(logout))
        .route("/push", get(line))
        .with_state(site.clone())
        .merge(assistant::router(site.clone()))
        .merge(consent::router(site.clone()))
        .merge(sso::router(site))
        .merge(participant::router(shared.clone()))
}

/// The CCP for the agent, or the hint to sign in, which speaks to nobody.
async fn ccp(State(site): State<Site>, headers: HeaderMap) -> Response {
    let cookie = cookie(site.region, &headers);
    let in_window = headers.get("sec-fetch-dest").is_some_and(|dest| dest == "document");
    let (admitted, approved) = site.with(|instance| {
        instance.session.visit(in_window);
        (instance.session.admit(cookie).map(str::to_owned), instance.options.origin_approved)
    });
    let mut response = match admitted {
        Some(token) => ([set_cookie(site.region, &token)], html(page!("ccp.html"))).into_response(),
        None => html(page!("signed-out.html")).into_response(),
    };
    if !approved {
        let policy = HeaderValue::from_static("frame-ancestors 'self'");
        response.headers_mut().append(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn login_page() -> Response {
    html(page!("login.html")).into_response()
}

async fn login(State(site): State<Site>) -> Response {
    let_in(&site, "/ccp-v2")
}

/// Signs the visitor in and sends him on.
pub(super) fn let_in(site: &Site, to: &str) -> Response {
    let token = site.with(|instance| instance.sign_in());
    ([set_cookie(site.region, &token)], Redirect::to(to)).into_response()
}

/// The softphone and `connect.agentApp.stopApp` fetch this to sign out.
async fn logout(State(site): State<Site>) -> Response {
    site.shared.with(|world| {
        let entry = world.journal.open(Side::Connect, "logout", json!({}));
        world.at(site.region).change_session(SessionChange::Logout);
        world.journal.close(entry, json!({}));
    });
    ([set_cookie(site.region, "")], Redirect::to("/login")).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *text).into_response()
        }
        None => (StatusCode::NOT_FOUND, format!("no file `{name}`\n")).into_response(),
    }
}

#[derive(Debug, Deserialize)]
struct Tab {
    tab: String,
}

/// Only for a page that is signed in: the cookie is the ticket.
async fn line(
    State(site): State<Site>,
    Query(Tab { tab }): Query<Tab>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let cookie = cookie(site.region, &headers);
    let admitted = site.with(|instance| instance.session.admit(cookie).is_some());
    // A websocket is open to every origin unless the server looks.
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let own = text(header::HOST).map(|host| format!("http://{host}"));
    if !admitted || text(header::ORIGIN) != own.as_deref() {
        return (StatusCode::UNAUTHORIZED, "sign in at /login\n").into_response();
    }
    upgrade.on_upgrade(move |socket| push::serve(site, tab, socket))
}

pub(super) fn html(text: impl Into<String>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HTML),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, text.into()).into_response()
}

/// Both regions are on one host, and cookies do not tell ports apart.
fn cookie_name(region: Region) -> &'static str {
    match region {
        Region::Home => "ccp_session",
        Region::Replica => "ccp_replica_session",
    }
}

fn set_cookie(region: Region, token: &str) -> (header::HeaderName, String) {
    (header::SET_COOKIE, format!("{}={token}; Path=/; HttpOnly; SameSite=Lax", cookie_name(region)))
}

pub(super) fn cookie(region: Region, headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == cookie_name(region)).map(|(_, value)| value)
}
