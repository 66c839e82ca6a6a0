//! Whatever stands in a file: reading ends, writing loses nothing, and running reaches nothing that it may not.
// In a test a panic is how a failure is told.
#![allow(clippy::unwrap_used)]

use cti_flow::check::check;
use cti_flow::reference::{parse_reference, walk};
use cti_flow::upgrade::next_id;
use cti_flow::wire::Document;
use cti_flow::{Flow, Load, Severity};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, RngSeed};
use serde_json::{Map, Value, json};

/// The same inputs in every run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 256,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_260_105),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // What other programs write is no longer than a browser's own numbers.
        any::<f32>().prop_filter("JSON has no others", |n| n.is_finite()).prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        prop_oneof!["\\$\\.(payload|contact|agent|actions)(\\.[a-z0-9]{1,4}){0,3}", "uid-[0-9]{1,2}"]
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            members(inner).prop_map(Value::Object),
        ]
    })
}

fn members(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![
        "[a-zA-Z_]{1,6}",
        "\\PC{0,4}",
        Just("id".to_owned()),
        Just("type".to_owned()),
        Just("ports".to_owned()),
        Just("meta".to_owned()),
        Just("controls".to_owned()),
        Just("position".to_owned()),
        Just("formatVersion".to_owned()),
    ];
    prop::collection::vec((name, value), 0..5).prop_map(|members| members.into_iter().collect())
}

/// A block as some editor might have left it: known members of the right kind, unknown ones of any.
fn block() -> impl Strategy<Value = Value> {
    let id = prop_oneof!["uid-?[0-9]{1,2}", Just("uid-NaN".to_owned()), "\\PC{0,3}"];
    let types = prop_oneof!["SE_[A-Za-z]{0,12}", Just("SE_Start".to_owned()), Just("SE_Log".to_owned())];
    let position = [any::<i32>(), any::<i32>()];
    (id, types, members(any_json()), members(any_json()), position, members(any_json())).prop_map(
        |(id, r#type, meta, controls, position, mut other)| {
            for known in ["id", "type", "meta", "controls", "ports", "position"] {
                other.shift_remove(known);
            }
            let mut block = json!({ "id": id, "type": r#type, "meta": meta, "controls": controls,
                "ports": { "done": "uid-1" }, "position": position });
            block.as_object_mut().unwrap().extend(other);
            block
        },
    )
}

fn document() -> impl Strategy<Value = Value> {
    (prop::collection::vec(block(), 0..6), members(any_json())).prop_map(|(actions, mut other)| {
        other.shift_remove("name");
        other.shift_remove("actions");
        let mut document = json!({ "actions": actions });
        document.as_object_mut().unwrap().extend(other);
        document
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_strict_file_is_written_as_it_was_read(stored in document()) {
        let (read, _) = Document::read(&stored.to_string());
        prop_assert_eq!(read.unwrap().to_json(), stored);
    }

    #[test]
    fn any_json_is_the_same_after_a_second_reading(stored in members(any_json()), actions in any_json()) {
        let mut stored = stored;
        stored.insert("actions".to_owned(), actions);
        let (read, _) = Document::read(&Value::Object(stored).to_string());
        if let Some(read) = read {
            let written = read.write();
            prop_assert_eq!(Document::read(&written).0.unwrap().write(), written);
        }
    }

    #[test]
    fn an_upgrade_keeps_every_block_and_ends(stored in document()) {
        let mut read = Document::read(&stored.to_string()).0.unwrap();
        let before: Vec<_> = read.actions.iter().map(|action| (action.id.clone(), action.ports.clone())).collect();
        read.upgrade();
        prop_assert!(!read.upgrade());
        let after: Vec<_> = read.actions.iter().map(|action| (action.id.clone(), action.ports.clone())).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn every_text_loads_or_says_why(body in "\\PC{0,200}") {
        let (flow, problems) = Flow::load("any", &body);
        prop_assert_eq!(flow.is_none(), problems.iter().any(|problem| problem.severity == Severity::Error));
    }

    #[test]
    fn a_check_says_what_loading_says(stored in document()) {
        let body = stored.to_string();
        let said = check("any", &body, None);
        for problem in Flow::load("any", &body).1 {
            prop_assert!(said.contains(&problem), "{}", problem);
        }
    }

    #[test]
    fn a_reference_finds_a_part_or_a_length(value in any_json(), text in "\\$\\.([a-z_]{1,9}|[0-9])([.\\[\\]'\"a-z0-9]{0,12})") {
        if let Some(path) = parse_reference(&text)
            && let Some(found) = walk(&value, &path.0)
        {
            prop_assert!(found.is_u64() || holds(&value, &found));
        }
    }

    #[test]
    fn the_next_id_is_new(ids in prop::collection::vec("(uid)?-?[0-9]{1,20}", 0..8)) {
        let next = next_id(ids.iter().map(String::as_str));
        prop_assert!(!ids.contains(&next));
    }
}

fn holds(value: &Value, part: &Value) -> bool {
    value == part
        || match value {
            Value::Array(items) => items.iter().any(|item| holds(item, part)),
            Value::Object(members) => members.values().any(|member| holds(member, part)),
            _ => false,
        }
}

/// What every object of a browser has is nothing here.
#[test]
fn there_are_no_prototypes() {
    for name in ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "window"] {
        for value in [json!({}), json!([]), json!("text"), json!(1), json!([{}])] {
            let path = parse_reference(&format!("$.{name}.{name}")).unwrap();
            assert_eq!(walk(&value, &path.0), None, "{name} in {value}");
            let path = parse_reference(&format!("$.{name}")).unwrap();
            assert_eq!(walk(&value, &path.0), None, "{name} in {value}");
        }
    }
}

#[test]
fn numbers_keep_their_last_digit() {
    let body = r#"{"actions":[],"x":1.7642009553715807e-22}"#;
    assert_eq!(Document::read(body).0.unwrap().to_json().to_string(), body);
}
