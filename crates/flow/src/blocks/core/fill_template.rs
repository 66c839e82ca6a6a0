//! String Template.

use crate::call::{Call, Next};
use crate::marks::{MARKS, fill, next_mark};
use crate::provenance::Source;
use crate::soql::Part;
use crate::spec::{Block, Category, Ports, example, map, sentence, text};
use crate::value;

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

fn run(call: &mut Call<'_>) -> Next {
    let template = call.text("template");
    if let Some(texts) = call.texts("variables") {
        let text = |name: &str| texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_ref());
        return Next::string(fill(&template, &|name, filled| {
            filled.push_str(text(name).unwrap_or_default())
        }));
    }
    let variables = call.map("variables");
    Next::string(fill(&template, &|name, filled| {
        if let Some(value) = variables.get(name) {
            filled.push_str(&value::text(value));
        }
    }))
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
    fn many_variables_are_found_too() {
        let mut variables: serde_json::Map<_, _> = (0..100).map(|n| (format!("v{n}"), json!(n))).collect();
        variables.insert("number".to_owned(), json!("$.payload.number"));
        variables.insert("none".to_owned(), json!("$.payload.none"));
        check(
            "SE_CoreStringTemplate",
            json!({ "template": "{{v7}}{{none}} {{number}}", "variables": variables }),
            expect![[r#"done {success: true, results: {"string":"7 2135550100","value":"7 2135550100"}}"#]],
        );
    }

    #[test]
    fn variables_may_be_texts_of_the_contact_lists_and_nothing() {
        check(
            "SE_CoreStringTemplate",
            json!({
                "template": "{{q}} {{t}} {{n}} {{l}} {{none}}|",
                "variables": {
                    "q": "$.contact.queueName", "t": "$.contact.attributes.tier", "n": "$.contact.attributes.none",
                    "l": ["$.payload.number", 1], "none": "$.payload.none"
                }
            }),
            expect![[
                r#"done {success: true, results: {"string":"Support gold  [\"2135550100\",1] |","value":"Support gold  [\"2135550100\",1] |"}}"#
            ]],
        );
    }

    #[test]
    fn text_does_not_grow_without_end() {
        let text = "a".repeat(10_000);
        let filled = fill(&"{{a}}".repeat(10_000), &|_, filled| filled.push_str(&text));
        assert!(filled.len() < 3 << 20);
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
