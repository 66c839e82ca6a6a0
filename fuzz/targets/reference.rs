//! Any text as a reference: it leads to a part of the value that it is followed in, or to a length.
#![no_main]

use cti_flow::reference::{parse_reference, walk};
use cti_flow::template::{Root, Template};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fn holds(value: &Value, part: &Value) -> bool {
    value == part
        || match value {
            Value::Array(items) => items.iter().any(|item| holds(item, part)),
            Value::Object(members) => members.values().any(|member| holds(member, part)),
            _ => false,
        }
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let value = json!({
        "a": { "b-c": [{ "Id": "1" }, { "Id": "2" }], "length": "own" },
        "0": [[[]]],
        "one": [{ "Name": "dürst" }],
        "": null,
    });
    let place = |id: &str| (id.len() == 1).then_some(0);
    let template = Template::compile(&Value::String(text.to_string()), &place);
    let Some(path) = parse_reference(&text) else {
        assert!(matches!(template, Template::Literal(_)));
        return;
    };
    let Template::Reference(reference) = template else { panic!("a reference stays one") };
    assert!(reference.root == Root::Nowhere || ["payload", "contact", "agent", "actions"].iter().any(|root| text.contains(root)));
    if let Some(found) = walk(&value, &path.0) {
        assert!(found.is_u64() || holds(&value, &found), "{found}");
    }
});
