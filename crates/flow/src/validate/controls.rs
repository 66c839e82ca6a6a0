//! Finds the controls of each block in its file, and compiles their values.

use serde_json::Value;

use crate::blocks;
use crate::catalogue::default_value;
use crate::flow::Slot;
use crate::graph::{Graph, Vertex};
use crate::problem::Problem;
use crate::provenance::text_of;
use crate::soql::{Part, Soql, SoqlError};
use crate::spec::{Control, Kind, Ports, Preset};
use crate::template::{Reference, Root, Template};

pub(super) fn compile(vertex: &Vertex, graph: &Graph, problems: &mut Vec<Problem>) -> Vec<Slot> {
    let Some(block) = vertex.block else { return Vec::new() };
    let found: Vec<_> = block.controls.iter().map(|control| stored(vertex, control)).collect();
    let adopted = adopt(vertex, &found, problems);
    let compile = |(control, name): (&'static Control, Option<&str>)| {
        let name =
            name.or_else(|| adopted.filter(|(wanted, _)| *wanted == control.name).map(|(_, name)| name));
        let value = name.and_then(|name| vertex.action.controls.get(name));
        let mut check = Check { vertex, control, graph, problems };
        check.presence(value);
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return Slot {
                spec: control,
                template: Template::Literal(default_value(control.default)),
                given: false,
            };
        };
        check.texts(value);
        let template = Template::compile(value, &|id| graph.place(id));
        check.value(&template);
        Slot { spec: control, template, given: true }
    };
    block.controls.iter().zip(found).map(compile).collect()
}

/// The name under which the file has a control.
fn stored<'a>(vertex: &'a Vertex, control: &Control) -> Option<&'a str> {
    let has = |name: &&str| vertex.action.controls.contains_key(*name);
    let name = std::iter::once(&control.name).chain(control.aliases).find(|name| has(name))?;
    vertex.action.controls.get_key_value(*name).map(|(name, _)| name.as_str())
}

/// Many names of controls were never published: a required control that is missing takes the only
/// control of the file that belongs to none.
fn adopt<'a>(
    vertex: &'a Vertex,
    found: &[Option<&str>],
    problems: &mut Vec<Problem>,
) -> Option<(&'static str, &'a str)> {
    let block = vertex.block?;
    let belongs = |name: &str| block.controls.iter().any(|c| c.name == name || c.aliases.contains(&name));
    let mut strangers = vertex.action.controls.keys().filter(|name| !belongs(name));
    let stranger = strangers.next()?;
    let mut missing = block.controls.iter().zip(found).filter(|(c, found)| c.required && found.is_none());
    let at = |problem: Problem| problem.at(&vertex.action.id).in_control(stranger);
    match (missing.next(), missing.next(), strangers.next()) {
        (Some((control, _)), None, None) => {
            let message =
                format!("{} has no control `{stranger}`; it is taken for `{}`", block.name, control.name);
            problems.push(at(Problem::warning("other-control-name", message)));
            Some((control.name, stranger))
        }
        _ => {
            for stranger in vertex.action.controls.keys().filter(|name| !belongs(name)) {
                let message =
                    format!("{} has no control `{stranger}`; its value is kept, but not used", block.name);
                let problem = Problem::info("unknown-control", message);
                problems.push(problem.at(&vertex.action.id).in_control(stranger));
            }
            None
        }
    }
}

