//! The flow engine in the browser with nothing around it: every effect is answered at once.
//!
//! Built with the release profile that agents get, so that its speed is theirs too.

use std::rc::Rc;

use cti_core::phone::NoPhoneEngine;
use cti_core::{Agent, Contact};
use cti_flow::effect::Host;
use cti_flow::{Effect, Flow, Input, Load, Outcome, Reply, Run, Step};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// One flow, compiled, and what each of its runs starts from.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    flow: Rc<Flow>,
    input: Input,
    phone: Rc<NoPhoneEngine>,
}

#[wasm_bindgen]
impl Engine {
    /// Takes the flow's stored text and the JSON of contact and agent.
    #[wasm_bindgen(constructor)]
    pub fn new(flow: &str, contact: &str, agent: &str) -> Result<Self, String> {
        let (flow, problems) = Flow::load("bench", flow);
        let flow = flow.ok_or_else(|| format!("{problems:?}"))?;
        let contact: Contact = serde_json::from_str(contact).map_err(|error| error.to_string())?;
        let agent: Agent = serde_json::from_str(agent).map_err(|error| error.to_string())?;
        let input = Input {
            payload: Value::Null,
            contact: Some(Rc::new(contact)),
            agent: Some(Rc::new(agent)),
            region: "US".to_owned(),
            ..Input::default()
        };
        Ok(Self { flow: Rc::new(flow), input, phone: Rc::new(NoPhoneEngine) })
    }

    /// Runs the flow some times; answers how many blocks were executed.
    pub fn run(&self, times: u32) -> u32 {
        let blocks = (0..times).map(|_| self.once().path.len());
        u32::try_from(blocks.sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// What one run leaves, as `{status, path, actions, effects}`, to be compared with the other interpreter's.
    pub fn outcome(&self) -> String {
        let outcome = self.once();
        let effects: Vec<_> = outcome.effects.iter().map(cti_flow::Performed::to_json).collect();
        json!({
            "status": outcome.status.as_str(),
            "path": outcome.path,
            "actions": outcome.actions_json(),
            "effects": effects,
        })
        .to_string()
    }

    fn once(&self) -> Rc<Outcome> {
        let mut run = Run::new(Rc::clone(&self.flow), self.input.clone(), self.phone.clone(), 0.0);
        let mut step = run.step(0.0);
        loop {
            match step {
                Step::Done(outcome) => return outcome,
                Step::Perform(effect) => step = run.resume(answer(&effect), 0.0),
            }
        }
    }
}

/// A property that was never set, and a host that takes everything.
fn answer(effect: &Effect) -> Reply {
    match effect {
        Effect::Host(Host::SearchAndScreenPop(_)) => Ok(json!({})),
        _ => Ok(Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;
    use serde_json::Value;

    /// The benchmark's own flow must go its whole way, or the page compares something else than it says.
    #[test]
    fn every_block_of_the_flow_is_executed() {
        let engine = Engine::new(
            include_str!("../page/flow.json"),
            include_str!("../page/contact.json"),
            include_str!("../page/agent.json"),
        )
        .unwrap();
        let outcome: Value = serde_json::from_str(&engine.outcome()).unwrap();
        assert_eq!(outcome["status"], "completed");
        assert_eq!(outcome["path"].as_array().unwrap().len(), engine.flow.len());
        assert_eq!(engine.run(3) as usize, 3 * engine.flow.len());
    }
}
