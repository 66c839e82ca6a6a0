//! Who wrote a text: the author of the flow, or the data that it met.
//!
//! A text is followed back through the blocks that put texts together. What went through any other block, or
//! through the property store, counts as data.

use crate::flow::Node;
use crate::reference::Segment;
use crate::scope::Scope;
use crate::soql::Part;
use crate::template::{Reference, Root, Template};
use crate::value;

/// The pieces of the text that a block put together.
pub type Compose = fn(&Source<'_>) -> Vec<Part>;

/// How many blocks a text is followed through.
const DEPTH: usize = 16;

/// The place of the block whose text a reference leads to.
pub fn text_of(reference: &Reference) -> Option<usize> {
    let Root::Action(place) = reference.root else { return None };
    let [Segment::Key(results), Segment::Key(member)] = reference.path.as_slice() else { return None };
    (&**results == "results" && matches!(&**member, "string" | "value")).then_some(place)
}

/// A block whose texts are followed back.
#[derive(Debug)]
pub struct Source<'a> {
    node: &'a Node,
    scope: &'a Scope,
    depth: usize,
}

impl<'a> Source<'a> {
    pub fn new(node: &'a Node, scope: &'a Scope) -> Self {
        Self { node, scope, depth: 0 }
    }

    /// The pieces of a control's text.
    pub fn parts(&self, name: &str) -> Vec<Part> {
        self.node.control(name).map_or_else(Vec::new, |control| self.pieces(&control.template))
    }

    /// The pieces of one entry of a control that is a map.
    pub fn entry(&self, name: &str, key: &str) -> Vec<Part> {
        let control = self.node.control(name);
        match control.map(|control| &control.template) {
            Some(Template::Map(map)) => map.entry(key).map_or_else(Vec::new, |entry| self.pieces(entry)),
            Some(template) => {
                let map = template.resolve(self.scope).map(|map| value::map(map.into_owned()));
                let text = map.and_then(|map| map.get(key).map(|value| value::text(value).into_owned()));
                text.map(Part::Value).into_iter().collect()
            }
            None => Vec::new(),
        }
    }

    fn pieces(&self, template: &Template) -> Vec<Part> {
        let text = |value: &serde_json::Value| value::text(value).into_owned();
        match template {
            Template::Literal(written) => vec![Part::Written(text(written))],
            Template::Reference(reference) => {
                let now = template.resolve(self.scope).map_or_else(String::new, |value| text(&value));
                match self.composed(reference) {
                    // The same text as now: nothing has changed since it was put together.
                    Some(parts) if parts.iter().map(Part::text).collect::<String>() == now => parts,
                    _ => vec![Part::Value(now)],
                }
            }
            Template::Map(_) | Template::List(_) => {
                let now = template.resolve(self.scope).map_or_else(String::new, |value| text(&value));
                vec![Part::Value(now)]
            }
        }
    }

    /// What the block that a reference leads to put together, if it is one that does.
    fn composed(&self, reference: &Reference) -> Option<Vec<Part>> {
        let place = text_of(reference).filter(|_| self.depth < DEPTH)?;
        let node = self.scope.node(place)?;
        let compose = node.compose?;
        Some(compose(&Source { node, scope: self.scope, depth: self.depth + 1 }))
    }
}