struct Check<'a> {
    vertex: &'a Vertex,
    control: &'static Control,
    graph: &'a Graph,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn warn(&mut self, code: &'static str, message: String) {
        let problem = Problem::warning(code, message);
        self.problems.push(problem.at(&self.vertex.action.id).in_control(self.control.name));
    }

    fn presence(&mut self, value: Option<&Value>) {
        let empty = match value {
            None | Some(Value::Null) => true,
            // Any text may be empty where any value may stand: a message, a default.
            Some(Value::String(text)) => text.trim().is_empty() && self.control.kind != Kind::Any,
            Some(_) => false,
        };
        if self.control.required && self.control.default == Preset::Nothing && empty {
            let message = format!("{} needs `{}`; fill it in", self.vertex.name(), self.control.name);
            self.warn("missing-control", message);
        }
    }

    /// Text that starts like a reference and is none.
    fn texts(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let text = text.trim();
                if text.starts_with('$')
                    && text.len() > 1
                    && crate::reference::parse_reference(text).is_none()
                {
                    let message = format!(
                        "`{text}` is no reference and counts as plain text; a reference looks like `$.actions.uid-1.results.value`"
                    );
                    self.warn("not-a-reference", message);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.texts(item)),
            Value::Object(members) => members.values().for_each(|member| self.texts(member)),
            _ => {}
        }
        self.references(value);
    }

    /// References to blocks and roots that do not exist.
    fn references(&mut self, value: &Value) {
        let Value::String(text) = value else { return };
        let graph = self.graph;
        let Template::Reference(Reference { root: Root::Nowhere, .. }) =
            Template::compile(value, &|id| graph.place(id))
        else {
            return;
        };
        let text = text.trim();
        let id = text.strip_prefix("$.actions.").and_then(|rest| rest.split(['.', '[']).next());
        let message = match id {
            Some(id) => {
                let nearest =
                    graph.nearest_id(id).map_or(String::new(), |near| format!(", perhaps to `{near}`"));
                format!(
                    "`{text}` refers to block `{id}`, which does not exist, and is never defined; refer to another block{nearest}"
                )
            }
            None => format!(
                "`{text}` is never defined; references start with `$.payload`, `$.contact`, `$.agent` or `$.actions`"
            ),
        };
        self.warn("unknown-reference", message);
    }

    /// Values that the control cannot take, as far as that shows before the flow runs.
    fn value(&mut self, template: &Template) {
        let name = self.control.name;
        if let Template::Literal(value) = template {
            self.pattern(value);
        }
        match (self.control.kind, template) {
            (Kind::Choice(words), Template::Literal(Value::String(word))) => {
                let known = words.iter().any(|known| known.eq_ignore_ascii_case(word.trim()));
                if !known && !word.trim().is_empty() {
                    let message =
                        format!("`{word}` is none of the choices of `{name}`: {}", words.join(", "));
                    self.warn("unknown-choice", message);
                }
            }
            (Kind::Number, Template::Literal(value)) if crate::value::number(value).is_none() => {
                self.warn("not-a-number", format!("`{name}` takes a number, and `{value}` is none"));
            }
            (Kind::Map, Template::Literal(Value::String(text)))
                if !text.trim().is_empty()
                    && serde_json::from_str::<serde_json::Map<_, _>>(text).is_err() =>
            {
                self.warn(
                    "not-a-map",
                    format!("`{name}` takes names with values, not text, and counts as empty"),
                );
            }
            (Kind::Any, Template::Literal(value)) if name == "value" && self.decides() => {
                let port = if crate::value::truthy(value) { "true" } else { "false" };
                let message = format!(
                    "`{value}` is a fixed value, so the flow always takes `{port}`; refer to a value such as `$.actions.uid-1.results.value`"
                );
                self.warn("fixed-decision", message);
            }
            (Kind::Text, template)
                if self.vertex.block.is_some_and(|block| blocks::takes_soql(block, self.control)) =>
            {
                self.query(template);
            }
            _ => {}
        }
    }

    /// A query that cannot be sent, as far as that shows before its values are known.
    fn query(&mut self, template: &Template) {
        let refused = match template {
            Template::Literal(query) => {
                Soql::build(&[Part::Written(crate::value::text(query).into_owned())]).err()
            }
            Template::Reference(Reference { root: Root::Nowhere, .. }) => None,
            Template::Reference(reference) => {
                let vertex = text_of(reference).and_then(|place| self.graph.vertices.get(place));
                let composed =
                    vertex.and_then(|vertex| vertex.block).is_some_and(|b| blocks::composer(b).is_some());
                (!composed).then_some(SoqlError::NotWritten)
            }
            Template::Map(_) | Template::List(_) => Some(SoqlError::NotWritten),
        };
        if let Some(error) = refused.filter(|error| *error != SoqlError::Empty) {
            self.warn("refused-query", format!("the query is refused when the flow runs: {error}"));
        }
    }

    /// A regular expression that cannot be used.
    fn pattern(&mut self, value: &Value) {
        let Some(block) = self.vertex.block else { return };
        let comparator = block.controls.iter().find(|control| control.name == "comparator");
        let comparator = comparator.and_then(|control| stored(self.vertex, control));
        let comparator = comparator.and_then(|name| self.vertex.action.controls.get(name)?.as_str());
        let text = crate::value::text(value);
        if let Some(error) = blocks::refused_pattern(block, self.control, &text, comparator) {
            self.warn("refused-pattern", format!("the pattern is refused when the flow runs: {error}"));
        }
    }

    fn decides(&self) -> bool {
        self.vertex.block.is_some_and(|block| block.ports == Ports::TrueFalse && block.controls.len() == 1)
    }
}
