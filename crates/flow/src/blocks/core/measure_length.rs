//! Length.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, any, example, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreLength",
    name: "Length",
    aliases: &["SE_Length"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Counts the characters of a text, the items of a list or the members of an object."),
    controls: &[any("value").required().about("The text, list or object.")],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"value": "$.contact.phoneNumber"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let length = match call.any("value").as_deref() {
        None | Some(Value::Null) => 0,
        Some(Value::Array(items)) => items.len(),
        Some(Value::Object(members)) => members.len(),
        Some(scalar) => value::length(&value::text(scalar)),
    };
    Next::value(length)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn characters_count_as_in_javascript() {
        check(
            "SE_CoreLength",
            json!({ "value": "a😀" }),
            expect![[r#"done {success: true, results: {"value":3}}"#]],
        );
    }

    #[test]
    fn what_is_missing_has_none() {
        check(
            "SE_CoreLength",
            json!({ "value": "$.payload.x" }),
            expect![[r#"done {success: true, results: {"value":0}}"#]],
        );
    }
}
