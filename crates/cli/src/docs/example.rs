//! Examples: a flow, a scenario, and what `cti run` prints for them.

use std::rc::Rc;

use cti_flow::spec::Block;
use cti_flow::{Flow, Load, Severity};
use serde_json::{Map, Value, json};

use super::markdown::{fence, json as code};
use crate::{Scenario, Terminal, drive, table};

/// A call from a customer, for examples that need nothing else.
fn call() -> Value {
    json!({
        "source": "voiceContact",
        "event": "onConnecting",
        "contact": {
            "contactId": "c-1",
            "phoneNumber": "+12135550100",
            "queueName": "Support",
            "attributes": { "caseId": "500000000000001AAA", "tier": "gold" },
        },
        "agent": { "name": "Ada" },
    })
}

/// The block between Start and End, every port connected.
fn flow(block: &Block, controls: Value) -> Value {
    let ports = |names: &[&str], to: &str| {
        Value::Object(names.iter().map(|port| ((*port).to_owned(), to.into())).collect::<Map<_, _>>())
    };
    let mut actions = vec![];
    let mut next = |r#type: &str, controls: Option<Value>, names: &[&str]| {
        let id = format!("uid-{}", actions.len());
        let mut action = json!({ "id": id, "type": r#type });
        if let Some(members) = action.as_object_mut() {
            if let Some(controls) = controls.filter(|controls| controls != &json!({})) {
                members.insert("controls".to_owned(), controls);
            }
            if !names.is_empty() {
                members.insert("ports".to_owned(), ports(names, &format!("uid-{}", actions.len() + 1)));
            }
        }
        actions.push(action);
    };
    next("SE_Start", None, &["done"]);
    if !matches!(block.r#type, "SE_Start" | "SE_End") {
        next(block.r#type, Some(controls), block.ports.names());
    }
    next("SE_End", None, &[]);
    json!({ "name": block.name, "actions": actions })
}

/// The example of a block.
pub(crate) fn of_block(block: &Block) -> String {
    let read = |text: &str, otherwise: Value| match text {
        "" => Ok(otherwise),
        text => serde_json::from_str(text),
    };
    let controls = read(block.example.controls, json!({}));
    let scenario = read(block.example.scenario, call());
    match (controls, scenario) {
        (Ok(controls), Ok(scenario)) => show(&flow(block, controls), &scenario),
        (Err(error), _) | (_, Err(error)) => format!("The example of this block is broken: {error}\n"),
    }
}

/// A flow, its scenario and its run.
pub(crate) fn show(flow: &Value, scenario: &Value) -> String {
    let run = run(flow, scenario).unwrap_or_else(|why| why);
    format!(
        "{}\nWith this scenario\n\n{}\n`cti run flow.json --scenario scenario.json` prints\n\n{}",
        code(flow),
        code(scenario),
        fence("text", &run),
    )
}

/// What is wrong instead, where the example is.
fn run(flow: &Value, scenario: &Value) -> Result<String, String> {
    let (compiled, problems) = Flow::load("flow", &flow.to_string());
    let wrong = problems.iter().find(|problem| problem.severity > Severity::Info);
    if let Some(problem) = wrong {
        return Err(format!("wrong example: {problem}"));
    }
    let compiled = compiled.map(Rc::new).ok_or("wrong example: no flow")?;
    let scenario = Scenario::read(scenario.clone()).map_err(|error| format!("wrong example: {error}"))?;
    let finished = drive(Rc::clone(&compiled), &scenario);
    match finished.notes.first() {
        Some(note) => Err(format!("wrong example: {note}")),
        None => Ok(table::table(&compiled, &finished.outcome, Terminal::default())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_flow::blocks;

    #[test]
    fn every_example_runs() {
        for block in blocks::all() {
            let text = of_block(block);
            assert!(!text.contains("broken:") && !text.contains("wrong example"), "{}: {text}", block.name);
            let ended = text.lines().any(|line| line.starts_with("completed after "));
            assert!(ended, "{}: the example does not complete\n{text}", block.name);
        }
    }
}
