//! Reading the parameters of a call, with the service's own complaint about what is missing.

use serde_json::Value;

use crate::connect::Failure;
use crate::connect::directory::Endpoint;

#[derive(Debug, Clone, Copy)]
pub(in crate::connect) struct Params<'a>(pub &'a Value);

impl<'a> Params<'a> {
    /// Null if absent.
    pub fn get(&self, key: &str) -> &'a Value {
        self.0.get(key).unwrap_or(&Value::Null)
    }

    pub fn text(&self, key: &str) -> Result<&'a str, Failure> {
        self.get(key).as_str().ok_or_else(|| Failure::validation(format!("`{key}` is missing or not a text")))
    }

    pub fn text_if_any(&self, key: &str) -> Option<&'a str> {
        self.get(key).as_str()
    }

    pub fn flag(&self, key: &str) -> bool {
        self.get(key).as_bool().unwrap_or(false)
    }

    pub fn endpoint(&self) -> Result<Endpoint, Failure> {
        serde_json::from_value(self.get("endpoint").clone())
            .map_err(|problem| Failure::bad_endpoint(format!("`endpoint`: {problem}")))
    }
}
