//! Contact attributes, which the contact flow or a Lambda function sets, never Streams.

use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use super::Instance;

#[derive(Debug, Clone, PartialEq, Error)]
pub enum AttributesError {
    #[error("contact `{0}` not found")]
    UnknownContact(String),
    #[error("attributes are an object of texts; `{0}` is not")]
    NotText(String),
}

impl Instance {
    /// Adds or replaces attributes and publishes the contact.
    pub fn set_attributes<I, K, V>(&mut self, contact_id: &str, attributes: I) -> Result<(), AttributesError>
    where
        I: IntoIterator<Item = (K, V)>,
        K: Into<String>,
        V: Into<String>,
    {
        let unknown = || AttributesError::UnknownContact(contact_id.to_owned());
        let contact = self.contact_mut(contact_id).ok_or_else(unknown)?;
        contact.attributes.extend(attributes.into_iter().map(|(key, value)| (key.into(), value.into())));
        self.changed(0);
        Ok(())
    }
}

/// Reads attributes from JSON; numbers and booleans become their text, as they do in Connect.
pub(super) fn texts(value: &Value) -> Result<BTreeMap<String, String>, AttributesError> {
    let Some(object) = value.as_object() else {
        return if value.is_null() {
            Ok(BTreeMap::new())
        } else {
            Err(AttributesError::NotText(value.to_string()))
        };
    };
    let text = |(key, value): (&String, &Value)| match value {
        Value::String(text) => Ok((key.clone(), text.clone())),
        Value::Number(_) | Value::Bool(_) => Ok((key.clone(), value.to_string())),
        _ => Err(AttributesError::NotText(key.clone())),
    };
    object.iter().map(text).collect()
}
