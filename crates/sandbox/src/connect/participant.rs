//! The participant service that ChatJS talks to over HTTP, from another origin.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

use super::chat::iso;
use super::{ContactState, Instance};
use crate::world::{Shared, now_ms};

const DAY_MS: f64 = 86_400_000.0;

pub(super) fn router(shared: Shared) -> Router {
    let any_method = post(participant).options(|| async { StatusCode::NO_CONTENT });
    Router::new().route("/participant/{what}", any_method).layer(from_fn(cors)).with_state(shared)
}

/// The real service answers every origin; it knows its callers by the token.
async fn cors(request: axum::extract::Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let wanted = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let mut response = next.run(request).await;
    let any = HeaderValue::from_static("*");
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.unwrap_or_else(|| any.clone()));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.unwrap_or_else(|| any.clone()));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, any);
    response
}

async fn participant(
    State(shared): State<Shared>,
    Path(what): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let token = headers.get("x-amz-bearer").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body: Value = serde_json::from_slice(&body).unwrap_or_else(|_| json!({}));
    let answer = shared.with(|world| {
        // One service joins the chats of both regions.
        let region = match world.instance.chat_of_token(token) {
            Some(_) => world.active,
            None => world.active.other(),
        };
        let instance = world.at(region);
        let chat = instance.chat_of_token(token).map(|contact| contact.id.clone());
        let Some(contact_id) = chat else {
            return Err((
                StatusCode::FORBIDDEN,
                "AccessDeniedException",
                "unknown or expired token".to_owned(),
            ));
        };
        act(instance, &what, &contact_id, token, &body)
    });
    match answer {
        Ok(value) => axum::Json(value).into_response(),
        Err((status, kind, message)) => {
            let name = HeaderName::from_static("x-amzn-errortype");
            (status, [(name, kind)], axum::Json(json!({ "__type": kind, "message": message })))
                .into_response()
        }
    }
}

type Refusal = (StatusCode, &'static str, String);

fn act(
    instance: &mut Instance,
    what: &str,
    contact_id: &str,
    token: &str,
    body: &Value,
) -> Result<Value, Refusal> {
    let invalid = |message: &str| (StatusCode::BAD_REQUEST, "ValidationException", message.to_owned());
    let over = instance.contact(contact_id).is_none_or(|contact| contact.state == ContactState::Ended);
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    let tomorrow = iso(now_ms() + DAY_MS);
    match what {
        "connection" => Ok(json!({
            "ConnectionCredentials": { "ConnectionToken": token, "Expiry": tomorrow },
            // The softphone gets its messages through the CCP; nobody opens this one.
            "Websocket": { "Url": "wss://localhost/unused", "ConnectionExpiry": tomorrow },
        })),
        "transcript" => Ok(json!({
            "InitialContactId": contact_id, "Transcript": instance.transcript(contact_id),
        })),
        "message" | "event" if over => Err(invalid("the chat has ended")),
        "message" | "event" => {
            let content_type = text("ContentType").ok_or_else(|| invalid("`ContentType` is missing"))?;
            let content = text("Content").unwrap_or_default();
            let refused = |failure: super::Failure| invalid(&failure.message);
            let id = instance.agent_says(contact_id, content_type, content).map_err(refused)?;
            Ok(json!({ "Id": id, "AbsoluteTime": iso(now_ms()) }))
        }
        "disconnect" => {
            let leg = instance.contact(contact_id).and_then(|contact| contact.agent_leg());
            let params = json!({ "contactId": contact_id, "connectionId": leg.map(|leg| leg.id.clone()) });
            let refused = |failure: super::Failure| invalid(&failure.message);
            instance.call("destroyConnection", &params, 0).map_err(refused)
        }
        other => Err(invalid(&format!("the sandbox has no participant call `{other}`"))),
    }
}
