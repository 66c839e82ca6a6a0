//! Cast a Value to a Type.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::date_format;
use crate::effect::Clock;
use crate::moment::{Locate, Located, Moment};
use crate::spec::{Block, Category, Ports, Preset, any, choice, example, sentence};
use crate::value;

const TYPES: &[&str] = &["Number", "String", "Boolean", "Array", "Object", "Date"];

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
        () if is("Date") => return to_date(call, value.as_deref()),
        () => Err(format!("unknown type `{wanted}`")),
    };
    match cast {
        Ok(value) => Next::value(value),
        Err(exception) => nothing(exception),
    }
}

fn nothing(exception: impl Into<String>) -> Next {
    Next::thrown(json!({ "value": null }), exception)
}

/// As JSON writes dates: ISO 8601 in UTC. A date without a time is midnight in UTC, a time without a zone is
/// the agent's, as JavaScript has it.
fn to_date(call: &Call<'_>, value: Option<&Value>) -> Next {
    let at = match value.and_then(Moment::read) {
        None => return nothing("the value is not a date"),
        Some(Moment::At(at) | Moment::Wall { time: at, only_date: true }) => at,
        Some(wall) => match wall.locate(call.performed()) {
            Locate::Found(located) => located.at,
            Locate::Malformed => return nothing("the agent's clock gave no answer that makes sense"),
            Locate::Ask(at) => {
                return Next::perform(Clock::GetUtcOffset { at }, |call, reply| match reply {
                    Ok(_) => run(call),
                    Err(fault) => nothing(fault.message),
                });
            }
        },
    };
    Next::value(date_format::format(Located { at, offset: 0 }, "YYYY-MM-DDTHH:mm:ss.SSS[Z]"))
}

fn to_number(value: Option<&Value>) -> Result<Value, String> {
    let number = value.and_then(value::number);
    number.map(value::from_number).ok_or_else(|| "the value is not a number".to_owned())
}

fn to_text(value: &Value) -> Value {
    match value {
        Value::Null => "null".into(),
        Value::Array(items) => joined(items).into(),
        value => value::text(value).into(),
    }
}

fn joined(items: &[Value]) -> String {
    let text = |item: &Value| match item {
        Value::Array(items) => joined(items),
        item => value::text(item).into_owned(),
    };
    items.iter().map(text).collect::<Vec<_>>().join(",")
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
    use crate::blocks::testing::{check, check_replies, fault};
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

    #[test]
    fn a_date_is_iso_text_in_utc() {
        check(
            "SE_CoreCast",
            json!({ "value": "2026-01-05T10:00:00.5+02:00", "type": "Date" }),
            expect![[r#"done {success: true, results: {"value":"2026-01-05T08:00:00.500Z"}}"#]],
        );
        check(
            "SE_CoreCast",
            json!({ "value": "2026-01-05", "type": "Date" }),
            expect![[r#"done {success: true, results: {"value":"2026-01-05T00:00:00.000Z"}}"#]],
        );
        check(
            "SE_CoreCast",
            json!({ "value": 1_767_607_200_000_i64, "type": "Date" }),
            expect![[r#"done {success: true, results: {"value":"2026-01-05T10:00:00.000Z"}}"#]],
        );
    }

    #[test]
    fn a_time_without_a_zone_is_the_agents() {
        check_replies(
            "SE_CoreCast",
            json!({ "value": "2026-01-05T10:00", "type": "date" }),
            &[Ok(json!(60)), Ok(json!(60))],
            expect![[r#"
                clock.getUtcOffset {"at":1767607200000.0}
                clock.getUtcOffset {"at":1767603600000.0}
                done {success: true, results: {"value":"2026-01-05T09:00:00.000Z"}}"#]],
        );
        check_replies(
            "SE_CoreCast",
            json!({ "value": "2026-01-05T10:00", "type": "Date" }),
            &[fault("no clock")],
            expect![[r#"
                clock.getUtcOffset {"at":1767607200000.0}
                done {success: false, results: {"value":null}, exception: "no clock"}"#]],
        );
    }

    #[test]
    fn what_is_no_date_says_so() {
        for value in [json!(null), json!("soon"), json!("$.payload.nothing"), json!({})] {
            check(
                "SE_CoreCast",
                json!({ "value": value, "type": "Date" }),
                expect![[
                    r#"done {success: false, results: {"value":null}, exception: "the value is not a date"}"#
                ]],
            );
        }
    }

    #[test]
    fn lists_as_text_have_commas() {
        check(
            "SE_CoreCast",
            json!({ "value": [1, null, ["a", true], { "b": 2 }], "type": "String" }),
            expect![[r#"done {success: true, results: {"value":"1,,a,true,{\"b\":2}"}}"#]],
        );
    }
}
