//! The graph of a flow: blocks by id, ports led to their targets. Nothing is judged here but ids.

use litemap::LiteMap;

use crate::blocks::{self, Found};
use crate::flow::Target;
use crate::problem::Problem;
use crate::spec::Block;
use crate::wire::{Action, Document};

#[derive(Debug)]
pub(crate) struct Graph {
    pub(crate) name: String,
    pub(crate) vertices: Vec<Vertex>,
    places: LiteMap<String, usize>,
}

/// A block as stored, with what it is and where its ports lead.
#[derive(Debug)]
pub(crate) struct Vertex {
    pub(crate) action: Action,
    pub(crate) block: Option<&'static Block>,
    pub(crate) targets: Vec<(String, Target)>,
}

impl Graph {
    pub(crate) fn build(record_name: &str, document: Document, problems: &mut Vec<Problem>) -> Self {
        let mut vertices: Vec<Vertex> = Vec::new();
        let mut places = LiteMap::new();
        for action in document.actions {
            let block = identify(&action, problems);
            let place = places.get(&action.id).copied();
            let vertex = Vertex { action, block, targets: Vec::new() };
            match place.and_then(|place: usize| vertices.get_mut(place)) {
                Some(earlier) => {
                    let message =
                        "two blocks have this id; only the last one counts, so give one of them another id";
                    problems.push(Problem::warning("duplicate-id", message).at(&vertex.action.id));
                    *earlier = vertex;
                }
                None => {
                    places.insert(vertex.action.id.clone(), vertices.len());
                    vertices.push(vertex);
                }
            }
        }
        for vertex in &mut vertices {
            vertex.targets = vertex
                .action
                .ports
                .iter()
                .filter_map(|(port, id)| {
                    let id = id.as_ref()?;
                    let place = places.get(id).copied();
                    Some((port.clone(), place.map_or_else(|| Target::Missing(id.clone()), Target::Block)))
                })
                .collect();
        }
        let name = document.name.filter(|name| !name.trim().is_empty());
        Self { name: name.unwrap_or_else(|| record_name.to_owned()), vertices, places }
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The block whose id looks most like this one.
    pub(crate) fn nearest_id(&self, id: &str) -> Option<&str> {
        // Nobody drew that many by hand, and each reference would be compared with each of them.
        if self.vertices.len() > 1_000 {
            return None;
        }
        blocks::nearest(id, self.vertices.iter().map(|vertex| vertex.action.id.as_str()))
    }
}

fn identify(action: &Action, problems: &mut Vec<Problem>) -> Option<&'static Block> {
    match blocks::find(&action.r#type) {
        Found::Exact(block) => Some(block),
        Found::Similar(block) => {
            let message =
                format!("type `{}` is taken for `{}` ({})", action.r#type, block.r#type, block.name);
            problems.push(Problem::info("other-type-name", message).at(&action.id));
            Some(block)
        }
        // Said already when it was read.
        Found::Unknown(_) if action.r#type.is_empty() => None,
        Found::Unknown(nearest) => {
            let nearest = nearest.map_or_else(String::new, |block| {
                format!("; the nearest that it knows is `{}` ({})", block.r#type, block.name)
            });
            let message = format!(
                "this version does not know the block type `{}`{nearest}; the block fails when it is reached, so replace it or connect its `failure`",
                action.r#type
            );
            problems.push(Problem::warning("unknown-block", message).at(&action.id));
            None
        }
    }
}
