//! Is One Of?

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, any, example, list, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreIsOneOf",
    name: "Is One Of?",
    aliases: &["SE_IsOneOf"],
    since: "5.4",
    category: Category::Core,
    about: sentence("Goes on by true if the value is one of a list."),
    controls: &[
        any("value").required().about("What is looked for."),
        list("values").required().about("A list, or text with commas between the items."),
    ],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(r#"{"value": "$.contact.queueName", "values": "Sales, Support"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let wanted = call.text("value");
    let is_wanted = |item: &Value| !item.is_null() && value::text(item).trim() == wanted.trim();
    Next::answer(call.list("values").iter().any(is_wanted))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn spaces_do_not_count() {
        check(
            "SE_CoreIsOneOf",
            json!({ "value": "b", "values": "a, b ,c" }),
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn numbers_match_their_text() {
        check(
            "SE_CoreIsOneOf",
            json!({ "value": "2", "values": [1, 2] }),
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn a_candidate_that_is_missing_is_none() {
        check(
            "SE_CoreIsOneOf",
            json!({ "value": "$.payload.nothing", "values": ["$.payload.nothing"] }),
            expect!["false {success: true, results: false}"],
        );
    }
}
