//! Set Property.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, any, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SetProperty",
    name: "Set Property",
    aliases: &["SE_CoreSetProperty"],
    since: "5.0",
    category: Category::Core,
    about: sentence(
        "Keeps a value for later flows of the agent's session, of whatever source and in any tab.",
    ),
    controls: &[
        text("key").required().about("The name of the property."),
        any("value").required().about("The value; it keeps its type."),
    ],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"key": "lastCaller", "value": "$.contact.phoneNumber"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key = call.text("key");
    if key.trim().is_empty() {
        return Next::thrown(Value::Null, "`key` is empty");
    }
    let value = call.any("value").map_or(Value::Null, |value| value.into_owned());
    Next::perform(Store::Set { key, value }, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_flag_stays_a_flag() {
        check(
            "SE_SetProperty",
            json!({ "key": "open", "value": false }),
            expect![[r#"
                store.set {"key":"open","value":false}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_full_store_does_not_stop_the_flow() {
        check_replies(
            "SE_SetProperty",
            json!({ "key": "a", "value": "b" }),
            &[fault("the store is full")],
            expect![[r#"
                store.set {"key":"a","value":"b"}
                done {success: false, results: null, exception: "the store is full"}"#]],
        );
    }

    #[test]
    fn no_name_no_property() {
        check(
            "SE_SetProperty",
            json!({ "key": " ", "value": 1 }),
            expect![[r#"done {success: false, results: null, exception: "`key` is empty"}"#]],
        );
    }
}
