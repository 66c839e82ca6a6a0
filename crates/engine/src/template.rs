//! The value of a control as compiled at load: literal, reference, or a map or list of such.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::reference::{Segment, parse_reference};
use crate::scope::Scope;

/// A map with references in it.
#[derive(Clone, Debug, PartialEq)]
pub struct MapTemplate {
    /// The names, each with null; a copy of a map is made far sooner than a map.
    blank: Map<String, Value>,
    /// In the order of the names.
    entries: Vec<Template>,
}

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
    Map(MapTemplate),
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
                let blank = members.keys().map(|key| (key.clone(), Value::Null)).collect();
                let entries = members.values().map(|value| Self::compile(value, place)).collect();
                Self::Map(MapTemplate { blank, entries })
            }
            Value::Array(items) => Self::List(items.iter().map(|item| Self::compile(item, place)).collect()),
            _ => Self::Literal(value.clone()),
        }
    }

    /// The value where it lies; `None` says nothing.
    pub fn peek<'a>(&'a self, scope: &'a Scope) -> Option<&'a Value> {
        match self {
            Self::Literal(value) => Some(value),
            Self::Reference(reference) => scope.peek(reference),
            Self::Map(_) | Self::List(_) => None,
        }
    }

    /// The value now; `None` is undefined. Maps drop entries that are undefined, lists keep them as null.
    pub fn resolve<'a>(&'a self, scope: &'a Scope) -> Option<Cow<'a, Value>> {
        match self {
            Self::Literal(value) => Some(Cow::Borrowed(value)),
            Self::Reference(reference) => scope.look(reference),
            Self::Map(map) => Some(Cow::Owned(Value::Object(map.resolve(scope)))),
            Self::List(items) => {
                let items = items.iter().map(|item| item.resolve(scope).map_or(Value::Null, Cow::into_owned));
                Some(Cow::Owned(Value::Array(items.collect())))
            }
        }
    }
}

impl MapTemplate {
    /// The values, in the order of the names.
    pub fn values(&self) -> std::slice::Iter<'_, Template> {
        self.entries.iter()
    }

    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&str, &Template)> {
        self.blank.keys().map(String::as_str).zip(&self.entries)
    }

    pub fn entry(&self, name: &str) -> Option<&Template> {
        self.entries.get(self.blank.keys().position(|key| key == name)?)
    }

    fn resolve(&self, scope: &Scope) -> Map<String, Value> {
        let mut map = self.blank.clone();
        let mut undefined = Vec::new();
        for (place, (slot, entry)) in map.values_mut().zip(&self.entries).enumerate() {
            if let Some(value) = entry.peek(scope) {
                *slot = value.clone();
                continue;
            }
            match entry.resolve(scope) {
                Some(value) => *slot = value.into_owned(),
                None => undefined.push(place),
            }
        }
        if !undefined.is_empty() {
            let (mut places, mut undefined) = (0.., undefined.into_iter().peekable());
            map.retain(|_, _| undefined.next_if_eq(&places.next().unwrap_or_default()).is_none());
        }
        map
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use cti_core::phone::NoPhoneEngine;
    use expect_test::{Expect, expect};
    use serde_json::json;

    use crate::{Flow, Input};

    fn check(value: Value, expected: Expect) {
        let flow = Flow::new("test".to_owned(), Vec::new(), None);
        let input = Input { payload: json!({ "a": 1, "no": null }), ..Input::default() };
        let scope = Scope::new(Rc::new(flow), input, Rc::new(NoPhoneEngine));
        let template = Template::compile(&value, &|_| None);
        expected
            .assert_eq(&template.resolve(&scope).map_or("undefined".to_owned(), |value| value.to_string()));
    }

    #[test]
    fn maps_drop_what_is_undefined() {
        check(
            json!({ "z": "$.payload.x", "a": "$.payload.a", "y": "$.agent", "b": "$.payload.no", "c": { "d": "$.payload.x" } }),
            expect![[r#"{"a":1,"b":null,"c":{}}"#]],
        );
    }

    #[test]
    fn lists_keep_it_as_null() {
        check(json!(["$.payload.x", "$.payload.a", "$"]), expect![[r#"[null,1,"$"]"#]]);
    }
}
