//! The frame origin: the softphone page as a Visualforce page would serve it, Salesforce's script paths
//! with our own client scripts, the remoting endpoint, and the pages that the benchmark compares with.

use std::path::PathBuf;

use super::{pages, remoting};
use crate::lease;
use crate::world::Shared;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::services::ServeDir;

const POLICY: &str =
    "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'; base-uri 'self'";

pub fn router(shared: Shared, gallery: PathBuf) -> Router {
    let files = ServeDir::new(&gallery).append_index_html_on_directories(false);
    let dist = ServeDir::new(&shared.dist).append_index_html_on_directories(false);
    Router::new()
        .route("/softphone", get(softphone))
        .route("/support/api/66.0/lightning/opencti_min.js", get(opencti))
        .route("/support/api/66.0/lightning/opencti.js", get(opencti))
        .route("/support/api/66.0/interaction.js", get(|| async { script(pages::INTERACTION) }))
        .route("/support/console/66.0/integration.js", get(|| async { script(pages::TOOLKIT) }))
        .route("/visualforce/remoting.js", get(|| async { script(pages::REMOTING) }))
        .route("/apexremote", post(remoting::post))
        .route("/lease", post(lease::retime))
        .route("/bench/bare", get(bare))
        .route("/bench/hand", get(hand))
        .route("/bench/select", get(select))
        .route("/bench/{name}", get(pages::bench_file))
        .route("/gallery", get(move || page(gallery.join("index.html"))))
        .nest_service("/gallery/", files)
        .fallback_service(dist)
        .with_state(shared)
        .layer(middleware::from_fn(headers))
}

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers: [(HeaderName, &'static str); 3] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn opencti() -> Response {
    script(pages::OPENCTI)
}

fn script(source: &'static str) -> Response {
    pages::text("text/javascript; charset=utf-8", source)
}

/// `index.html` with the values merged in that a Visualforce page would render.
async fn softphone(State(shared): State<Shared>) -> Response {
    match tokio::fs::read_to_string(shared.dist.join("index.html")).await {
        Ok(html) => merged(&shared, &html),
        Err(_) => not_built(),
    }
}

/// A page as it is.
async fn page(path: PathBuf) -> Response {
    match tokio::fs::read_to_string(path).await {
        Ok(html) => pages::text(pages::HTML, html),
        Err(_) => not_built(),
    }
}

fn not_built() -> Response {
    let page = "<!doctype html><meta charset=\"utf-8\"><title>Softphone is not built</title>\
        <p>The softphone is not built yet. Run <code>cargo xtask sandbox</code>.</p>";
    (StatusCode::SERVICE_UNAVAILABLE, pages::text(pages::HTML, page)).into_response()
}

async fn bare(State(shared): State<Shared>) -> Response {
    merged(&shared, pages::BARE)
}

async fn hand(State(shared): State<Shared>) -> Response {
    merged(&shared, pages::HAND)
}

async fn select(State(shared): State<Shared>) -> Response {
    merged(&shared, pages::SELECT)
}

fn merged(shared: &Shared, html: &str) -> Response {
    let own = format!("{}/ccp-v2", shared.origins.connect);
    let (ccp, settings) = shared.with(|world| {
        let org = &world.org;
        (org.ccp_url(&own).to_owned(), org.phone_settings(&shared.origins.replica).to_string())
    });
    let html = html
        .replace("{!ccpUrl}", &pages::escaped(&ccp))
        .replace("{!phoneSettings}", &pages::escaped(&settings))
        .replace("{!leaseUrl}", "/lease")
        .replace("{!remoting}", "/visualforce/remoting.js");
    pages::text(pages::HTML, html)
}
