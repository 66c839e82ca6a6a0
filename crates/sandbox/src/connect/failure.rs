//! How an API call of the instance fails, in the form in which Streams hands it to its caller.

use serde_json::{Value, json};

/// The failure types of Connect's CTI service that the sandbox raises.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub kind: String,
    pub message: String,
    pub status: Option<u16>,
}

impl Failure {
    fn new(kind: &str, message: impl Into<String>) -> Self {
        Self { kind: kind.to_owned(), message: message.into(), status: Some(400) }
    }

    pub fn invalid_state(message: impl Into<String>) -> Self {
        Self::new("InvalidStateException", message)
    }

    pub fn contact_not_found(contact_id: &str) -> Self {
        Self::new("ContactNotFoundException", format!("contact `{contact_id}` not found"))
    }

    pub fn bad_endpoint(message: impl Into<String>) -> Self {
        Self::new("BadEndpointException", message)
    }

    pub fn invalid_contact_type(message: impl Into<String>) -> Self {
        Self::new("InvalidContactTypeException", message)
    }

    pub fn invalid_configuration(message: impl Into<String>) -> Self {
        Self::new("InvalidConfigurationException", message)
    }

    pub fn validation(message: impl Into<String>) -> Self {
        Self::new("ValidationException", message)
    }

    pub fn access_denied(message: impl Into<String>) -> Self {
        Self::new("AccessDeniedException", message)
    }

    pub fn unknown_operation(method: &str) -> Self {
        Self::new("UnknownOperationException", format!("there is no method `{method}`"))
    }

    /// What a test asked for: a text, or an object with `type` and `message`.
    pub fn planted(error: Option<&Value>) -> Self {
        let text = |key| error.and_then(|e| e.get(key)).and_then(Value::as_str);
        let message =
            error.and_then(Value::as_str).or_else(|| text("message")).unwrap_or("planted by the sandbox");
        let status = error.and_then(|e| e.get("statusCode")).and_then(Value::as_u64);
        Self {
            kind: text("type").unwrap_or("InternalServiceException").to_owned(),
            message: message.to_owned(),
            status: Some(status.and_then(|code| u16::try_from(code).ok()).unwrap_or(500)),
        }
    }

    /// The object of which the wire carries the JSON text.
    pub fn to_value(&self) -> Value {
        let mut value =
            json!({ "type": self.kind, "message": self.message, "stack": [], "retryStatus": "none" });
        if let (Some(object), Some(status)) = (value.as_object_mut(), self.status) {
            object.insert("statusCode".to_owned(), status.into());
        }
        value
    }
}
