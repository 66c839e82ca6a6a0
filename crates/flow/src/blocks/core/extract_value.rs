//! Extract Value.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::reference::{parse_path, walk};
use crate::spec::{Block, Category, Ports, any, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreExtractValue",
    name: "Extract Value",
    aliases: &[],
    since: "5.4",
    category: Category::Core,
    about: sentence("Takes a value out of an object or a list, such as a field of a retrieved record."),
    controls: &[
        any("targetField").required().about("The object or list, normally a reference."),
        text("keyPath").required().about("The path inside it, such as `AccountId` or `Owner.Name`."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r#"{"targetField": "$.payload.record", "keyPath": "Owner.Name"}"#,
        r#"{"payload": {"record": {"Owner": {"Name": "Ada"}}}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key_path = call.text("keyPath");
    let key_path = key_path.trim();
    let path = parse_path(key_path.strip_prefix("$.").unwrap_or(key_path));
    let value = match (&path, call.any("targetField")) {
        (Some(path), Some(target)) => walk(&target, &path.0).map(|value| value.into_owned()),
        _ => None,
    };
    Next::value(value.unwrap_or(Value::Null))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn paths_are_those_of_references() {
        check(
            "SE_CoreExtractValue",
            json!({ "targetField": { "Owner": [{ "Name": "Ada" }] }, "keyPath": "Owner.[0].Name" }),
            expect![[r#"done {success: true, results: {"value":"Ada"}}"#]],
        );
    }

    #[test]
    fn a_path_to_nowhere_is_null() {
        check(
            "SE_CoreExtractValue",
            json!({ "targetField": {}, "keyPath": "AccountId" }),
            expect![[r#"done {success: true, results: {"value":null}}"#]],
        );
    }
}
