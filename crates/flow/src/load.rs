//! From stored text to a flow that runs.

use cti_engine::Flow;

use crate::graph::Graph;
use crate::problem::{Problem, Severity};
use crate::validate;
use crate::wire::Document;

/// Makes `Flow::load` of the engine's [`Flow`], which itself reads no files.
pub trait Load: Sized {
    /// Reads a stored body. Says everything that is wrong with it at once; there is a flow unless one of
    /// the problems is an error. `name` is that of the record, for bodies without a name of their own.
    fn load(name: &str, body: &str) -> (Option<Self>, Vec<Problem>);
}

impl Load for Flow {
    fn load(name: &str, body: &str) -> (Option<Self>, Vec<Problem>) {
        let (document, mut problems) = Document::read(body);
        let Some(document) = document else { return (None, problems) };
        let graph = Graph::build(name, document, &mut problems);
        let flow = validate::validate(graph, &mut problems);
        let sound = problems.iter().all(|problem| problem.severity < Severity::Error);
        (sound.then_some(flow), problems)
    }
}
