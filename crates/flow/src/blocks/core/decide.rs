//! If-else.

use std::cell::LazyCell;
use std::cmp::Ordering;

use serde_json::Value;

use crate::call::{Call, Next};
use crate::pattern::{Pattern, STEP_LIMIT};
use crate::spec::{Block, Category, Ports, Preset, any, choice, example, sentence};
use crate::value;

const COMPARATORS: &[&str] = &[
    "equal",
    "notEqual",
    "greaterThan",
    "greaterThanOrEqual",
    "lessThan",
    "lessThanOrEqual",
    "contains",
    "notContains",
    "startsWith",
    "endsWith",
    "isEmpty",
    "isNotEmpty",
    MATCHES,
];

/// The text on the left holds a place of the regular expression on the right: `/…/flags`, or one without flags.
pub(in crate::blocks) const MATCHES: &str = "matches";

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreDecision",
    name: "If-else",
    aliases: &["SE_Decision", "SE_CoreIfElse"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Compares two values and goes on by true or false."),
    controls: &[
        any("operandA").required().aka(&["left", "value1", "lhs"]).about("The value on the left."),
        choice("comparator", COMPARATORS)
            .required()
            .or(Preset::Text("equal"))
            .aka(&["operator", "op"])
            .about("Numbers are compared where both sides are numbers, else text; `matches` takes a regular expression."),
        any("operandB").aka(&["right", "value2", "rhs"]).about("The value on the right."),
    ],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        r#"{"operandA": "$.contact.queueName", "comparator": "equal", "operandB": "Support"}"#,
        "",
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let a = call.any("operandA").unwrap_or_default();
    let b = call.any("operandB").unwrap_or_default();
    let word = call.text("comparator");
    if word.trim().eq_ignore_ascii_case(MATCHES) {
        let mut left = STEP_LIMIT;
        let answer =
            Pattern::read(&value::text(&b)).and_then(|pattern| pattern.is_in(&value::text(&a), &mut left));
        call.scope.charge(STEP_LIMIT - left);
        return answer.map_or_else(|error| Next::answer_with(false, error.to_string()), Next::answer);
    }
    match compare(&a, word.trim(), &b) {
        Some(answer) => Next::answer(answer),
        None => Next::answer_with(false, format!("unknown comparator `{word}`")),
    }
}

fn compare(a: &Value, comparator: &str, b: &Value) -> Option<bool> {
    let (left, right) = (LazyCell::new(|| value::text(a)), LazyCell::new(|| value::text(b)));
    let is = |word: &str| word.eq_ignore_ascii_case(comparator);
    let order = || match (plain_number(a), plain_number(b)) {
        (Some(x), Some(y)) => x.partial_cmp(&y).unwrap_or(Ordering::Equal),
        _ => left.as_ref().cmp(right.as_ref()),
    };
    let empty = || match a {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => left.trim().is_empty(),
    };
    Some(match () {
        () if is("equal") => order().is_eq(),
        () if is("notEqual") => order().is_ne(),
        () if is("greaterThan") => order().is_gt(),
        () if is("greaterThanOrEqual") => order().is_ge(),
        () if is("lessThan") => order().is_lt(),
        () if is("lessThanOrEqual") => order().is_le(),
        () if is("contains") => contains(a, &left, &right),
        () if is("notContains") => !contains(a, &left, &right),
        () if is("startsWith") => left.starts_with(&**right),
        () if is("endsWith") => left.ends_with(&**right),
        () if is("isEmpty") => empty(),
        () if is("isNotEmpty") => !empty(),
        () => return None,
    })
}

/// Numbers and text that is nothing but a number; empty text, flags and null are text here.
fn plain_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) if !text.trim().is_empty() => value::number(value),
        _ => None,
    }
}

fn contains(a: &Value, left: &str, right: &str) -> bool {
    match a {
        Value::Array(items) => items.iter().any(|item| value::text(item) == right),
        _ => left.contains(right),
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::{Value, json};

    fn answer(a: Value, comparator: &str, b: Value) -> bool {
        compare(&a, comparator, &b).unwrap()
    }

    #[test]
    fn numbers_compare_as_numbers() {
        assert!(answer(json!("10"), "greaterThan", json!(9)));
        assert!(answer(json!(1.0), "equal", json!("1")));
        assert!(answer(json!("b10"), "lessThan", json!("b9")));
    }

    #[test]
    fn text_compares_exactly() {
        assert!(!answer(json!("VIP"), "equal", json!("vip")));
        assert!(answer(json!(true), "equal", json!("true")));
        assert!(answer(json!(null), "equal", json!("")));
        assert!(!answer(json!(""), "equal", json!(0)));
    }

    #[test]
    fn our_own_comparators() {
        assert!(answer(json!(["a", "b"]), "contains", json!("b")));
        assert!(answer(json!("abc"), "endsWith", json!("bc")));
        assert!(answer(json!([]), "isEmpty", json!(null)));
        assert!(answer(json!(false), "isNotEmpty", json!(null)));
        assert!(answer(json!("abc"), "NotContains", json!("x")));
    }

    #[test]
    fn an_expression_matches_anywhere() {
        for (pattern, expected) in [
            ("/^\\+1\\d{10}$/", expect!["true {success: true, results: true}"]),
            ("^1", expect!["false {success: true, results: false}"]),
            ("\\d{4}$", expect!["true {success: true, results: true}"]),
            (
                "/[1/",
                expect![[
                    r#"false {success: true, results: false, exception: "the pattern is malformed at character 3: `[` is not closed"}"#
                ]],
            ),
        ] {
            check(
                "SE_CoreDecision",
                json!({ "operandA": "$.contact.phoneNumber", "comparator": "Matches", "operandB": pattern }),
                expected,
            );
        }
    }

    #[test]
    fn an_expression_that_takes_too_long_is_false_and_says_so() {
        check(
            "SE_CoreDecision",
            json!({ "operandA": "a".repeat(50_000), "comparator": "matches", "operandB": "(?:a?){900}b" }),
            expect![[
                r#"false {success: true, results: false, exception: "the pattern takes too long on this text; make it simpler, or the text shorter"}"#
            ]],
        );
    }

    #[test]
    fn an_unknown_comparator_is_false_and_says_so() {
        check(
            "SE_CoreDecision",
            json!({ "operandA": 1, "comparator": "resembles", "operandB": 1 }),
            expect![[
                r#"false {success: true, results: false, exception: "unknown comparator `resembles`"}"#
            ]],
        );
    }
}
