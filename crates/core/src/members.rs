//! Reads records whose members may all be missing, in far less code than derived readers: agents download it.

use litemap::LiteMap;
use serde_json::{Map, Value};
use thiserror::Error;

/// Why a value is not what it should be. It shows no value, which may be personal.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MemberError {
    #[error("missing field `{0}`")]
    Missing(&'static str),
    #[error("{found} where {wanted} should be")]
    Other { wanted: &'static str, found: &'static str },
    #[error("`{0}`: {1}")]
    Inside(&'static str, Box<MemberError>),
}

impl MemberError {
    pub fn other(wanted: &'static str, found: &Value) -> Self {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Self::Other { wanted, found }
    }
}

/// What can be a member of a record.
pub trait Member: Sized {
    fn read(value: Value) -> Result<Self, MemberError>;
}

/// The members of a record that are not read yet, and what was wrong with the first that could not be read.
#[derive(Debug)]
pub struct Members {
    left: Map<String, Value>,
    wrong: Option<MemberError>,
}

impl Members {
    pub fn of(value: Value) -> Result<Self, MemberError> {
        Map::read(value).map(|left| Self { left, wrong: None })
    }

    /// Reads a member into its place; where there is none or it is null, the place stays as it is.
    pub fn take<T: Member>(&mut self, name: &'static str, place: &mut T) {
        match self.left.swap_remove(name) {
            None | Some(Value::Null) => {}
            Some(value) => match T::read(value) {
                Ok(member) => *place = member,
                Err(error) => self.complain(MemberError::Inside(name, Box::new(error))),
            },
        }
    }

    /// The same for a member that has to be there.
    pub fn need<T: Member>(&mut self, name: &'static str, place: &mut T) {
        if !self.left.contains_key(name) {
            self.complain(MemberError::Missing(name));
        }
        self.take(name, place);
    }

    fn complain(&mut self, error: MemberError) {
        self.wrong.get_or_insert(error);
    }

    /// The record, where nothing was wrong.
    pub fn end<T>(self, record: T) -> Result<T, MemberError> {
        self.wrong.map_or(Ok(record), Err)
    }
}

impl Member for Value {
    fn read(value: Value) -> Result<Self, MemberError> {
        Ok(value)
    }
}

impl Member for Map<String, Value> {
    fn read(value: Value) -> Result<Self, MemberError> {
        match value {
            Value::Object(members) => Ok(members),
            other => Err(MemberError::other("an object", &other)),
        }
    }
}

impl Member for String {
    fn read(value: Value) -> Result<Self, MemberError> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(MemberError::other("a text", &other)),
        }
    }
}

impl Member for bool {
    fn read(value: Value) -> Result<Self, MemberError> {
        value.as_bool().ok_or_else(|| MemberError::other("true or false", &value))
    }
}

impl Member for f64 {
    fn read(value: Value) -> Result<Self, MemberError> {
        value.as_f64().ok_or_else(|| MemberError::other("a number", &value))
    }
}

impl Member for u32 {
    fn read(value: Value) -> Result<Self, MemberError> {
        let number = value.as_u64().and_then(|number| number.try_into().ok());
        number.ok_or_else(|| MemberError::other("a whole number", &value))
    }
}

impl<T: Member> Member for Option<T> {
    fn read(value: Value) -> Result<Self, MemberError> {
        if value.is_null() { Ok(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Member> Member for Vec<T> {
    fn read(value: Value) -> Result<Self, MemberError> {
        match value {
            Value::Array(items) => items.into_iter().map(T::read).collect(),
            other => Err(MemberError::other("a list", &other)),
        }
    }
}

impl Member for LiteMap<String, String> {
    fn read(value: Value) -> Result<Self, MemberError> {
        let mut texts = Self::new();
        for (name, text) in Map::read(value)? {
            texts.insert(name, String::read(text)?);
        }
        Ok(texts)
    }
}

/// The reader of a struct: its fields and their names in JSON. Missing ones are those of its `Default`.
macro_rules! read_members {
    ($record:ident { $($field:ident: $name:literal),* $(,)? }) => {
        impl $crate::members::Member for $record {
            fn read(value: serde_json::Value) -> Result<Self, $crate::members::MemberError> {
                let mut members = $crate::members::Members::of(value)?;
                let mut record = Self::default();
                $(members.take($name, &mut record.$field);)*
                members.end(record)
            }
        }

        $crate::members::deserialize_member!($record);
    };
}

/// The reader of an enum whose variants are texts.
macro_rules! read_choice {
    ($choice:ident { $($variant:ident: $name:literal),* $(,)? }) => {
        impl $crate::members::Member for $choice {
            fn read(value: serde_json::Value) -> Result<Self, $crate::members::MemberError> {
                match value.as_str() {
                    $(Some($name) => Ok(Self::$variant),)*
                    _ => Err($crate::members::MemberError::other(
                        concat!("one of" $(, " `", $name, "`")*),
                        &value,
                    )),
                }
            }
        }

        $crate::members::deserialize_member!($choice);
    };
}

/// For programs that read by serde; the page does not.
macro_rules! deserialize_member {
    ($type:ident) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(reader)?;
                $crate::members::Member::read(value).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use {deserialize_member, read_choice, read_members};

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    #[derive(Debug, Default)]
    struct Book {
        title: String,
        pages: u32,
        authors: Vec<String>,
    }

    impl Member for Book {
        fn read(value: Value) -> Result<Self, MemberError> {
            let mut members = Members::of(value)?;
            let mut book = Self::default();
            members.need("title", &mut book.title);
            members.take("pages", &mut book.pages);
            members.take("authors", &mut book.authors);
            members.end(book)
        }
    }

    fn check(value: Value, expected: Expect) {
        let text = match Option::<Book>::read(value) {
            Ok(Some(book)) => format!("{} {} {:?}", book.title, book.pages, book.authors),
            Ok(None) => "none".to_owned(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&text);
    }

    #[test]
    fn what_is_missing_or_null_takes_its_default() {
        check(json!({"title": "A", "pages": 7, "authors": ["B", "C"]}), expect![[r#"A 7 ["B", "C"]"#]]);
        check(json!({"title": "A", "pages": null, "other": 1}), expect!["A 0 []"]);
        check(Value::Null, expect!["none"]);
    }

    #[test]
    fn the_first_that_is_wrong_is_named_without_its_value() {
        check(json!({"pages": 7}), expect!["missing field `title`"]);
        check(
            json!({"title": "A", "pages": -1}),
            expect!["`pages`: a number where a whole number should be"],
        );
        check(json!({"title": 5, "pages": "secret"}), expect!["`title`: a number where a text should be"]);
        check(
            json!({"title": "A", "authors": [true]}),
            expect!["`authors`: true or false where a text should be"],
        );
        check(json!([]), expect!["a list where an object should be"]);
    }
}
