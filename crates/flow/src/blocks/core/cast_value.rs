//! Cast a Value to a Type.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, any, choice, example, sentence};
use crate::value;

const TYPES: &[&str] = &["Number", "String", "Boolean", "Array", "Object"];

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreCast",
    name: "Cast a Value to a Type",
    aliases: &["SE_CoreCastValue"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Turns a value into another type, by the rules of JavaScript."),
    controls: &[
        any("value").required().about("The value."),
        choice("type", TYPES).required().or(Preset::Text("String")).about("The type that it shall have."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"value": "42", "type": "Number"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let value = call.any("value");
    let wanted = call.text("type");
    let is = |word: &str| word.eq_ignore_ascii_case(wanted.trim());
    let cast = match () {
        () if is("Number") => to_number(value.as_deref()),
        () if is("String") => Ok(value.as_deref().map_or("undefined".into(), to_text)),
        () if is("Boolean") => Ok(value.as_deref().is_some_and(value::truthy).into()),
        () if is("Array") => Ok(to_list(value.as_deref())),
        () if is("Object") => to_object(value.as_deref()),
        () => Err(format!("unknown type `{wanted}`")),
    };
    match cast {
        Ok(value) => Next::value(value),
        Err(exception) => Next::thrown(json!({ "value": null }), exception),
    }
}

fn to_number(value: Option<&Value>) -> Result<Value, String> {
    let number = value.and_then(value::number);
    number.map(value::from_number).ok_or_else(|| "the value is not a number".to_owned())
}

fn to_text(value: &Value) -> Value {
    match value {
        Value::Null => "null".into(),
        value => value::text(value).into(),
    }
}

/// A list stays one, JSON text of a list becomes one, everything else becomes its only item.
fn to_list(value: Option<&Value>) -> Value {
    match value {
        None | Some(Value::Null) => json!([]),
        Some(Value::Array(_)) => value.cloned().unwrap_or_default(),
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Array(items)) => Value::Array(items),
            _ => json!([text]),
        },
        Some(other) => json!([other]),
    }
}

fn to_object(value: Option<&Value>) -> Result<Value, String> {
    match value {
        None | Some(Value::Null) => Ok(json!({})),
        Some(Value::Object(_)) => Ok(value.cloned().unwrap_or_default()),
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Ok(Value::Object(members)),
            _ => Err("the text is no JSON object".to_owned()),
        },
        Some(_) => Err("the value is no object".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn empty_text_is_zero() {
        check(
            "SE_CoreCast",
            json!({ "value": "", "type": "Number" }),
            expect![[r#"done {success: true, results: {"value":0}}"#]],
        );
    }

    #[test]
    fn a_word_is_no_number() {
        check(
            "SE_CoreCast",
            json!({ "value": "x", "type": "Number" }),
            expect![[
                r#"done {success: false, results: {"value":null}, exception: "the value is not a number"}"#
            ]],
        );
    }

    #[test]
    fn null_as_text_is_the_word() {
        check(
            "SE_CoreCast",
            json!({ "value": "$.payload.number.x", "type": "String" }),
            expect![[r#"done {success: true, results: {"value":"undefined"}}"#]],
        );
    }

    #[test]
    fn the_word_false_is_true() {
        check(
            "SE_CoreCast",
            json!({ "value": "false", "type": "boolean" }),
            expect![[r#"done {success: true, results: {"value":true}}"#]],
        );
    }

    #[test]
    fn json_text_becomes_what_it_says() {
        check(
            "SE_CoreCast",
            json!({ "value": "[1,2]", "type": "Array" }),
            expect![[r#"done {success: true, results: {"value":[1,2]}}"#]],
        );
    }
}
