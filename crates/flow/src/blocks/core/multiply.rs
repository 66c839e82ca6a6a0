//! Multiply.

use serde_json::json;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, number, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreMultiply",
    name: "Multiply",
    aliases: &["SE_Multiply"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Multiplies two numbers."),
    controls: &[
        number("value1").required().about("A number."),
        number("value2").required().about("A number."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"value1": "6", "value2": 7}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    calculate(call, |a, b| Some(a * b))
}

/// Both operands as JavaScript reads numbers; a result that is none does not stop the flow.
pub(super) fn calculate(call: &Call<'_>, operation: fn(f64, f64) -> Option<f64>) -> Next {
    let operand = |name| call.any(name).and_then(|value| value::number(&value));
    let result = operand("value1").zip(operand("value2")).and_then(|(a, b)| operation(a, b));
    match result.filter(|number| number.is_finite()) {
        Some(number) => Next::value(value::from_number(number)),
        None => Next::thrown(json!({ "value": null }), "the result is not a number"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn text_counts_as_the_number_it_says() {
        check(
            "SE_CoreMultiply",
            json!({ "value1": "15", "value2": 2 }),
            expect![[r#"done {success: true, results: {"value":30}}"#]],
        );
    }

    #[test]
    fn what_has_no_result_is_null_and_says_so() {
        check(
            "SE_CoreMultiply",
            json!({ "value1": 1, "value2": "x" }),
            expect![[
                r#"done {success: false, results: {"value":null}, exception: "the result is not a number"}"#
            ]],
        );
    }
}
