//! What is read and written again is the same flow.

use std::fs;

use cti_flow::wire::Document;
use serde_json::Value;

use crate::files;
use crate::generator::Chance;
use crate::published;

/// Members of a stored block that the strict form keeps as they are.
fn check(body: &str) {
    let (Some(document), _) = Document::read(body) else { return };
    let written = document.write();
    let again = Document::read(&written).0.unwrap();
    assert_eq!(again.to_json(), document.to_json());
    let (stored, written): (Value, Value) =
        (serde_json::from_str(body).unwrap(), serde_json::from_str(&written).unwrap());
    let empty = Vec::new();
    let actions = stored["actions"].as_array().unwrap_or(&empty);
    for (action, again) in actions.iter().zip(written["actions"].as_array().unwrap()) {
        if !(action["id"].is_string() || action["id"].is_number()) {
            assert_eq!(action, again);
            continue;
        }
        for (name, value) in action.as_object().unwrap() {
            match name.as_str() {
                // Kept in another form: ids and targets as text, nothing as {}, unconnected ports not at all.
                "id" => {}
                "ports" if value.is_object() => {}
                // `0.0` is written `0`.
                "position"
                    if value.is_array() && again[name].as_array().is_some_and(|place| place.len() == 2) =>
                {
                    assert_eq!(numbers(&again[name]), numbers(value));
                }
                "type" | "meta" | "controls" | "ports" | "position" if value.is_null() => {}
                _ => assert_eq!(&again[name], value, "{name}"),
            }
        }
        for (port, target) in action["ports"].as_object().into_iter().flatten() {
            if target.as_str().is_some_and(|target| !target.is_empty()) {
                assert_eq!(&again["ports"][port], target);
            }
        }
    }
}

fn numbers(place: &Value) -> Vec<Option<f64>> {
    place.as_array().unwrap().iter().map(Value::as_f64).collect()
}

#[test]
fn our_flows_are_kept() {
    files("flow.json").iter().for_each(|path| check(&fs::read_to_string(path).unwrap()));
}

#[test]
fn published_flows_are_kept() {
    published::all().iter().for_each(|path| check(&fs::read_to_string(path).unwrap()));
}

#[test]
fn mutated_flows_are_kept() {
    let bodies: Vec<Value> = files("flow.json")
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    for seed in 0..4_000 {
        let mut chance = Chance::new(seed + 10_000);
        let mut body = chance.pick(&bodies).clone();
        for _ in 0..=chance.below(6) {
            chance.mutate(&mut body);
        }
        check(&body.to_string());
    }
}
