//! What happened in a run, in the terms that expectations and records speak.

use std::path::Path;
use std::rc::Rc;

use cti_flow::record::{Ending, Exchange};
use cti_flow::{Flow, Problem, Status};

use crate::input::InputError;
use crate::{Scenario, drive, load};

/// A run that is over, or never began because the flow has errors.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) ending: Ending,
    pub(crate) effects: Vec<Exchange>,
    pub(crate) problems: Vec<Problem>,
    /// What in the scenario did not fit the run.
    pub(crate) notes: Vec<String>,
    pub(crate) titles: Titles,
}

/// What blocks are called, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Titles(Vec<Rc<Flow>>);

impl Titles {
    /// Takes the titles of another flow for blocks that nobody has named yet.
    pub(crate) fn add(&mut self, flow: Flow) {
        self.0.push(Rc::new(flow));
    }

    /// The id of a block with its title beside it.
    pub(crate) fn label(&self, id: &str) -> String {
        match self.0.iter().find_map(|flow| flow.title(id)) {
            Some(title) => format!("{id}  {title}"),
            None => id.to_owned(),
        }
    }
}

/// Runs a flow file.
pub(crate) fn run_file(path: &Path, scenario: &Scenario) -> Result<Found, InputError> {
    let (flow, problems) = load(path)?;
    Ok(run(flow, problems, scenario))
}

pub(crate) fn run(flow: Option<Flow>, problems: Vec<Problem>, scenario: &Scenario) -> Found {
    let Some(flow) = flow.map(Rc::new) else { return never(problems) };
    let finished = drive(Rc::clone(&flow), scenario);
    Found {
        ending: Ending::new(&finished.outcome),
        effects: finished.outcome.effects.iter().map(Exchange::new).collect(),
        problems,
        notes: finished.notes,
        titles: Titles(vec![flow]),
    }
}

pub(crate) const NEVER_RAN: &str = "the flow has errors and did not run";

fn never(problems: Vec<Problem>) -> Found {
    let ending = Ending {
        status: Status::Failed.as_str().to_owned(),
        path: Vec::new(),
        actions: serde_json::Map::new(),
        message: Some(NEVER_RAN.to_owned()),
    };
    Found { ending, effects: Vec::new(), problems, notes: Vec::new(), titles: Titles::default() }
}
