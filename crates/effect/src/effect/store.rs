//! What a flow asks of the properties and counters of the agent's session.

use serde_json::Value;

use super::text;
use crate::json::object;

#[derive(Clone, Debug, PartialEq)]
pub enum Store {
    /// Answer: the value, or null where unset.
    Get { key: String },
    /// Answer: ignored.
    Set { key: String, value: Value },
    /// Answer: all properties that flows have set, as a map.
    GetAll,
    /// Answer: ignored.
    Remove { key: String },
    /// Removes what flows have set and nothing else. Answer: ignored.
    Clear,
    /// Answer: the number, 0 where it was never counted.
    GetCounter { key: String },
    /// Answer: the number after that.
    AddToCounter { key: String, amount: f64 },
}

impl Store {
    pub(super) const NAMES: &[&str] = &[
        "store.get",
        "store.set",
        "store.getAll",
        "store.remove",
        "store.clear",
        "store.getCounter",
        "store.addToCounter",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::Get { .. } => "store.get",
            Self::Set { .. } => "store.set",
            Self::GetAll => "store.getAll",
            Self::Remove { .. } => "store.remove",
            Self::Clear => "store.clear",
            Self::GetCounter { .. } => "store.getCounter",
            Self::AddToCounter { .. } => "store.addToCounter",
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::Get { key } | Self::Remove { key } | Self::GetCounter { key } => {
                object([("key", text(key))])
            }
            Self::Set { key, value } => object([("key", text(key)), ("value", value.clone())]),
            Self::GetAll | Self::Clear => object([]),
            Self::AddToCounter { key, amount } => object([("key", text(key)), ("amount", (*amount).into())]),
        }
    }
}
