//! Get Salesforce Lead Id.

use serde_json::json;

use super::phone_lookup::{first_id, search};
use crate::call::{Call, Next};
use crate::org::{ApiName, ApiNameError, Condition, Op};
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetLeadId",
    name: "Get Salesforce Lead Id",
    aliases: &[],
    since: "5.13",
    category: Category::Salesforce,
    about: sentence("Finds the unconverted lead that has a phone number; of several, the one changed last."),
    controls: &[text("formattedPhoneNumber").required().about("The number, in any form.")],
    ports: Ports::SuccessFailure,
    results: &["sfLeadId"],
    example: example(
        r#"{"formattedPhoneNumber": "$.contact.formattedPhoneNumber"}"#,
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100"}, "replies": {"org.search": [{"ok": [{"Id": "00Qxx0000000001AAA"}]}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(number) = call.some_text("formattedPhoneNumber") else { return not_found() };
    let effect = unconverted().and_then(|condition| search(call, "Lead", &number, vec![condition]));
    match effect {
        Ok(effect) => Next::perform(effect, |_, reply| match reply {
            Ok(answer) => match first_id(&answer) {
                Some(id) => Next::success(json!({ "sfLeadId": id })),
                None => not_found(),
            },
            Err(fault) => Next::failure(fault.message),
        }),
        Err(error) => Next::failure(error.to_string()),
    }
}

/// A converted lead lives on as a contact and cannot be written to.
fn unconverted() -> Result<Condition, ApiNameError> {
    Ok(Condition { field: ApiName::new("IsConverted")?, op: Op::Equal, value: false.into() })
}

fn not_found() -> Next {
    Next::not_found(json!({ "sfLeadId": null }), "no lead has this phone number")
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn converted_leads_do_not_count() {
        check_replies(
            "SE_SFGetLeadId",
            json!({ "formattedPhoneNumber": "(213) 555-0100" }),
            &[Ok(json!([{ "Id": "00QA" }]))],
            expect![[r#"
                org.search {"find":"2135550100","in":"PHONE FIELDS","returning":[{"object":"Lead","fields":["Id"],"where":[{"field":"IsConverted","op":"=","value":false}],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
                success {success: true, results: {"sfLeadId":"00QA"}}"#]],
        );
    }

    #[test]
    fn nobody_found_takes_failure() {
        check(
            "SE_SFGetLeadId",
            json!({ "formattedPhoneNumber": "" }),
            expect![[
                r#"failure {success: false, results: null, exception: "no lead has this phone number"}"#
            ]],
        );
    }

    #[test]
    fn what_is_no_number_is_only_looked_for() {
        check_replies(
            "SE_SFGetLeadId",
            json!({ "formattedPhoneNumber": "O'Brien* OR {x}" }),
            &[fault("no access")],
            expect![[r#"
                org.search {"find":"O'Brien* OR {x}","in":"PHONE FIELDS","returning":[{"object":"Lead","fields":["Id"],"where":[{"field":"IsConverted","op":"=","value":false}],"orderBy":{"field":"LastModifiedDate","descending":true},"limit":1}]}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
    }
}
