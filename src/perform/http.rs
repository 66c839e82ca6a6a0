//! The web.

use cti_flow::effect::HttpRequest;
use cti_flow::{Fault, FaultKind, Reply};
use serde_json::Value;

use super::told;
use crate::session::Session;

/// A status other than 2xx is a fault that carries the whole answer.
pub(super) async fn perform(session: &Session, request: &HttpRequest) -> Reply {
    let answer = told(session.ports.http.request(request.args())).await?;
    let status = answer.get("status").and_then(Value::as_u64).unwrap_or_default();
    if (200..300).contains(&status) {
        return Ok(answer);
    }
    let fault = Fault::new(FaultKind::Rejected, format!("the server answered with status {status}"));
    Err(Fault { answer: Some(Box::new(answer)), ..fault })
}
