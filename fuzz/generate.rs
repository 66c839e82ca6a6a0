//! Values, flows and replies made of the bytes that a fuzzer tries.

use cti_flow::{Fault, FaultKind, Reply, blocks};
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde_json::{Map, Value, json};

/// What controls, payloads and replies are made of.
const WORDS: [&str; 24] = [
    "",
    " ",
    "$.",
    "$.payload.x",
    "$.payload",
    "$.actions",
    "$.actions.0.results",
    "$.actions.1.results.value",
    "$.actions.2.results.string",
    "$.actions.3.results.[0].length",
    "$.contact.attributes.a",
    "$.contact.parsedNumber.phone",
    "$.agent.state.name",
    "$.constructor.prototype",
    "$.__proto__",
    "value",
    "Number",
    "equal",
    "{{x}}{{y}}",
    "/(a+)+$/g",
    "null",
    "+12135550100",
    "SELECT Id FROM Contact WHERE Name = '{{x}}'",
    "003000000000001AAA",
];

fn word(u: &mut Unstructured<'_>) -> Result<String> {
    if u.ratio(3, 4)? { Ok((*u.choose(&WORDS)?).to_owned()) } else { Ok(u.arbitrary::<&str>()?.to_owned()) }
}

/// A value of any kind, at most so deep.
pub fn value(u: &mut Unstructured<'_>, depth: u8) -> Result<Value> {
    Ok(match u.int_in_range(0..=if depth == 0 { 4 } else { 6 })? {
        0 => Value::Null,
        1 => json!(u.arbitrary::<bool>()?),
        2 => json!(u.arbitrary::<f64>()?),
        3 | 4 => json!(word(u)?),
        5 => (0..u.int_in_range(0..=3)?).map(|_| value(u, depth - 1)).collect::<Result<_>>()?,
        _ => {
            let members = (0..u.int_in_range(0..=3)?).map(|_| Ok((word(u)?, value(u, depth - 1)?)));
            Value::Object(members.collect::<Result<Map<_, _>>>()?)
        }
    })
}

/// Blocks wired at random; the first is Start.
pub fn flow(u: &mut Unstructured<'_>) -> Result<Value> {
    let known: Vec<_> = blocks::all().collect();
    let count = u.int_in_range(2..=12)?;
    let mut actions = Vec::new();
    for id in 0..count {
        let block = if id == 0 { blocks::FAMILIES[0][0] } else { *u.choose(&known)? };
        let mut controls = Map::new();
        for control in block.controls {
            if u.ratio(4, 5)? {
                controls.insert(control.name.to_owned(), value(u, 2)?);
            }
        }
        let mut ports = Map::new();
        for port in block.ports.names() {
            ports.insert((*port).to_owned(), json!(u.int_in_range(0..=count)?));
        }
        actions.push(json!({ "id": id, "type": block.r#type, "controls": controls, "ports": ports }));
    }
    Ok(json!({ "actions": actions }))
}

/// What some port might answer.
pub fn reply(u: &mut Unstructured<'_>) -> Result<Reply> {
    if u.ratio(1, 4)? { Ok(Err(Fault::new(FaultKind::Malformed, word(u)?))) } else { Ok(Ok(value(u, 3)?)) }
}
