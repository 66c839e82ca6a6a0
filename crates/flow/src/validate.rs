//! Judges a graph and compiles it: everything that is wrong is said at once.

mod controls;
mod paths;

use crate::flow::{Flow, Node, Target};
use crate::graph::{Graph, Vertex};
use crate::problem::Problem;

pub(crate) const START: &str = "SE_Start";
pub(crate) const END: &str = "SE_End";

pub(crate) fn validate(graph: Graph, problems: &mut Vec<Problem>) -> Flow {
    let start = find_start(&graph, problems);
    for vertex in &graph.vertices {
        check_ports(vertex, problems);
    }
    let compiled: Vec<_> =
        graph.vertices.iter().map(|vertex| controls::compile(vertex, &graph, problems)).collect();
    if let Some(start) = start {
        paths::check(&graph, start, problems);
    }
    let nodes = graph.vertices.into_iter().zip(compiled).map(|(vertex, controls)| Node {
        id: vertex.action.id.into(),
        r#type: vertex.action.r#type.into(),
        title: vertex.action.meta.get("title").and_then(|title| title.as_str()).map(Into::into),
        block: vertex.block,
        controls,
        targets: vertex.targets.into_iter().map(|(port, target)| (port.into(), target)).collect(),
    });
    Flow { name: graph.name, nodes: nodes.collect(), start }
}

impl Vertex {
    fn is(&self, r#type: &str) -> bool {
        self.block.is_some_and(|block| block.r#type == r#type)
    }

    /// How messages to administrators name the block.
    fn name(&self) -> &str {
        let title = self.action.meta.get("title").and_then(|title| title.as_str());
        title.or(self.block.map(|block| block.name)).unwrap_or(&self.action.r#type)
    }
}

fn find_start(graph: &Graph, problems: &mut Vec<Problem>) -> Option<usize> {
    if graph.vertices.is_empty() {
        if problems.is_empty() {
            problems.push(Problem::info("empty-flow", "the flow has no blocks and does nothing"));
        }
        return None;
    }
    let mut starts =
        graph.vertices.iter().enumerate().filter(|(_, vertex)| vertex.is(START)).map(|(place, _)| place);
    let first = starts.next();
    if first.is_none() {
        let message =
            format!("the flow has no Start, so it never runs; add a block of type `{START}` and connect it");
        problems.push(Problem::error("no-start", message));
    }
    for place in starts {
        if let Some(vertex) = graph.vertices.get(place) {
            let message = "the flow has a second Start, which is never used; delete it";
            problems.push(Problem::warning("second-start", message).at(&vertex.action.id));
        }
    }
    first
}

fn check_ports(vertex: &Vertex, problems: &mut Vec<Problem>) {
    let id = &vertex.action.id;
    for (port, target) in &vertex.targets {
        let offered = vertex.block.is_none_or(|block| block.ports.names().contains(&port.as_str()));
        if !offered {
            let names = vertex.block.map_or(&[] as &[&str], |block| block.ports.names());
            let offers = match names {
                [] => "none".to_owned(),
                names => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "),
            };
            let message = format!(
                "{} has no port `{port}` (it has {offers}), so this connection is never taken; delete it",
                vertex.name()
            );
            problems.push(Problem::warning("unknown-port", message).at(id));
        } else if let Target::Missing(target) = target {
            let message = format!(
                "port `{port}` of {} leads to `{target}`, which does not exist; connect it to another block or delete the connection",
                vertex.name()
            );
            problems.push(Problem::warning("dangling-port", message).at(id));
        }
    }
}
