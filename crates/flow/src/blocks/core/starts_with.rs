//! Text Starts With Value.

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, list, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreTextStartsWith",
    name: "Text Starts With Value",
    aliases: &["SE_CoreStartsWith"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Goes on by true if a text starts with one of some values."),
    controls: &[
        text("text").required().about("The text."),
        list("values").required().about("One or more prefixes: a list, or text with commas between them."),
    ],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(r#"{"text": "$.contact.phoneNumber", "values": ["+1213"]}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(any_value(call, |text, value| text.starts_with(value)))
}

/// Whether one of the values does. Every text has an empty beginning and end, so an empty value, such as a
/// reference to nothing, is none.
pub(super) fn any_value(call: &Call<'_>, does: fn(&str, &str) -> bool) -> bool {
    let text = call.text("text");
    let values = call.list("values");
    values.iter().map(value::text).any(|value| !value.is_empty() && does(&text, &value))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn any_of_the_values_will_do() {
        check(
            "SE_CoreTextStartsWith",
            json!({ "text": "+12135550100", "values": "x, +1213" }),
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn no_values_are_false() {
        check(
            "SE_CoreTextStartsWith",
            json!({ "text": "a", "values": "" }),
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn case_counts() {
        check(
            "SE_CoreTextStartsWith",
            json!({ "text": "a", "values": ["A"] }),
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn a_value_that_is_missing_matches_nothing() {
        check(
            "SE_CoreTextStartsWith",
            json!({ "text": "a", "values": ["$.payload.nothing", ""] }),
            expect!["false {success: true, results: false}"],
        );
    }
}
