//! Reads records whose members may all be missing, in far less code than a derived reader: agents download it.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::{Map, Value};

/// The members of a record that are not read yet.
pub struct Members(Map<String, Value>);

impl Members {
    pub fn read<'de, D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Map::deserialize(reader).map(Self)
    }

    /// The member; where there is none or it is null, its default.
    pub fn take<T: DeserializeOwned, E: Error>(&mut self, name: &str, default: T) -> Result<T, E> {
        match self.0.swap_remove(name) {
            None | Some(Value::Null) => Ok(default),
            Some(value) => serde_json::from_value(value).map_err(E::custom),
        }
    }
}

/// The reader of a struct: its fields and their names in JSON. Missing ones are those of its `Default`.
macro_rules! read_members {
    ($record:ident { $($field:ident: $name:literal),* $(,)? }) => {
        impl<'de> serde::Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                let mut members = $crate::members::Members::read(reader)?;
                let default = Self::default();
                Ok(Self { $($field: members.take($name, default.$field)?),* })
            }
        }
    };
}
pub(crate) use read_members;
