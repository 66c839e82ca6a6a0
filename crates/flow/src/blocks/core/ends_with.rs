//! Text Ends With Value.

use super::starts_with::any_value;
use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, list, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreTextEndsWith",
    name: "Text Ends With Value",
    aliases: &["SE_CoreEndsWith"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Goes on by true if a text ends with one of some values."),
    controls: &[
        text("text").required().about("The text."),
        list("values").required().about("One or more suffixes: a list, or text with commas between them."),
    ],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(r#"{"text": "$.contact.phoneNumber", "values": ["0100", "0199"]}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(any_value(call, |text, value| text.ends_with(value)))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn any_of_the_values_will_do() {
        check(
            "SE_CoreTextEndsWith",
            json!({ "text": "+12135550100", "values": "x, 0100" }),
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn no_values_are_false() {
        check(
            "SE_CoreTextEndsWith",
            json!({ "text": "a", "values": "" }),
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn case_counts() {
        check(
            "SE_CoreTextEndsWith",
            json!({ "text": "a", "values": ["A"] }),
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn a_value_that_is_missing_matches_nothing() {
        check(
            "SE_CoreTextEndsWith",
            json!({ "text": "a", "values": ["$.payload.nothing", ""] }),
            expect!["false {success: true, results: false}"],
        );
    }
}
