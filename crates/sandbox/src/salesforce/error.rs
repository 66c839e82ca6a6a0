//! What the org answers when a request is wrong: Salesforce's status codes, our words.

use serde_json::{Value, json};
use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OrgError {
    #[error("object `{0}` is not supported")]
    UnknownObject(String),
    #[error("no field `{field}` on object `{object}`")]
    UnknownField { object: String, field: String },
    #[error("field `{0}` cannot be written")]
    ReadOnly(String),
    #[error("required fields are missing: `{}`", .0.join("`, `"))]
    Missing(Vec<String>),
    #[error("field `{field}` refers to `{value}`, which is not an id of {expected}")]
    BadReference { field: String, value: String, expected: String },
    #[error("field `{field}` does not take `{value}`; it takes {expected}")]
    BadValue { field: String, value: String, expected: String },
    #[error("field `{field}` is restricted to {expected}, not `{value}`")]
    NotInPicklist { field: String, value: String, expected: String },
    #[error("`{0}` is not a record id")]
    MalformedId(String),
    #[error("no record `{0}`")]
    NotFound(String),
    #[error("{0}")]
    BadQuery(String),
    #[error("{0}")]
    BadFilter(String),
    #[error("value of filter criterion for field `{field}` must be {expected}")]
    WrongType { field: String, expected: &'static str },
    #[error("{0}")]
    BadSettings(String),
}

impl OrgError {
    /// Salesforce's status code for this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownObject(_) => "INVALID_TYPE",
            Self::UnknownField { .. } | Self::WrongType { .. } => "INVALID_FIELD",
            Self::ReadOnly(_) => "INVALID_FIELD_FOR_INSERT_UPDATE",
            Self::Missing(_) => "REQUIRED_FIELD_MISSING",
            Self::BadReference { .. } => "INVALID_CROSS_REFERENCE_KEY",
            Self::BadValue { .. } => "INVALID_TYPE_ON_FIELD_IN_RECORD",
            Self::NotInPicklist { .. } => "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            Self::MalformedId(_) => "MALFORMED_ID",
            Self::NotFound(_) => "NOT_FOUND",
            Self::BadQuery(_) => "MALFORMED_QUERY",
            Self::BadFilter(_) => "INVALID_QUERY_FILTER_OPERATOR",
            Self::BadSettings(_) => "INVALID_SETTINGS",
        }
    }

    /// The fields that are to blame.
    fn fields(&self) -> Vec<&str> {
        match self {
            Self::UnknownField { field, .. }
            | Self::ReadOnly(field)
            | Self::BadReference { field, .. }
            | Self::BadValue { field, .. }
            | Self::NotInPicklist { field, .. } => vec![field],
            Self::Missing(fields) => fields.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The shape that record forms use: errors of single fields apart from errors of the page.
    pub fn details(&self) -> Value {
        let entry = json!([{ "code": self.code(), "message": self.to_string() }]);
        let fields = self.fields();
        let page = if fields.is_empty() { entry.clone() } else { json!([]) };
        let by_field: serde_json::Map<_, _> =
            fields.into_iter().map(|field| (field.to_owned(), entry.clone())).collect();
        json!({ "fieldErrors": by_field, "pageErrors": page })
    }
}
