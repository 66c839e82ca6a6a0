//! Unset Property.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_UnsetProperty",
    name: "Unset Property",
    aliases: &["SE_CoreUnsetProperty"],
    since: "5.5",
    category: Category::Core,
    about: sentence("Forgets one property; it is no mistake if there is none of that name."),
    controls: &[text("key").required().about("The name of the property.")],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"key": "taskId"}"#, r#"{"properties": {"taskId": "00Txx0000000001AAA"}}"#),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key = call.text("key");
    if key.trim().is_empty() {
        return Next::thrown(Value::Null, "`key` is empty");
    }
    Next::perform(Store::Remove { key }, |_, reply| match reply {
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
    fn one_property_is_removed() {
        check(
            "SE_UnsetProperty",
            json!({ "key": "task id" }),
            expect![[r#"
                store.remove {"key":"task id"}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn no_name_no_property() {
        for key in ["", " ", "$.payload.nothing"] {
            check(
                "SE_UnsetProperty",
                json!({ "key": key }),
                expect![[r#"done {success: false, results: null, exception: "`key` is empty"}"#]],
            );
        }
    }

    #[test]
    fn what_the_adapter_keeps_stays_and_the_flow_is_told() {
        check_replies(
            "SE_UnsetProperty",
            json!({ "key": "userProfile" }),
            &[fault("`userProfile` belongs to the adapter")],
            expect![[r#"
                store.remove {"key":"userProfile"}
                done {success: false, results: null, exception: "`userProfile` belongs to the adapter"}"#]],
        );
    }
}
