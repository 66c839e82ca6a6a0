//! What a flow asks of the web.

use serde_json::{Map, Value};

use super::{map, text, with_some};
use crate::json::object;

/// Answer: `{status, statusText, headers, data}`. Any status but 2xx is a fault that carries the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HttpRequest {
    pub url: String,
    pub method: String,
    pub headers: Map<String, Value>,
    pub body: Option<String>,
}

impl HttpRequest {
    pub(super) const NAMES: &[&str] = &["http.request"];

    pub fn name(&self) -> &'static str {
        "http.request"
    }

    pub fn args(&self) -> Value {
        let request = object([
            ("url", text(&self.url)),
            ("method", text(&self.method)),
            ("headers", map(&self.headers)),
        ]);
        with_some(request, [("body", &self.body)])
    }
}
