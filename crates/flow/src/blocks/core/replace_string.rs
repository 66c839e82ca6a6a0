//! Replace String.
//!
//! The pattern is plain text. Regular expressions (`/…/g`) need an engine as large as everything else here
//! together; the block refuses them until a host offers its own.

use serde_json::json;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};
use crate::weight::RESULT_LIMIT;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreReplaceString",
    name: "Replace String",
    aliases: &["SE_ReplaceString", "SE_CoreReplace"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Replaces the first place where a text occurs in another."),
    controls: &[
        text("input").required().about("The text that is searched."),
        text("pattern").required().about("The text that is replaced; `/text/g` replaces it everywhere."),
        text("replacement").or(Preset::Text("")).about("What stands there instead."),
    ],
    ports: Ports::Done,
    results: &["string", "value"],
    example: example(r#"{"input": "$.contact.phoneNumber", "pattern": "+", "replacement": "00"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let (input, replacement) = (call.text("input"), call.text("replacement"));
    let pattern = call.text("pattern");
    let Some((expression, flags)) = expression(&pattern) else {
        return Next::string(replace(&input, &pattern, &replacement, 1));
    };
    let plain = !expression.is_empty() && !expression.bytes().any(|byte| SPECIAL.contains(&byte));
    match flags {
        "g" if plain => Next::string(replace(&input, expression, &replacement, usize::MAX)),
        "" if plain => Next::string(replace(&input, expression, &replacement, 1)),
        _ => {
            let results = json!({ "string": input, "value": input });
            Next::thrown(
                results,
                "regular expressions are not supported; use plain text, or `/text/g` for all places",
            )
        }
    }
}

/// Replaces so many places, the first ones first.
fn replace(input: &str, pattern: &str, replacement: &str, times: usize) -> String {
    let mut replaced = String::with_capacity(input.len());
    let mut end = 0;
    for (at, place) in input.match_indices(pattern).take(times) {
        replaced.push_str(input.get(end..at).unwrap_or_default());
        end = at + place.len();
        let around = (input.get(..at).unwrap_or_default(), input.get(end..).unwrap_or_default());
        fill(replacement, place, around, &mut replaced);
        // Too large to leave, as it is; more of it would use up the page's memory.
        if replaced.len() > RESULT_LIMIT {
            return replaced;
        }
    }
    replaced.push_str(input.get(end..).unwrap_or_default());
    replaced
}

/// JavaScript's `$$`, `$&`, `` $` `` and `$'`: a dollar, the place itself, what is before it, what is after it.
fn fill(replacement: &str, place: &str, (before, after): (&str, &str), replaced: &mut String) {
    let mut rest = replacement;
    while let Some((text, sign)) = rest.split_once('$') {
        replaced.push_str(text);
        let mut chars = sign.chars();
        let meant = match chars.next() {
            Some('$') => Some("$"),
            Some('&') => Some(place),
            Some('`') => Some(before),
            Some('\'') => Some(after),
            _ => None,
        };
        replaced.push_str(meant.unwrap_or("$"));
        rest = if meant.is_some() { chars.as_str() } else { sign };
    }
    replaced.push_str(rest);
}

/// Characters that mean something in a regular expression.
const SPECIAL: &[u8; 14] = b"\\^$.|?*+()[]{}";

/// `/expression/flags`
fn expression(pattern: &str) -> Option<(&str, &str)> {
    let (expression, flags) = pattern.strip_prefix('/')?.rsplit_once('/')?;
    flags.chars().all(|c| c.is_ascii_lowercase()).then_some((expression, flags))
}

#[cfg(test)]
mod tests {
    use super::replace;
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn plain_text_is_replaced_once() {
        check(
            "SE_CoreReplaceString",
            json!({ "input": "a-b-c", "pattern": "-", "replacement": "+" }),
            expect![[r#"done {success: true, results: {"string":"a+b-c","value":"a+b-c"}}"#]],
        );
    }

    #[test]
    fn all_places_with_a_flag() {
        check(
            "SE_CoreReplaceString",
            json!({ "input": "a-b-c", "pattern": "/-/g" }),
            expect![[r#"done {success: true, results: {"string":"abc","value":"abc"}}"#]],
        );
    }

    #[test]
    fn an_expression_is_refused_in_words() {
        check(
            "SE_CoreReplaceString",
            json!({ "input": "a1", "pattern": "/[0-9]/g" }),
            expect![[
                r#"done {success: false, results: {"string":"a1","value":"a1"}, exception: "regular expressions are not supported; use plain text, or `/text/g` for all places"}"#
            ]],
        );
    }

    #[test]
    fn dollars_in_the_replacement_mean_what_they_mean_in_javascript() {
        for pattern in ["b", "/b/"] {
            check(
                "SE_CoreReplaceString",
                json!({ "input": "abc", "pattern": pattern, "replacement": "[$&$$$`$'$1$]" }),
                expect![[r#"done {success: true, results: {"string":"a[b$ac$1$]c","value":"a[b$ac$1$]c"}}"#]],
            );
        }
    }

    #[test]
    fn text_does_not_grow_without_end() {
        let many = "a".repeat(10_000);
        assert!(replace(&many, "a", &many, usize::MAX).len() < 3 << 20);
    }
}
