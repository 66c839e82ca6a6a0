//! How the control API reads bodies and answers.

use std::fmt::Display;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub type Reply = Result<Json<Value>, Wrong>;

/// What went wrong, for `{error}`.
#[derive(Debug)]
pub struct Wrong(StatusCode, String);

impl Wrong {
    pub fn request(problem: impl Display) -> Self {
        Self(StatusCode::BAD_REQUEST, problem.to_string())
    }

    pub fn not_found(problem: impl Display) -> Self {
        Self(StatusCode::NOT_FOUND, problem.to_string())
    }

    /// The request is fine, but not in the present state.
    pub fn conflict(problem: impl Display) -> Self {
        Self(StatusCode::CONFLICT, problem.to_string())
    }
}

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

/// The body as JSON whatever its content type says; no body is an empty object.
#[derive(Debug)]
pub struct Body(pub Value);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Wrong;

    async fn from_request(request: Request, state: &S) -> Result<Self, Wrong> {
        let bytes = Bytes::from_request(request, state).await.map_err(Wrong::request)?;
        if bytes.is_empty() {
            return Ok(Self(json!({})));
        }
        let problem = |problem| Wrong::request(format!("the body is not JSON: {problem}"));
        serde_json::from_slice(&bytes).map(Self).map_err(problem)
    }
}

pub fn done() -> Reply {
    Ok(json!({}).into())
}
