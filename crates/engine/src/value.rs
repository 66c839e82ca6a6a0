//! How flow values convert. The language comes from JavaScript, so its rules do too.

use std::borrow::Cow;

use cti_core::number::decimal;
use cti_effect::json::parse_map;
pub use cti_effect::json::{from_number, object};
use serde_json::{Map, Number, Value};

/// JavaScript's truthiness; a missing value is false.
pub fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64().is_some_and(|n| n != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// Any scalar as text; null is empty; lists and objects are compact JSON.
pub fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Number(number) => Cow::Owned(number_text(number)),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(_) | Value::Object(_) => Cow::Owned(value.to_string()),
    }
}

/// The length of a text as JavaScript counts it, in UTF-16 code units.
pub fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// `1.0` prints as `1`, as everywhere in a browser.
fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(n) if number.is_f64() => from_number(n).to_string(),
        _ => number.to_string(),
    }
}

/// JavaScript's `Number(value)`; `None` where that is not a number.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Null => Some(0.0),
        Value::Bool(flag) => Some(f64::from(u8::from(*flag))),
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text_number(text.trim()),
        Value::Array(items) => match items.as_slice() {
            [] => Some(0.0),
            [one] => number(one),
            _ => None,
        },
        Value::Object(_) => None,
    }
}

fn text_number(text: &str) -> Option<f64> {
    if text.is_empty() {
        return Some(0.0);
    }
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        // `from_str_radix` takes a sign, JavaScript does not.
        let plain = digits.chars().all(|c| c.is_ascii_hexdigit());
        return plain.then(|| u64::from_str_radix(digits, 16).ok()).flatten().map(|whole| whole as f64);
    }
    decimal(text)
}

/// True and false, their text forms, and numbers.
pub fn flag(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().eq_ignore_ascii_case("true"),
        Value::Array(_) | Value::Object(_) => false,
        _ => truthy(value),
    }
}

/// An object, or text that holds one; everything else is an empty map.
pub fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        Value::String(text) => parse_map(&text),
        _ => Map::new(),
    }
}

/// A list, or text with commas between the items.
pub fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        Value::String(text) => items(&text),
        scalar => vec![scalar],
    }
}

/// What stands between the commas of a text.
pub fn items(text: &str) -> Vec<Value> {
    let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| Value::String(item.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn truthiness_is_javascripts() {
        for falsy in [json!(false), json!(0), json!(0.0), json!(""), json!(null)] {
            assert!(!truthy(&falsy), "{falsy}");
        }
        for value in [json!("false"), json!("0"), json!([]), json!({}), json!(-1), json!(true)] {
            assert!(truthy(&value), "{value}");
        }
    }

    #[test]
    fn numbers_print_without_a_fraction_that_is_zero() {
        assert_eq!(text(&json!(1.0)), "1");
        assert_eq!(text(&json!(-2.50)), "-2.5");
        assert_eq!(text(&json!(42)), "42");
    }

    #[test]
    fn numbers_are_read_as_javascript_reads_them() {
        for (input, expected) in [
            (json!(""), Some(0.0)),
            (json!(" 12 "), Some(12.0)),
            (json!("1e3"), Some(1000.0)),
            (json!("0x10"), Some(16.0)),
            (json!("+.5"), Some(0.5)),
            (json!("007."), Some(7.0)),
            (json!("-1.50e-2"), Some(-0.015)),
            (json!("."), None),
            (json!("--1"), None),
            (json!("1 2"), None),
            (json!("1e999"), None),
            (json!("x"), None),
            (json!("inf"), None),
            (json!("0x-1"), None),
            (json!(true), Some(1.0)),
            (json!(null), Some(0.0)),
            (json!([]), Some(0.0)),
            (json!(["7"]), Some(7.0)),
            (json!({}), None),
        ] {
            assert_eq!(number(&input), expected, "{input}");
        }
    }

    #[test]
    fn lists_come_as_text_too() {
        assert_eq!(list(json!("a, b,,c ")), [json!("a"), json!("b"), json!("c")]);
        assert_eq!(list(json!(7)), [json!(7)]);
    }
}
