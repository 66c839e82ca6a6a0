//! The web, as far as the browser lets the page reach it.

use serde_json::Value;

use crate::Answer;

pub trait Http {
    /// Takes `{url, method, headers, body?}` with an absolute `http` or `https` address. Answers
    /// `{status, statusText, headers, data}` for any status; `data` is read where the answer is JSON.
    /// The browser does not tell why it refused a request (its origin, the page's policy, no network).
    fn request(&self, request: Value) -> Answer<Value>;
}
