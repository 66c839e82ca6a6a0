//! String Template.

use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::provenance::Source;
use crate::soql::Part;
use crate::spec::{Block, Category, Ports, example, map, sentence, text};
use crate::value;
use crate::weight::RESULT_LIMIT;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreStringTemplate",
    name: "String Template",
    aliases: &["SE_StringTemplate"],
    since: "5.4",
    category: Category::Core,
    about: sentence("Builds one text out of several values."),
    controls: &[
        text("template").required().about("Text with `{{name}}` where the value of a variable goes."),
        map("variables").about("Names with values or references; a missing one is empty."),
    ],
    ports: Ports::Done,
    results: &["string", "value"],
    example: example(
        r#"{"template": "Call from {{number}} in {{queue}}", "variables": {"number": "$.contact.formattedPhoneNumber", "queue": "$.contact.queueName"}}"#,
        "",
    ),
    run,
};

/// A way in which files mark a variable: what stands before and after its name.
type Mark = (&'static [u8], &'static [u8]);

const MARKS: [Mark; 3] = [(b"{{", b"}}"), (b"${", b"}"), (b"<%=", b"%>")];

fn run(call: &mut Call<'_>) -> Next {
    Next::string(fill(&call.text("template"), &call.map("variables")))
}

fn fill(template: &str, variables: &Map<String, Value>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    let mut marks = MARKS.map(Some);
    while let Some((text, name, after)) = next_mark(rest, &mut marks) {
        filled.push_str(text);
        if let Some(value) = variables.get(name.trim()) {
            filled.push_str(&value::text(value));
        }
        // Too large to leave, as it is; more of it would use up the page's memory.
        if filled.len() > RESULT_LIMIT {
            return filled;
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The template as it is written, with the pieces of each variable in its place.
pub(super) fn parts(source: &Source<'_>) -> Vec<Part> {
    let template = source.parts("template");
    let [Part::Written(template)] = template.as_slice() else { return template };
    let mut parts = Vec::new();
    let mut rest = template.as_str();
    let mut marks = MARKS.map(Some);
    while let Some((text, name, after)) = next_mark(rest, &mut marks) {
        parts.push(Part::Written(text.to_owned()));
        parts.extend(source.entry("variables", name.trim()));
        rest = after;
    }
    parts.push(Part::Written(rest.to_owned()));
    parts
}

/// The text before the first mark, the name in it, and the rest. A mark that never ends is given up, so
/// that no text is searched for its end again and again.
fn next_mark<'t>(text: &'t str, marks: &mut [Option<Mark>; 3]) -> Option<(&'t str, &'t str, &'t str)> {
    let bytes = text.as_bytes();
    let places = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'$' | b'<'));
    for (place, _) in places {
        for mark in marks.iter_mut() {
            let Some((open, close)) = *mark else { continue };
            let Some(inside) = bytes.get(place..).and_then(|rest| rest.strip_prefix(open)) else { continue };
            match inside.windows(close.len()).position(|end| end == close) {
                Some(length) => {
                    let start = place + open.len();
                    let end = start + length;
                    return Some((text.get(..place)?, text.get(start..end)?, text.get(end + close.len()..)?));
                }
                None => *mark = None,
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::blocks::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn false_and_zero_are_text() {
        check(
            "SE_CoreStringTemplate",
            json!({ "template": "{{a}}/{{ b }}/{{c}}", "variables": { "a": false, "b": 0 } }),
            expect![[r#"done {success: true, results: {"string":"false/0/","value":"false/0/"}}"#]],
        );
    }

    #[test]
    fn other_marks_work_too() {
        check(
            "SE_CoreStringTemplate",
            json!({ "template": "${a} <%= a %> {a} {{", "variables": { "a": "$.payload.number" } }),
            expect![[
                r#"done {success: true, results: {"string":"2135550100 2135550100 {a} {{","value":"2135550100 2135550100 {a} {{"}}"#
            ]],
        );
    }

    #[test]
    fn values_are_not_filled_again() {
        check(
            "SE_CoreStringTemplate",
            json!({ "template": "{{a}}", "variables": { "a": "{{b}}", "b": "x" } }),
            expect![[r#"done {success: true, results: {"string":"{{b}}","value":"{{b}}"}}"#]],
        );
    }

    #[test]
    fn text_does_not_grow_without_end() {
        let variables = [("a".to_owned(), "a".repeat(10_000).into())].into_iter().collect();
        assert!(fill(&"{{a}}".repeat(10_000), &variables).len() < 3 << 20);
    }

    #[test]
    fn a_mark_without_an_end_is_text() {
        check(
            "SE_CoreStringTemplate",
            json!({ "template": "<%= {{{a}} ${a", "variables": { "a": 1, "{a": 2 } }),
            expect![[r#"done {success: true, results: {"string":"<%= 2 ${a","value":"<%= 2 ${a"}}"#]],
        );
    }
}
