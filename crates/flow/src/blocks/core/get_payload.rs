//! Get Payload.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::reference::{Segment, walk};
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_GetPayload",
    name: "Get Payload",
    aliases: &["SE_CoreGetPayload"],
    since: "5.13",
    category: Category::Core,
    about: sentence("Gives the data of the event or of the CTI Action that started the flow."),
    controls: &[text("key").about("One member of the payload; empty for all of it.")],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r#"{"key": "number"}"#,
        r#"{"source": "salesforceUi", "event": "onClickToDial", "payload": {"number": "+12135550100"}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let payload = call.scope.payload();
    Next::value(match call.some_text("key") {
        None => payload.clone(),
        Some(key) => {
            let member = walk(payload, &[Segment::Key(key.into())]);
            member.map_or(Value::Null, |value| value.into_owned())
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_payload_is_wrapped_in_value() {
        check(
            "SE_GetPayload",
            json!({}),
            expect![[r#"done {success: true, results: {"value":{"number":"2135550100"}}}"#]],
        );
    }

    #[test]
    fn a_key_takes_one_member() {
        check(
            "SE_GetPayload",
            json!({ "key": "number" }),
            expect![[r#"done {success: true, results: {"value":"2135550100"}}"#]],
        );
    }
}
