//! Get Salesforce Contact Id.

use serde_json::json;

use super::phone_lookup::{exact, first_id, search};
use crate::call::{Call, Next};
use crate::effect::Reply;
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetContactId",
    name: "Get Salesforce Contact Id",
    aliases: &[],
    since: "5.4",
    category: Category::Salesforce,
    about: sentence("Finds the contact that has a phone number; of several, the one changed last."),
    controls: &[
        text("formattedPhoneNumber").required().about("The number, in any form."),
        text("fieldName").or(Preset::Text("Phone")).about(
            "Looked at first and exactly, where the flow names it; then all phone fields are searched.",
        ),
    ],
    ports: Ports::SuccessFailure,
    results: &["sfContactId"],
    example: example(
        r#"{"formattedPhoneNumber": "$.contact.formattedPhoneNumber", "fieldName": "Phone"}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100"}, "replies": {"org.query": [{"ok": [{"Id": "003xx0000000001AAA"}]}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(number) = call.some_text("formattedPhoneNumber") else { return not_found() };
    // The default spares flows that name no field a query before the search.
    let field = call.given("fieldName").and_then(|_| call.some_text("fieldName"));
    let Some(field) = field else { return search_all(call, &number) };
    match exact(call, "Contact", &field, &number) {
        Ok(query) => Next::perform(query, after_exact),
        Err(error) => Next::failure(error.to_string()),
    }
}

fn after_exact(call: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(answer) => match first_id(&answer) {
            Some(id) => Next::success(json!({ "sfContactId": id })),
            None => search_all(call, &call.text("formattedPhoneNumber")),
        },
        Err(fault) => Next::failure(fault.message),
    }
}

fn search_all(call: &Call<'_>, number: &str) -> Next {
    match search(call, "Contact", number.trim(), Vec::new()) {
        Ok(effect) => Next::perform(effect, |_, reply| match reply {
            Ok(answer) => match first_id(&answer) {
                Some(id) => Next::success(json!({ "sfContactId": id })),
                None => not_found(),
            },
            Err(fault) => Next::failure(fault.message),
        }),
        Err(error) => Next::failure(error.to_string()),
    }
}

fn not_found() -> Next {
    Next::not_found(json!({ "sfContactId": null }), "no contact has this phone number")
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_ports, check_replies, contact, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_named_field_is_looked_at_first() {
        check_replies(
            "SE_SFGetContactId",
            json!({ "formattedPhoneNumber": "$.contact.formattedPhoneNumber", "fieldName": "Phone" }),
            &[Ok(json!([])), Ok(json!([{ "Id": "003A" }]))],
            expect![[r#"
                org.query {"object":"Contact","fields":["Id"],"where":[{"field":"Phone","op":"IN","value":["(213) 555-0100","+12135550100","2135550100"]}],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}
                org.search {"find":"2135550100","in":"PHONE FIELDS","returning":[{"object":"Contact","fields":["Id"],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
                success {success: true, results: {"sfContactId":"003A"}}"#]],
        );
    }

    #[test]
    fn without_a_field_one_search_is_enough() {
        check(
            "SE_SFGetContactId",
            json!({ "formattedPhoneNumber": "+12135550100" }),
            expect![[r#"
                org.search {"find":"2135550100","in":"PHONE FIELDS","returning":[{"object":"Contact","fields":["Id"],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
                failure {success: false, results: null, exception: "no contact has this phone number"}"#]],
        );
    }

    #[test]
    fn nobody_found_goes_on_where_failure_is_open() {
        check_ports(
            Some(contact()),
            "SE_SFGetContactId",
            json!({ "formattedPhoneNumber": "" }),
            &["success"],
            &[],
            expect![[r#"success {success: true, results: {"sfContactId":null}}"#]],
        );
    }

    #[test]
    fn a_field_name_cannot_carry_a_query() {
        check(
            "SE_SFGetContactId",
            json!({ "formattedPhoneNumber": "1", "fieldName": "Id FROM User" }),
            expect![[
                r#"failure {success: false, results: null, exception: "not an API name of an object or field: `Id FROM User`"}"#
            ]],
        );
    }

    #[test]
    fn a_fault_is_a_failure() {
        check_replies(
            "SE_SFGetContactId",
            json!({ "formattedPhoneNumber": "911" }),
            &[fault("no access")],
            expect![[r#"
                org.search {"find":"911","in":"PHONE FIELDS","returning":[{"object":"Contact","fields":["Id"],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
    }
}
