//! The envelope that every executed block leaves behind: `$.actions.<id>`.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::reference::{Segment, peek, walk};
use crate::weight;
use cti_effect::json::record;

/// What a block left.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub success: bool,
    /// `None` leaves the member out: Dial Number has none.
    pub results: Option<Results>,
    pub exception: Exception,
}

/// Null, or the reason in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exception(Option<Box<str>>);

/// The member `results`. The shapes that nearly every block leaves are kept as what they hold: an object is
/// made of them only where someone asks for all of it.
#[derive(Clone, Debug)]
pub enum Results {
    /// As it is.
    Whole(Value),
    /// `{value}`
    OneValue(Value),
    /// `{string, value}`, the same text twice.
    Text(Value),
    /// An object whose names are known to the block.
    Members(Vec<(&'static str, Value)>),
}

impl Envelope {
    pub fn success(results: impl Into<Results>) -> Self {
        Self { success: true, results: Some(results.into()), exception: Exception::default() }
    }

    pub fn failure(exception: impl Into<String>) -> Self {
        Self { success: false, results: Some(Value::Null.into()), exception: Exception::new(exception) }
    }

    pub fn to_json(&self) -> Value {
        let (success, exception) = (self.success.into(), self.exception.to_json());
        let results = self.results.as_ref().map(Results::to_json);
        let results = results.as_deref().map(|results| ("results", results));
        let first = std::iter::once(("success", &success));
        record(&mut first.chain(results).chain([("exception", &exception)]))
    }
}

impl Exception {
    pub fn new(reason: impl Into<String>) -> Self {
        Self(Some(reason.into().into()))
    }

    pub fn as_str(&self) -> Option<&str> {
        self.0.as_deref()
    }

    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    pub fn to_json(&self) -> Value {
        self.as_str().map_or(Value::Null, Value::from)
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_json().fmt(f)
    }
}

impl Results {
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Whole(Value::Null))
    }

    /// What a predicate answers.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Whole(value) = self { value.as_bool() } else { None }
    }

    /// As `$.actions.<id>.results` has it.
    pub fn to_json(&self) -> Cow<'_, Value> {
        match self {
            Self::Whole(value) => Cow::Borrowed(value),
            Self::OneValue(value) => Cow::Owned(record(&mut [("value", value)].into_iter())),
            Self::Text(text) => Cow::Owned(record(&mut [("string", text), ("value", text)].into_iter())),
            Self::Members(members) => {
                Cow::Owned(record(&mut members.iter().map(|(name, value)| (*name, value))))
            }
        }
    }

    /// Follows a path below `results`, as [`walk`] does.
    pub fn walk(&self, path: &[Segment]) -> Option<Cow<'_, Value>> {
        if let Self::Whole(value) = self {
            return walk(value, path);
        }
        if let Some(found) = self.peek(path) {
            return Some(Cow::Borrowed(found));
        }
        walk(&self.to_json(), path).map(|found| Cow::Owned(found.into_owned()))
    }

    /// As [`walk`](Self::walk), where the value is there as it is.
    pub fn peek(&self, path: &[Segment]) -> Option<&Value> {
        match (self, path) {
            (Self::Whole(value), path) => peek(value, path),
            (shape, [Segment::Key(name), rest @ ..]) => peek(shape.member(name)?, rest),
            _ => None,
        }
    }

    fn member(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Whole(value) => value.get(name),
            Self::OneValue(value) => (name == "value").then_some(value),
            Self::Text(text) => matches!(name, "string" | "value").then_some(text),
            Self::Members(members) => {
                members.iter().find(|(member, _)| *member == name).map(|(_, value)| value)
            }
        }
    }

    /// What [`to_json`](Self::to_json) weighs.
    pub fn weight(&self) -> usize {
        match self {
            Self::Whole(value) => weight::value(value),
            Self::OneValue(value) => weight::members([("value", value)]),
            Self::Text(text) => weight::members([("string", text), ("value", text)]),
            Self::Members(members) => weight::members(members.iter().map(|(name, value)| (*name, value))),
        }
    }
}

impl From<Value> for Results {
    fn from(value: Value) -> Self {
        Self::Whole(value)
    }
}

impl PartialEq for Results {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_json().fmt(f)
    }
}

impl Serialize for Results {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("success", &self.success)?;
        if let Some(results) = &self.results {
            map.serialize_entry("results", results)?;
        }
        map.serialize_entry("exception", &self.exception.0)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::parse_path;
    use serde_json::json;

    /// Whatever a reference asks for, a shape answers as the object does that it stands for.
    #[test]
    fn shapes_are_read_like_what_they_stand_for() {
        let shapes = [
            Results::OneValue(json!("ab")),
            Results::OneValue(json!({ "a": [1], "length": 3 })),
            Results::Text(json!("äöü")),
            Results::Members(vec![
                ("a", json!(1)),
                ("value", json!(["x"])),
                ("", json!(0)),
                ("0", json!("n")),
            ]),
            Results::Members(Vec::new()),
        ];
        for shape in shapes {
            let whole = Results::Whole(shape.to_json().into_owned());
            assert_eq!(shape.weight(), whole.weight(), "{shape}");
            assert_eq!(shape, whole);
            for path in [
                "value",
                "string",
                "value.length",
                "value.a.[0]",
                "[0].value",
                "[0]",
                "0",
                "length",
                "a.b",
                "[1]",
                "[\"\"]",
            ] {
                let path = parse_path(path).unwrap();
                let found = shape.walk(&path.0);
                assert_eq!(found, whole.walk(&path.0), "{shape} {path:?}");
                assert!(shape.peek(&path.0).is_none_or(|value| Some(value) == found.as_deref()), "{path:?}");
            }
            assert_eq!(shape.walk(&[]), whole.walk(&[]));
        }
    }
}
