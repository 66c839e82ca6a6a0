//! Everything that is worth saying of a stored flow, for whoever draws it: what loading says, and what can
//! never work as it was meant.
//!
//! The softphone only loads flows; none of this is in the program that agents download.

mod binding;
mod duplicates;
mod paths;
mod references;
mod texts;
mod ways;

use std::collections::BTreeSet;

use cti_core::event::EventSpec;

use crate::flow::{Flow, Node};
use crate::graph::Graph;
use crate::problem::Problem;
use crate::spec::Control;
use crate::template::Template;
use crate::validate;
use crate::wire::Document;

pub use paths::paths;

/// What a flow is bound to, in the words of its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'a> {
    pub source: &'a str,
    pub event: &'a str,
}

/// Says all that there is to say. Without a binding, the event that the name of the flow says counts.
pub fn check(name: &str, body: &str, binding: Option<Binding<'_>>) -> Vec<Problem> {
    let (document, mut problems) = Document::read(body);
    let name = document.as_ref().and_then(|document| document.name.clone()).unwrap_or_else(|| name.into());
    // First what loading says, in its words.
    let flow = document.map(|document| {
        let graph = Graph::build(&name, document, &mut problems);
        let flow = validate::validate(graph, &mut problems);
        problems.extend(paths(&flow));
        flow
    });
    duplicates::check(body, &mut problems);
    let event = match binding {
        Some(binding) => binding::given(binding, &mut problems),
        None => binding::named(&name, &mut problems),
    };
    let Some(flow) = flow else { return problems };
    let mut view = View { reachable: ways::reachable(&flow), flow: &flow, event, problems: &mut problems };
    texts::check(&mut view);
    references::check(&mut view);
    ways::check(&mut view);
    binding::check(&mut view);
    problems
}

/// A flow as the checks see it.
struct View<'a> {
    flow: &'a Flow,
    event: Option<&'static EventSpec>,
    /// Places of the blocks that can run; all of them where there is no Start.
    reachable: BTreeSet<usize>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> View<'a> {
    /// The blocks that can run, with their places. Of the others it is said already that they never do.
    fn nodes(&self) -> impl Iterator<Item = (usize, &'a Node)> + use<'a> {
        let reachable = self.reachable.clone();
        let nodes = self.flow.nodes().iter().enumerate();
        nodes.filter(move |(place, _)| reachable.contains(place))
    }

    /// Everything that the controls of a block are made of, except maps and lists themselves.
    fn leaves(node: &'a Node) -> Vec<(&'static Control, &'a Template)> {
        let given = node.controls.iter().filter(|slot| slot.given);
        let mut todo: Vec<_> = given.rev().map(|slot| (slot.spec, &slot.template)).collect();
        let mut leaves = Vec::new();
        while let Some((control, template)) = todo.pop() {
            match template {
                Template::Map(map) => todo.extend(map.values().rev().map(|entry| (control, entry))),
                Template::List(items) => todo.extend(items.iter().rev().map(|item| (control, item))),
                leaf => leaves.push((control, leaf)),
            }
        }
        leaves
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Flow, Load};

    #[test]
    fn what_loading_says_is_said_too() {
        let codes = |problems: Vec<Problem>| problems.iter().map(|problem| problem.code).collect::<Vec<_>>();
        let body = r#"{"a":1,"a":2}"#;
        assert_eq!(codes(Flow::load("flow", body).1), ["empty-flow"]);
        assert_eq!(
            codes(check("ChatContact.onIncoming", body, None)),
            ["empty-flow", "duplicate-member", "event-in-name"]
        );
    }
}

#[cfg(test)]
mod testing {
    use expect_test::Expect;
    use serde_json::{Value, json};

    /// Checks Start, these blocks one after another by whatever ports they have, and End.
    pub(super) fn check(blocks: &[Value], binding: (&str, &str), expected: Expect) {
        let mut actions = vec![json!({ "id": "uid-0", "type": "SE_Start", "ports": { "done": "uid-1" } })];
        for (index, block) in blocks.iter().enumerate() {
            let known = crate::blocks::all().find(|known| Some(known.r#type) == block["type"].as_str());
            let next = format!("uid-{}", index + 2);
            let ports = known.unwrap().ports.names().iter().map(|port| ((*port).to_owned(), json!(next)));
            let mut block = block.clone();
            if block.get("ports").is_none() {
                block["ports"] = Value::Object(ports.collect());
            }
            block["id"] = json!(format!("uid-{}", index + 1));
            actions.push(block);
        }
        actions.push(json!({ "id": format!("uid-{}", blocks.len() + 1), "type": "SE_End" }));
        let (source, event) = binding;
        let binding = (!source.is_empty()).then_some(super::Binding { source, event });
        let problems = super::check("flow", &json!({ "actions": actions }).to_string(), binding);
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        expected.assert_eq(&lines.join("\n"));
    }
}
