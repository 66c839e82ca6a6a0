//! Runs one block by itself and writes down what it did, for the tests beside each block.

use std::rc::Rc;

use cti_core::{Agent, Contact};
use cti_phone::RustPhoneEngine;
use expect_test::Expect;
use serde_json::{Value, json};

use crate::{Fault, FaultKind, Flow, Input, Load, Reply, Run, Step};

/// A call from a customer, as most tests want it.
pub(crate) fn contact() -> Contact {
    Contact {
        contact_id: "c-1".into(),
        initial_contact_id: Some("c-0".into()),
        queue_name: "Support".to_owned(),
        queue_arn: "arn:queue".to_owned(),
        phone_number: "+12135550100".to_owned(),
        attributes: [("tier".to_owned(), "gold".to_owned())].into_iter().collect(),
        ..Contact::default()
    }
}

/// A rejection in these words.
pub(crate) fn fault(message: &str) -> Reply {
    Err(Fault::new(FaultKind::Rejected, message))
}

/// Every effect is answered with null.
pub(crate) fn check(r#type: &str, controls: Value, expected: Expect) {
    check_replies(r#type, controls, &[], expected);
}

pub(crate) fn check_replies(r#type: &str, controls: Value, replies: &[Reply], expected: Expect) {
    check_with(Some(contact()), r#type, controls, replies, expected);
}

/// Writes the effects, one a line, then the port that was taken and the envelope. A port that the block
/// does not offer is never connected, so a wrong one shows as `-`.
pub(crate) fn check_with(
    contact: Option<Contact>,
    r#type: &str,
    controls: Value,
    replies: &[Reply],
    expected: Expect,
) {
    let ports = ["done", "success", "failure", "true", "false"];
    check_ports(contact, r#type, controls, &ports, replies, expected);
}

pub(crate) fn check_ports(
    contact: Option<Contact>,
    r#type: &str,
    controls: Value,
    ports: &[&str],
    replies: &[Reply],
    expected: Expect,
) {
    let agent = Some(Agent { name: "Ada".to_owned(), ..Agent::default() });
    check_all(contact, agent, r#type, controls, ports, replies, expected);
}

/// A block that only looks at the agent.
pub(crate) fn check_agent(agent: Option<Agent>, r#type: &str, expected: Expect) {
    let ports = ["done", "success", "failure", "true", "false"];
    check_all(Some(contact()), agent, r#type, json!({}), &ports, &[], expected);
}

fn check_all(
    contact: Option<Contact>,
    agent: Option<Agent>,
    r#type: &str,
    controls: Value,
    ports: &[&str],
    replies: &[Reply],
    expected: Expect,
) {
    let mut actions = vec![
        json!({ "id": "start", "type": "SE_Start", "ports": { "done": "x" } }),
        json!({ "id": "x", "type": r#type, "controls": controls,
                "ports": ports.iter().map(|port| ((*port).to_owned(), json!(port))).collect::<serde_json::Map<_, _>>() }),
    ];
    actions.extend(ports.iter().map(|port| json!({ "id": port, "type": "SE_End" })));
    let (flow, problems) = Flow::load("test", &json!({ "actions": actions }).to_string());
    let flow = flow.unwrap_or_else(|| panic!("{problems:?}"));
    let input = Input {
        payload: json!({ "number": "2135550100" }),
        contact: contact.map(Rc::new),
        agent: agent.map(Rc::new),
        region: "US".to_owned(),
        ..Input::default()
    };
    let mut run = Run::new(Rc::new(flow), input, Rc::new(RustPhoneEngine), 0.0);
    let mut replies = replies.iter().cloned();
    let mut lines = Vec::new();
    let mut step = run.step(0.0);
    let outcome = loop {
        match step {
            Step::Perform(effect) => {
                assert!(crate::Effect::names().any(|name| name == effect.name()), "{}", effect.name());
                lines.push(format!("{} {}", effect.name(), effect.args()));
                step = run.resume(replies.next().unwrap_or(Ok(Value::Null)), 1.0);
            }
            Step::Done(outcome) => break outcome,
        }
    };
    let port = outcome.path.last().filter(|id| ***id != *"x").map_or("-", |id| &**id);
    let (_, envelope) = outcome.actions.last().unwrap();
    let mut members = vec![format!("success: {}", envelope.success)];
    members.extend(envelope.results.as_ref().map(|results| format!("results: {results}")));
    members.extend((!envelope.exception.is_null()).then(|| format!("exception: {}", envelope.exception)));
    lines.push(format!("{port} {{{}}}", members.join(", ")));
    expected.assert_eq(&lines.join("\n"));
}
