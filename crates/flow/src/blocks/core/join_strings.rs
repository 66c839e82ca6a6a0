//! Join Strings.

use crate::call::{Call, Next};
use crate::provenance::Source;
use crate::soql::Part;
use crate::spec::{Block, Category, Ports, any, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreJoinStrings",
    name: "Join Strings",
    aliases: &["SE_JoinStrings", "SE_CoreJoin"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Puts two values together as one text."),
    controls: &[
        any("string1").required().aka(&["a", "first", "value1"]).about("What comes first."),
        any("string2").required().aka(&["b", "second", "value2"]).about("What comes second."),
    ],
    ports: Ports::Done,
    results: &["string", "value"],
    example: example(r#"{"string1": "Queue: ", "string2": "$.contact.queueName"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::string(call.text("string1") + &call.text("string2"))
}

/// Both texts, one after the other.
pub(super) fn parts(source: &Source<'_>) -> Vec<Part> {
    [source.parts("string1"), source.parts("string2")].concat()
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn false_and_zero_are_kept() {
        check(
            "SE_CoreJoinStrings",
            json!({ "string1": false, "string2": 0 }),
            expect![[r#"done {success: true, results: {"string":"false0","value":"false0"}}"#]],
        );
    }

    #[test]
    fn what_is_missing_is_empty() {
        check(
            "SE_CoreJoinStrings",
            json!({ "a": "$.payload.x", "b": "y" }),
            expect![[r#"done {success: true, results: {"string":"y","value":"y"}}"#]],
        );
    }
}
