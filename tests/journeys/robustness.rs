//! Whatever is stored as a flow, loading says what is wrong and running ends.

use std::fs;
use std::rc::Rc;

use cti_cli::Scenario;
use cti_flow::{Fault, FaultKind, Flow, Load, Run, Severity, Status, Step, blocks};
use cti_phone::RustPhoneEngine;
use serde_json::{Value, json};

use crate::files;
use crate::generator::Chance;

/// Loads a body and, where it is a flow, runs it against random replies.
fn survive(body: &str, chance: &mut Chance) {
    let (flow, problems) = Flow::load("random", body);
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(flow.is_none(), errors, "a flow runs unless there are errors: {body}");
    assert!(problems.iter().all(|problem| !problem.message.is_empty()));
    let Some(flow) = flow else { return };
    let scenario = r#"{ "source": "voiceContact", "event": "onConnecting", "agent": { "name": "Ada" },
        "contact": { "contactId": "c-1", "phoneNumber": "+12135550100", "attributes": { "a": "b" } } }"#;
    let input = Scenario::parse(scenario).unwrap().input;
    let mut run = Run::new(Rc::new(flow), input, Rc::new(RustPhoneEngine), 0.0);
    let mut now = 0.0;
    let mut step = run.step(now);
    let outcome = loop {
        match step {
            Step::Perform(effect) => {
                assert!(effect.args().is_object(), "{effect:?}");
                now += 25.0;
                let reply = match chance.below(4) {
                    0 => Err(Fault::new(FaultKind::Malformed, "random")),
                    _ => Ok(chance.value(3)),
                };
                step = run.resume(reply, now);
            }
            Step::Done(outcome) => break outcome,
        }
    };
    assert!(outcome.path.len() <= 10_000);
    assert_eq!(outcome.message.is_none(), outcome.status == Status::Completed);
}

#[test]
fn mutated_flows_end() {
    let bodies: Vec<Value> = files("flow.json")
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    for seed in 0..2_000 {
        let mut chance = Chance::new(seed);
        let mut body = chance.pick(&bodies).clone();
        for _ in 0..=chance.below(6) {
            chance.mutate(&mut body);
        }
        survive(&body.to_string(), &mut chance);
    }
}

#[test]
fn corrupted_files_end() {
    let bodies: Vec<String> =
        files("flow.json").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for seed in 0..2_000 {
        let mut chance = Chance::new(seed);
        let body = chance.pick(&bodies).clone();
        survive(&chance.corrupt(&body), &mut chance);
    }
}

/// Every block, wired at random, with random controls.
#[test]
fn random_flows_end() {
    let blocks: Vec<_> = blocks::all().collect();
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let count = 2 + chance.below(8);
        let ids: Vec<_> = (0..=count).map(|n| format!("uid-{n}")).collect();
        let actions: Vec<_> = (0..count)
            .map(|n| {
                let block = if n == 0 { blocks[0] } else { *chance.pick(&blocks) };
                let controls = block.controls.iter().map(|c| (c.name.to_owned(), chance.value(2)));
                let controls: serde_json::Map<_, _> = controls.collect();
                let ports = block.ports.names().iter().map(|p| ((*p).to_owned(), json!(chance.pick(&ids))));
                let ports: serde_json::Map<_, _> = ports.collect();
                json!({ "id": ids[n], "type": block.r#type, "controls": controls, "ports": ports })
            })
            .collect();
        survive(&json!({ "actions": actions }).to_string(), &mut chance);
    }
}

#[test]
fn deep_and_long_files_end() {
    let mut chance = Chance::new(0);
    survive(&("[".repeat(100_000)), &mut chance);
    survive(&format!(r#"{{"actions":{}{}}}"#, "[".repeat(90), "]".repeat(90)), &mut chance);
    let chain: Vec<_> = (0..20_000)
        .map(|n| {
            let r#type = if n == 0 { "SE_Start" } else { "SE_GetPayload" };
            json!({ "id": n.to_string(), "type": r#type, "ports": { "done": (n + 1).to_string() } })
        })
        .collect();
    survive(&json!({ "actions": chain }).to_string(), &mut chance);
}
