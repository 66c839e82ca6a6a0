//! Alert.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Desk;
use crate::spec::{Block, Category, Ports, any, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreAlert",
    name: "Alert",
    aliases: &["SE_Alert"],
    since: "5.4",
    category: Category::Core,
    about: sentence(
        "Shows the agent a message and goes on when it is dismissed; the flow's time stands still.",
    ),
    controls: &[any("message").required().about("Text or a reference; objects are written as JSON.")],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"message": "$.contact.queueName"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::perform(Desk::Alert { message: call.text("message") }, |_, reply| match reply {
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
    fn markup_is_text() {
        check(
            "SE_CoreAlert",
            json!({ "message": "<b>" }),
            expect![[r#"
                desk.alert {"message":"<b>"}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn any_value_is_shown() {
        check(
            "SE_Alert",
            json!({ "message": { "a": ["$.payload.number", false] } }),
            expect![[r#"
                desk.alert {"message":"{\"a\":[\"2135550100\",false]}"}
                done {success: true, results: null}"#]],
        );
        check(
            "SE_CoreAlert",
            json!({ "message": "$.payload.nothing" }),
            expect![[r#"
                desk.alert {"message":""}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_CoreAlert",
            json!({ "message": "x" }),
            &[fault("the page is not shown")],
            expect![[r#"
                desk.alert {"message":"x"}
                done {success: false, results: null, exception: "the page is not shown"}"#]],
        );
    }
}
