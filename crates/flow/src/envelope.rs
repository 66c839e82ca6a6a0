//! The envelope that every executed block leaves behind: `$.actions.<id>`.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// What a block left.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub success: bool,
    /// `None` leaves the member out: Dial Number has none.
    pub results: Option<Value>,
    /// Null, or the reason in words.
    pub exception: Value,
}

impl Envelope {
    pub fn success(results: Value) -> Self {
        Self { success: true, results: Some(results), exception: Value::Null }
    }

    pub fn failure(exception: impl Into<String>) -> Self {
        Self { success: false, results: Some(Value::Null), exception: Value::String(exception.into()) }
    }

    pub fn to_json(&self) -> Value {
        let mut members = Map::new();
        members.insert("success".to_owned(), self.success.into());
        if let Some(results) = &self.results {
            members.insert("results".to_owned(), results.clone());
        }
        members.insert("exception".to_owned(), self.exception.clone());
        Value::Object(members)
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("success", &self.success)?;
        if let Some(results) = &self.results {
            map.serialize_entry("results", results)?;
        }
        map.serialize_entry("exception", &self.exception)?;
        map.end()
    }
}
