//! Update Counter.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::effect::{Reply, Store};
use crate::spec::{Block, Category, Ports, Preset, example, number, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreUpdateCounter",
    name: "Update Counter",
    aliases: &["SE_UpdateCounter"],
    since: "5.4",
    category: Category::Core,
    about: sentence("Adds to a counter of the agent's session, which starts at 0, and gives the sum."),
    controls: &[
        text("key").required().aka(&["name", "counterName"]).about("The name of the counter."),
        number("amount")
            .or(Preset::Number(1.0))
            .aka(&["value", "by"])
            .about("How much is added; may be negative, and is 1 where it is no number."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"key": "callsToday", "amount": 1}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let key = call.text("key");
    if key.trim().is_empty() {
        return Next::thrown(json!({ "value": null }), "`key` is empty");
    }
    let amount = call.number("amount").unwrap_or(1.0);
    Next::perform(Store::AddToCounter { key, amount }, |_, reply| take(reply, Value::Null))
}

/// The number that a counter answered with.
pub(super) fn take(reply: Reply, otherwise: Value) -> Next {
    match reply.map(|answer| answer.as_f64()) {
        Ok(Some(count)) => Next::value(value::from_number(count)),
        Ok(None) => Next::thrown(json!({ "value": otherwise }), "the counter's answer is not a number"),
        Err(fault) => Next::thrown(json!({ "value": otherwise }), fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn one_is_added() {
        check_replies(
            "SE_CoreUpdateCounter",
            json!({ "key": "calls" }),
            &[Ok(json!(3.0))],
            expect![[r#"
                store.addToCounter {"key":"calls","amount":1.0}
                done {success: true, results: {"value":3}}"#]],
        );
    }

    #[test]
    fn other_names_and_amounts() {
        check_replies(
            "SE_UpdateCounter",
            json!({ "counterName": "calls", "by": "-0.5" }),
            &[Ok(json!(2.5))],
            expect![[r#"
                store.addToCounter {"key":"calls","amount":-0.5}
                done {success: true, results: {"value":2.5}}"#]],
        );
    }

    #[test]
    fn what_is_no_number_is_one() {
        for amount in [json!("many"), json!(""), json!(null), json!({}), json!("$.payload.nothing")] {
            check_replies(
                "SE_CoreUpdateCounter",
                json!({ "name": "calls", "value": amount }),
                &[Ok(json!(1))],
                expect![[r#"
                    store.addToCounter {"key":"calls","amount":1.0}
                    done {success: true, results: {"value":1}}"#]],
            );
        }
    }

    #[test]
    fn faults_are_told() {
        check_replies(
            "SE_CoreUpdateCounter",
            json!({ "key": "openAgentTabs" }),
            &[fault("the adapter counts `openAgentTabs` itself")],
            expect![[r#"
                store.addToCounter {"key":"openAgentTabs","amount":1.0}
                done {success: false, results: {"value":null}, exception: "the adapter counts `openAgentTabs` itself"}"#]],
        );
        check(
            "SE_CoreUpdateCounter",
            json!({ "key": "calls" }),
            expect![[r#"
                store.addToCounter {"key":"calls","amount":1.0}
                done {success: false, results: {"value":null}, exception: "the counter's answer is not a number"}"#]],
        );
        check(
            "SE_CoreUpdateCounter",
            json!({ "key": " " }),
            expect![[r#"done {success: false, results: {"value":null}, exception: "`key` is empty"}"#]],
        );
    }
}
