//! Retrieve Salesforce Record.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::effect::{Org, Reply};
use crate::org::{ApiName, ApiNameError};
use crate::spec::{Block, Category, Ports, example, list, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFRetrieve",
    name: "Retrieve Salesforce Record",
    aliases: &["SE_SFRetrieveRecord"],
    since: "5.4",
    category: Category::Salesforce,
    about: sentence("Reads fields of a record; Extract Value takes them apart."),
    controls: &[
        list("fields").required().about("Names of fields with commas between them, such as `Id, Name`."),
        text("type").required().about("The API name of the object, such as Account."),
        text("id").required().about("The id of the record."),
    ],
    ports: Ports::SuccessFailure,
    results: &["record"],
    example: example(
        r#"{"type": "Case", "id": "500xx0000000001AAA", "fields": "Id, Subject"}"#,
        r#"{"replies": {"org.retrieve": [{"ok": {"Id": "500xx0000000001AAA", "Subject": "No light"}}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(id) = call.some_text("id") else { return Next::failure("`id` is empty") };
    if call.some_text("type").is_none() {
        return Next::failure("`type` is empty");
    }
    match names(call) {
        Ok((_, fields)) if fields.is_empty() => Next::failure("`fields` is empty"),
        Ok((object, fields)) => Next::perform(Org::Retrieve { object, id, fields }, take),
        Err(error) => Next::failure(error.to_string()),
    }
}

fn names(call: &Call<'_>) -> Result<(ApiName, Vec<ApiName>), ApiNameError> {
    let object = ApiName::new(&call.text("type"))?;
    let fields =
        call.list("fields").iter().map(|field| ApiName::new(&value::text(field))).collect::<Result<_, _>>();
    Ok((object, fields?))
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let record = match reply {
        Ok(Value::Array(records)) => records.into_iter().next().unwrap_or_default(),
        Ok(record) => record,
        Err(fault) => return Next::failure(fault.message),
    };
    match record {
        Value::Object(members) if !members.is_empty() => Next::success(json!({ "record": members })),
        _ => Next::failure("there is no such record, or the user may not see it"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_space_after_the_comma_is_fine() {
        check_replies(
            "SE_SFRetrieve",
            json!({ "fields": "Id, Call_Result__c", "type": "Task", "id": "00TA" }),
            &[Ok(json!({ "Id": "00TA", "Call_Result__c": "Sold" }))],
            expect![[r#"
                org.retrieve {"type":"Task","id":"00TA","fields":["Id","Call_Result__c"]}
                success {success: true, results: {"record":{"Id":"00TA","Call_Result__c":"Sold"}}}"#]],
        );
    }

    #[test]
    fn no_record_is_a_failure() {
        check(
            "SE_SFRetrieve",
            json!({ "fields": "Id", "type": "Task", "id": "00TA" }),
            expect![[r#"
                org.retrieve {"type":"Task","id":"00TA","fields":["Id"]}
                failure {success: false, results: null, exception: "there is no such record, or the user may not see it"}"#]],
        );
    }

    #[test]
    fn names_cannot_carry_a_query() {
        check(
            "SE_SFRetrieve",
            json!({ "fields": "Id", "type": "Task WHERE", "id": "00TA" }),
            expect![[
                r#"failure {success: false, results: null, exception: "not an API name of an object or field: `Task WHERE`"}"#
            ]],
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        for (controls, control) in [
            (json!({ "fields": "Id", "type": " ", "id": "00TA" }), "type"),
            (json!({ "fields": " , ", "type": "Task", "id": "00TA" }), "fields"),
            (json!({ "fields": "Id", "type": "Task", "id": "$.payload.x" }), "id"),
        ] {
            let expected = match control {
                "type" => {
                    expect![[r#"failure {success: false, results: null, exception: "`type` is empty"}"#]]
                }
                "fields" => {
                    expect![[r#"failure {success: false, results: null, exception: "`fields` is empty"}"#]]
                }
                _ => expect![[r#"failure {success: false, results: null, exception: "`id` is empty"}"#]],
            };
            check("SE_SFRetrieve", controls, expected);
        }
    }

    #[test]
    fn an_id_is_only_an_id() {
        check_replies(
            "SE_SFRetrieve",
            json!({ "fields": ["Id", "Owner.Name"], "type": "Task", "id": "x' OR Id != '" }),
            &[fault("no access")],
            expect![[r#"
                org.retrieve {"type":"Task","id":"x' OR Id != '","fields":["Id","Owner.Name"]}
                failure {success: false, results: null, exception: "no access"}"#]],
        );
        check(
            "SE_SFRetrieve",
            json!({ "fields": "Id FROM User", "type": "Task", "id": "00TA" }),
            expect![[
                r#"failure {success: false, results: null, exception: "not an API name of an object or field: `Id FROM User`"}"#
            ]],
        );
    }
}
