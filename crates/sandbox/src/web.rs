//! A web service of nobody's, for flows that send requests: it says what it was sent, with the status it is asked for.
//!
//! It stands on the Connect instance's origin, another than the softphone's, and lets every page read its answers.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::any;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::journal::Side;
use crate::world::Shared;

pub fn router(shared: Shared) -> Router {
    Router::new().route("/echo", any(echo)).with_state(shared)
}

#[derive(Debug, Deserialize)]
struct Wanted {
    status: Option<u16>,
}

async fn echo(
    State(shared): State<Shared>,
    Query(wanted): Query<Wanted>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, cross_origin(&headers)).into_response();
    }
    let status = StatusCode::from_u16(wanted.status.unwrap_or(200)).unwrap_or(StatusCode::BAD_REQUEST);
    let sent = sent(&method, &headers, &body);
    shared.with(|world| {
        let entry = world.journal.open(Side::Web, method.as_str(), sent.clone());
        world.journal.close(entry, json!({ "status": status.as_u16() }));
    });
    let allowed = cross_origin(&headers);
    if status == StatusCode::NO_CONTENT {
        return (status, allowed).into_response();
    }
    (status, allowed, Json(sent)).into_response()
}

/// JSON bodies come back as JSON, all others as text.
fn sent(method: &Method, headers: &HeaderMap, body: &[u8]) -> Value {
    let text = |value: &HeaderValue| json!(String::from_utf8_lossy(value.as_bytes()));
    let headers: Map<_, _> =
        headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect();
    let body = serde_json::from_slice(body).unwrap_or_else(|_| json!(String::from_utf8_lossy(body)));
    json!({ "method": method.as_str(), "headers": headers, "body": body })
}

fn cross_origin(asked: &HeaderMap) -> [(HeaderName, HeaderValue); 4] {
    let any = HeaderValue::from_static("*");
    let wished = asked.get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let methods = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE");
    [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, any.clone()),
        (header::ACCESS_CONTROL_ALLOW_METHODS, methods),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, wished.unwrap_or_else(|| any.clone())),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, any),
    ]
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;
    use crate::world::{Origins, Sandbox};

    async fn check(method: Method, status: Option<u16>, body: &'static str, expected: &str) {
        let origins = Origins::on([0; 4]);
        let shared = Sandbox::new(origins, "dist".into()).0;
        let mut headers = HeaderMap::new();
        headers.insert("x-tier", HeaderValue::from_static("gold"));
        let answer = echo(
            State(shared),
            Query(Wanted { status }),
            method,
            headers,
            Bytes::from_static(body.as_bytes()),
        )
        .await;
        assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        let status = answer.status().as_u16();
        let body = to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert_eq!(format!("{status} {}", String::from_utf8_lossy(&body)), expected);
    }

    #[tokio::test]
    async fn what_was_sent_comes_back_with_the_status_asked_for() {
        let headers = r#""headers":{"x-tier":"gold"}"#;
        let json = format!(r#"200 {{"method":"POST",{headers},"body":{{"a":1}}}}"#);
        check(Method::POST, None, r#"{"a":1}"#, &json).await;
        let text = format!(r#"503 {{"method":"PUT",{headers},"body":"plain"}}"#);
        check(Method::PUT, Some(503), "plain", &text).await;
        check(Method::DELETE, Some(204), "", "204 ").await;
        check(Method::OPTIONS, Some(404), "", "204 ").await;
    }
}
