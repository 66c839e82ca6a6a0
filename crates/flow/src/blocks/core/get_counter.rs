//! Get Counter.

use serde_json::json;

use super::update_counter::take;
use crate::call::{Call, Next};
use crate::effect::Store;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreGetCounter",
    name: "Get Counter",
    aliases: &["SE_GetCounter"],
    since: "5.4",
    category: Category::Core,
    about: sentence(
        "Reads a counter of the agent's session; `openAgentTabs` counts the tabs with a softphone.",
    ),
    controls: &[text("key").required().aka(&["name", "counterName"]).about("The name of the counter.")],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"key": "openAgentTabs"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key = call.text("key");
    if key.trim().is_empty() {
        return Next::thrown(json!({ "value": 0 }), "`key` is empty");
    }
    Next::perform(Store::GetCounter { key }, |_, reply| take(reply, 0.into()))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_count_is_a_number() {
        check_replies(
            "SE_CoreGetCounter",
            json!({ "key": "openAgentTabs" }),
            &[Ok(json!(2.0))],
            expect![[r#"
                store.getCounter {"key":"openAgentTabs"}
                done {success: true, results: {"value":2}}"#]],
        );
    }

    #[test]
    fn faults_are_told() {
        check_replies(
            "SE_GetCounter",
            json!({ "name": "calls" }),
            &[fault("the store cannot be read")],
            expect![[r#"
                store.getCounter {"key":"calls"}
                done {success: false, results: {"value":0}, exception: "the store cannot be read"}"#]],
        );
        check_replies(
            "SE_GetCounter",
            json!({ "counterName": "calls" }),
            &[Ok(json!("three"))],
            expect![[r#"
                store.getCounter {"key":"calls"}
                done {success: false, results: {"value":0}, exception: "the counter's answer is not a number"}"#]],
        );
        check(
            "SE_CoreGetCounter",
            json!({ "key": "$.payload.nothing" }),
            expect![[r#"done {success: false, results: {"value":0}, exception: "`key` is empty"}"#]],
        );
    }
}
