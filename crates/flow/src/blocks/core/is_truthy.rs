//! Is Truthy?

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, any, example, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreTruthy",
    name: "Is Truthy?",
    aliases: &["SE_CoreIsTruthy"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Goes on by true unless the value is empty, zero, false or missing."),
    controls: &[any("value")
        .required()
        .about("What is tested, normally a reference. The text `false` is true.")],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(r#"{"value": "$.contact.attributes.caseId"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(call.any("value").is_some_and(|value| value::truthy(&value)))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_word_false_is_true() {
        check("SE_CoreTruthy", json!({ "value": "false" }), expect!["true {success: true, results: true}"]);
    }

    #[test]
    fn flags_are_taken_as_they_are() {
        check("SE_CoreTruthy", json!({ "value": false }), expect!["false {success: true, results: false}"]);
    }

    #[test]
    fn what_is_missing_is_false() {
        check(
            "SE_CoreTruthy",
            json!({ "value": "$.payload.nothing" }),
            expect!["false {success: true, results: false}"],
        );
    }
}
