//! Get Contact Attribute.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, Preset, any, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactGetAttributeValue",
    name: "Get Contact Attribute",
    aliases: &["SE_ContactGetAttribute"],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Reads an attribute of the contact."),
    controls: &[
        text("attributeName").required().about("The name of the attribute; case counts."),
        any("defaultValue").or(Preset::Text("")).about("Stands in where the contact has no such attribute."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r#"{"attributeName": "caseId", "defaultValue": ""}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100", "queueName": "Support", "attributes": {"caseId": "500xx0000000001AAA"}}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.scope.attribute(call.text("attributeName").trim()) {
        Some(value) => Next::value(value),
        None => Next::value(call.any("defaultValue").map_or(Value::Null, |value| value.into_owned())),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_with};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn attributes_are_text() {
        check(
            "SE_ContactGetAttributeValue",
            json!({ "attributeName": "tier", "defaultValue": "none" }),
            expect![[r#"done {success: true, results: {"value":"gold"}}"#]],
        );
    }

    #[test]
    fn a_missing_attribute_is_the_default() {
        check(
            "SE_ContactGetAttributeValue",
            json!({ "attributeName": "Tier" }),
            expect![[r#"done {success: true, results: {"value":""}}"#]],
        );
    }

    #[test]
    fn so_is_a_missing_contact() {
        check_with(
            None,
            "SE_ContactGetAttributeValue",
            json!({ "attributeName": "tier", "defaultValue": 7 }),
            &[],
            expect![[r#"done {success: true, results: {"value":7}}"#]],
        );
    }
}
