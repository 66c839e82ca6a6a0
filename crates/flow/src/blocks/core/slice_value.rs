//! Slice.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, any, example, number, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreSlice",
    name: "Slice",
    aliases: &["SE_Slice"],
    since: "5.7",
    category: Category::Core,
    about: sentence("Takes a part of a text or a list."),
    controls: &[
        any("value").required().about("The text or list."),
        number("start")
            .or(Preset::Number(0.0))
            .about("Where the part starts, from 0; negative counts from the end."),
        number("end").about("Where it ends, that place not included; empty for the end of it all."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(r#"{"value": "$.contact.phoneNumber", "start": -4}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let start = call.number("start").unwrap_or_default();
    let end = call.number("end");
    match call.any("value").as_deref() {
        Some(Value::Array(items)) => {
            let (from, to) = bounds(items.len(), start, end);
            Next::value(items.get(from..to).unwrap_or_default().to_vec())
        }
        value => {
            let text = value.map(value::text).unwrap_or_default();
            Next::value(slice_text(&text, start, end))
        }
    }
}

fn bounds(length: usize, start: f64, end: Option<f64>) -> (usize, usize) {
    let length_f = length as f64;
    let place = |n: f64| {
        let n = n.trunc();
        let n = if n < 0.0 { (length_f + n).max(0.0) } else { n.min(length_f) };
        n as usize
    };
    let (from, to) = (place(start), end.map_or(length, place));
    (from, to.max(from))
}

/// By UTF-16 code units, as JavaScript counts; half of a character that is cut is left out.
fn slice_text(text: &str, start: f64, end: Option<f64>) -> String {
    if text.is_ascii() {
        let (from, to) = bounds(text.len(), start, end);
        return text.get(from..to).unwrap_or_default().to_owned();
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let (from, to) = bounds(units.len(), start, end);
    let part = units.get(from..to).unwrap_or_default();
    char::decode_utf16(part.iter().copied()).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::slice_text;
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn negative_places_count_from_the_end() {
        assert_eq!(slice_text("abcdef", -3.0, None), "def");
        assert_eq!(slice_text("abcdef", 1.0, Some(-1.0)), "bcde");
        assert_eq!(slice_text("abc", 2.0, Some(1.0)), "");
        assert_eq!(slice_text("abc", -9.0, Some(99.0)), "abc");
    }

    #[test]
    fn no_half_characters() {
        assert_eq!(slice_text("a😀b", 0.0, Some(2.0)), "a");
        assert_eq!(slice_text("a😀b", 2.0, None), "b");
    }

    #[test]
    fn lists_stay_lists() {
        check(
            "SE_CoreSlice",
            json!({ "value": [1, 2, 3], "start": "1" }),
            expect![[r#"done {success: true, results: {"value":[2,3]}}"#]],
        );
    }
}
