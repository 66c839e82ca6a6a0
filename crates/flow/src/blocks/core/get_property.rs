//! Get Property.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, Preset, any, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_GetProperty",
    name: "Get Property",
    aliases: &["SE_CoreGetProperty"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Reads what Set Property wrote, in this flow or any other of the agent's session."),
    controls: &[
        text("key").required().about("The name of the property."),
        any("defaultValue").or(Preset::Text("")).about("Stands in where the property was never set."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r#"{"key": "taskId", "defaultValue": ""}"#,
        r#"{"properties": {"taskId": "00Txx0000000001AAA"}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key = call.text("key");
    if key.trim().is_empty() {
        return Next::value(default(call));
    }
    Next::perform(Store::Get { key }, |call, reply| match reply {
        Ok(Value::Null) => Next::value(default(call)),
        Ok(value) => Next::value(value),
        Err(fault) => Next::thrown(serde_json::json!({ "value": default(call) }), fault.message),
    })
}

fn default(call: &Call<'_>) -> Value {
    call.any("defaultValue").map_or(Value::Null, |value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn an_unset_property_is_the_default() {
        check(
            "SE_GetProperty",
            json!({ "key": "taskId", "defaultValue": "" }),
            expect![[r#"
                store.get {"key":"taskId"}
                done {success: true, results: {"value":""}}"#]],
        );
    }

    #[test]
    fn values_keep_their_type() {
        check_replies(
            "SE_GetProperty",
            json!({ "key": "open" }),
            &[Ok(json!(false))],
            expect![[r#"
                store.get {"key":"open"}
                done {success: true, results: {"value":false}}"#]],
        );
    }

    #[test]
    fn a_fault_is_told_beside_the_default() {
        check_replies(
            "SE_GetProperty",
            json!({ "key": "a", "defaultValue": 7 }),
            &[crate::blocks::testing::fault("the store cannot be read")],
            expect![[r#"
                store.get {"key":"a"}
                done {success: false, results: {"value":7}, exception: "the store cannot be read"}"#]],
        );
    }

    #[test]
    fn no_name_is_the_default() {
        check(
            "SE_GetProperty",
            json!({ "key": "$.payload.nothing", "defaultValue": 7 }),
            expect![[r#"done {success: true, results: {"value":7}}"#]],
        );
    }
}
