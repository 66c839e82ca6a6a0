//! Divide.

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, number, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreDivide",
    name: "Divide",
    aliases: &["SE_Divide"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Divides one number by another."),
    controls: &[
        number("value1").required().about("The number that is divided."),
        number("value2").required().about("The number that it is divided by."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"value1": 7, "value2": 2}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    super::multiply::calculate(call, |a, b| if b == 0.0 { None } else { Some(a / b) })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn text_counts_as_the_number_it_says() {
        check(
            "SE_CoreDivide",
            json!({ "value1": "15", "value2": 2 }),
            expect![[r#"done {success: true, results: {"value":7.5}}"#]],
        );
    }

    #[test]
    fn what_has_no_result_is_null_and_says_so() {
        check(
            "SE_CoreDivide",
            json!({ "value1": 1, "value2": 0 }),
            expect![[
                r#"done {success: false, results: {"value":null}, exception: "the result is not a number"}"#
            ]],
        );
    }
}
