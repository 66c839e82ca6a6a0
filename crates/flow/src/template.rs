//! The value of a control as compiled at load: literal, reference, or a map or list of such.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::reference::{Segment, parse_reference};
use crate::scope::Scope;

/// Where a reference starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    Payload,
    Contact,
    Agent,
    /// All envelopes: `$.actions` itself.
    Actions,
    /// The envelope of the block at this place in the flow.
    Action(usize),
    /// A root or block that does not exist; always undefined.
    Nowhere,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub root: Root,
    pub path: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Template {
    Literal(Value),
    Reference(Reference),
    Map(Vec<(String, Template)>),
    List(Vec<Template>),
}

impl Template {
    /// `place` finds the place of a block by its id.
    pub fn compile(value: &Value, place: &dyn Fn(&str) -> Option<usize>) -> Self {
        match value {
            Value::String(text) => match parse_reference(text) {
                Some(path) => Self::Reference(Reference::new(path.0, place)),
                None => Self::Literal(value.clone()),
            },
            Value::Object(members) => {
                let compile = |(key, value): (&String, &Value)| (key.clone(), Self::compile(value, place));
                Self::Map(members.iter().map(compile).collect())
            }
            Value::Array(items) => Self::List(items.iter().map(|item| Self::compile(item, place)).collect()),
            _ => Self::Literal(value.clone()),
        }
    }

    /// The value now; `None` is undefined. Maps drop entries that are undefined, lists keep them as null.
    pub fn resolve<'a>(&'a self, scope: &'a Scope) -> Option<Cow<'a, Value>> {
        match self {
            Self::Literal(value) => Some(Cow::Borrowed(value)),
            Self::Reference(reference) => scope.look(reference),
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .filter_map(|(key, entry)| Some((key.clone(), entry.resolve(scope)?.into_owned())));
                Some(Cow::Owned(Value::Object(entries.collect::<Map<_, _>>())))
            }
            Self::List(items) => {
                let items = items.iter().map(|item| item.resolve(scope).map_or(Value::Null, Cow::into_owned));
                Some(Cow::Owned(Value::Array(items.collect())))
            }
        }
    }
}

impl Reference {
    fn new(path: Vec<Segment>, place: &dyn Fn(&str) -> Option<usize>) -> Self {
        let mut path = path.into_iter();
        let root = match path.next() {
            Some(Segment::Key(key)) => match &*key {
                "payload" => Root::Payload,
                "contact" => Root::Contact,
                "agent" => Root::Agent,
                "actions" => return Self::action(path, place),
                _ => Root::Nowhere,
            },
            _ => Root::Nowhere,
        };
        Self { root, path: path.collect() }
    }

    fn action(mut path: impl Iterator<Item = Segment>, place: &dyn Fn(&str) -> Option<usize>) -> Self {
        let root = match path.next() {
            None => Root::Actions,
            Some(Segment::Key(id)) => place(&id).map_or(Root::Nowhere, Root::Action),
            Some(Segment::Index(id)) => place(&id.to_string()).map_or(Root::Nowhere, Root::Action),
        };
        Self { root, path: path.collect() }
    }
}
