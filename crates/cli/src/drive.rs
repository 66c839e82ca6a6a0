//! Runs a flow against a scenario. Time moves only where a scripted reply says so.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::rc::Rc;

use cti_flow::effect::{Clock, Effect};
use cti_flow::{Flow, Outcome, Reply, Run, Step};
use cti_phone::RustPhoneEngine;

use crate::null_adapter::NullAdapter;
use crate::scenario::{Scenario, Scripted, ScriptedReply};

/// A run that is over.
#[derive(Debug)]
pub struct Finished {
    pub outcome: Rc<Outcome>,
    /// What in the scenario did not fit the run.
    pub notes: Vec<String>,
}

pub fn drive(flow: Rc<Flow>, scenario: &Scenario) -> Finished {
    let mut now = scenario.now;
    let mut world = World::new(scenario);
    let mut run = Run::new(flow, scenario.input.clone(), Rc::new(RustPhoneEngine), now);
    let mut step = run.step(now);
    let outcome = loop {
        match step {
            Step::Perform(effect) => {
                let (reply, ms) = world.answer(&effect);
                now += ms.max(0.0);
                // Whoever drives a run stops waiting when its time is over, not when the reply comes.
                let deadline = run.deadline();
                step = if now < deadline { run.resume(reply, now) } else { Step::Done(run.expire(deadline)) };
            }
            Step::Done(outcome) => break outcome,
        }
    };
    Finished { outcome, notes: world.notes() }
}

/// The time that an effect takes by its own nature, in milliseconds.
fn taken(effect: &Effect) -> f64 {
    match effect {
        Effect::Clock(Clock::Delay { ms }) => *ms,
        _ => 0.0,
    }
}

struct World {
    scripted: BTreeMap<String, VecDeque<Scripted>>,
    null: NullAdapter,
}

impl World {
    fn new(scenario: &Scenario) -> Self {
        let scripted =
            scenario.replies.iter().map(|(name, replies)| (name.clone(), replies.iter().cloned().collect()));
        Self { scripted: scripted.collect(), null: NullAdapter::new(scenario) }
    }

    /// The next scripted reply of the effect with the time it takes, else what the null adapter says.
    fn answer(&mut self, effect: &Effect) -> (Reply, f64) {
        let Some(scripted) = self.scripted.get_mut(effect.name()).and_then(VecDeque::pop_front) else {
            return (self.null.answer(effect), taken(effect));
        };
        match scripted.reply {
            ScriptedReply::Ok(value) => {
                self.null.notice(effect);
                (Ok(value), scripted.ms)
            }
            ScriptedReply::Error(fault) => (Err(fault), scripted.ms),
        }
    }

    fn notes(&self) -> Vec<String> {
        let unused = self.scripted.iter().filter(|(_, replies)| !replies.is_empty());
        let note = |(name, replies): (&String, &VecDeque<Scripted>)| {
            let unknown =
                if Effect::names().any(|known| known == name) { "" } else { "; no effect has that name" };
            format!("scripted replies of `{name}` that the run did not ask for: {}{unknown}", replies.len())
        };
        unused.map(note).collect()
    }
}
