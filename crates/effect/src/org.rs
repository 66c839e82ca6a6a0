//! What a flow asks of the records of an org: searches, queries and single records.
//!
//! Values are bound, never concatenated into a query, so no phone number or attribute can widen a result.
//! Names of objects and fields are checked when they are made.

use serde_json::Value;
use thiserror::Error;

use crate::json::object;

/// The API name of an object or field, such as `Contact`, `Case__c` or `Account.Name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiName(String);

/// Why a text is no [`ApiName`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("not an API name of an object or field: `{0}`")]
pub struct ApiNameError(pub String);

impl ApiName {
    /// Letters, digits and underscores after a letter; dots lead to fields of related records.
    pub fn new(text: &str) -> Result<Self, ApiNameError> {
        let text = text.trim();
        let is_name = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if text.split('.').all(is_name) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ApiNameError(text.to_owned()))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn to_json(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    /// The value is a list.
    In,
}

impl Op {
    /// The operator as SOQL writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Like => "LIKE",
            Self::In => "IN",
        }
    }
}

/// One condition; all conditions of a query must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub field: ApiName,
    pub op: Op,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub field: ApiName,
    pub descending: bool,
}

/// Records of one object.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub object: ApiName,
    pub fields: Vec<ApiName>,
    pub conditions: Vec<Condition>,
    pub order: Option<Order>,
    /// At most this many records; 0 is no limit.
    pub limit: u32,
}

impl Query {
    pub fn to_json(&self) -> Value {
        let mut query = vec![("object", self.object.to_json()), ("fields", names(&self.fields))];
        if !self.conditions.is_empty() {
            query.push(("where", self.conditions.iter().map(Condition::to_json).collect()));
        }
        if let Some(order) = &self.order {
            let order = object([("field", order.field.to_json()), ("descending", order.descending.into())]);
            query.push(("orderBy", order));
        }
        if self.limit > 0 {
            query.push(("limit", self.limit.into()));
        }
        Value::Object(query.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

impl Condition {
    fn to_json(&self) -> Value {
        let op = Value::String(self.op.as_str().to_owned());
        object([("field", self.field.to_json()), ("op", op), ("value", self.value.clone())])
    }
}

pub fn names(fields: &[ApiName]) -> Value {
    fields.iter().map(ApiName::to_json).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_carry_a_query() {
        for hostile in ["", "Id FROM User", "Id)", "a'b", "Id--", "__c", "A..B", "Ä"] {
            assert!(ApiName::new(hostile).is_err(), "{hostile}");
        }
        for name in ["Id", " Call_Result__c ", "Account.Owner.Name", "ns__Field__c"] {
            assert!(ApiName::new(name).is_ok(), "{name}");
        }
    }
}
