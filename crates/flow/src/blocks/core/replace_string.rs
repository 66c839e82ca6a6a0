//! Replace String.
//!
//! The pattern is plain text, or a regular expression where it looks like `/…/flags`.

use serde_json::json;

use crate::call::{Call, Next};
use crate::pattern::{self, Pattern, Place, STEP_LIMIT};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};
use crate::weight::RESULT_LIMIT;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreReplaceString",
    name: "Replace String",
    aliases: &["SE_ReplaceString", "SE_CoreReplace"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Replaces the first place where a text or a regular expression occurs in another text."),
    controls: &[
        text("input").required().about("The text that is searched."),
        text("pattern").required().about("The text that is replaced, or a regular expression such as `/[0-9]+/`; `/…/g` replaces it everywhere."),
        text("replacement").or(Preset::Text("")).about("What stands there instead; `$1` is the expression's first group."),
    ],
    ports: Ports::Done,
    results: &["string", "value"],
    example: example(r#"{"input": "$.contact.phoneNumber", "pattern": "+", "replacement": "00"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let (input, replacement) = (call.text("input"), call.text("replacement"));
    let text = call.text("pattern");
    if let Some((text, everywhere)) = pattern::plain(&text) {
        return Next::string(replace_text(&input, text, &replacement, everywhere));
    }
    let mut left = STEP_LIMIT;
    let replaced = match Pattern::written(&text) {
        None => Ok(replace_text(&input, &text, &replacement, false)),
        Some(pattern) => pattern.and_then(|pattern| pattern.replace(&input, &replacement, &mut left)),
    };
    call.scope.charge(STEP_LIMIT - left);
    match replaced {
        Ok(replaced) => Next::string(replaced),
        Err(error) => Next::thrown(json!({ "string": input, "value": input }), error.to_string()),
    }
}

/// Replaces the first place of plain text, or all of them.
fn replace_text(input: &str, text: &str, replacement: &str, everywhere: bool) -> String {
    let mut replaced = String::with_capacity(input.len());
    let mut end = 0;
    for (start, found) in input.match_indices(text) {
        replaced.push_str(input.get(end..start).unwrap_or_default());
        end = start + found.len();
        Place { text: input, slots: &[start, end], names: &[] }.fill(replacement, &mut replaced);
        // Too large to leave, as it is; more of it would use up the page's memory.
        if replaced.len() > RESULT_LIMIT {
            return replaced;
        }
        if !everywhere {
            break;
        }
    }
    replaced.push_str(input.get(end..).unwrap_or_default());
    replaced
}

#[cfg(test)]
mod tests {
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

    /// Plain text needs no machine, and means the same without one.
    #[test]
    fn plain_expressions_are_as_any_other() {
        for pattern in ["/-/g", "/[-]/g"] {
            check(
                "SE_CoreReplaceString",
                json!({ "input": "a-b-c", "pattern": pattern, "replacement": "<$&>" }),
                expect![[r#"done {success: true, results: {"string":"a<->b<->c","value":"a<->b<->c"}}"#]],
            );
        }
    }

    #[test]
    fn groups_of_an_expression_stand_in_the_replacement() {
        check(
            "SE_CoreReplaceString",
            json!({ "input": "Lovelace, Ada", "pattern": "/(\\w+), (\\w+)/", "replacement": "$2 $1" }),
            expect![[r#"done {success: true, results: {"string":"Ada Lovelace","value":"Ada Lovelace"}}"#]],
        );
    }

    #[test]
    fn an_expression_that_is_not_supported_is_refused_in_words() {
        check(
            "SE_CoreReplaceString",
            json!({ "input": "a1", "pattern": "/a(?=1)/g" }),
            expect![[
                r#"done {success: false, results: {"string":"a1","value":"a1"}, exception: "the pattern has at character 4 what is not supported: lookahead"}"#
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
}
