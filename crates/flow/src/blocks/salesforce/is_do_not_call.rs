//! Is Contact "Do Not Call"?

use super::query_records::records;
use crate::call::{Call, Next};
use crate::effect::{Org, Reply};
use crate::org::{ApiName, ApiNameError, Condition, Op, Query};
use crate::spec::{Block, Category, Ports, example, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFIsContactDoNotCall",
    name: "Is Contact \"Do Not Call\"?",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Goes on by true if a contact or lead does not want to be called."),
    controls: &[text("contactId")
        .required()
        .aka(&["recordId", "id"])
        .about("The id of the contact or lead.")],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        r#"{"contactId": "003xx0000000001AAA"}"#,
        r#"{"replies": {"org.query": [{"ok": [{"Id": "003xx0000000001AAA", "DoNotCall": true}]}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let Some(id) = call.some_text("contactId") else {
        return Next::answer_with(false, "`contactId` is empty");
    };
    let object = match id.get(..3) {
        Some("003") => "Contact",
        Some("00Q") => "Lead",
        _ => return Next::answer_with(false, "`contactId` is the id of neither a contact nor a lead"),
    };
    match query(object, id) {
        Ok(query) => Next::perform(Org::Query(query), take),
        Err(error) => Next::answer_with(false, error.to_string()),
    }
}

fn query(object: &str, id: String) -> Result<Query, ApiNameError> {
    Ok(Query {
        object: ApiName::new(object)?,
        fields: vec![ApiName::new("DoNotCall")?],
        conditions: vec![Condition { field: ApiName::new("Id")?, op: Op::Equal, value: id.into() }],
        order: None,
        limit: 1,
    })
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(answer) => match records(answer).unwrap_or_default().first().and_then(|it| it.get("DoNotCall")) {
            Some(wish) => Next::answer(value::flag(wish)),
            None => Next::answer_with(false, "there is no such record, or the user may not see it"),
        },
        Err(fault) => Next::answer_with(false, fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_contact_is_asked_about() {
        check_replies(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "003A" }),
            &[Ok(json!([{ "Id": "003A", "DoNotCall": true }]))],
            expect![[r#"
                org.query {"object":"Contact","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"003A"}],"limit":1}
                true {success: true, results: true}"#]],
        );
    }

    #[test]
    fn so_is_a_lead() {
        check_replies(
            "SE_SFIsContactDoNotCall",
            json!({ "recordId": "00QA" }),
            &[Ok(json!([{ "DoNotCall": "false" }]))],
            expect![[r#"
                org.query {"object":"Lead","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"00QA"}],"limit":1}
                false {success: true, results: false}"#]],
        );
    }

    #[test]
    fn the_org_answers_with_an_envelope() {
        check_replies(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "003A" }),
            &[Ok(json!({ "records": [{ "DoNotCall": true }], "size": 1 }))],
            expect![[r#"
                org.query {"object":"Contact","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"003A"}],"limit":1}
                true {success: true, results: true}"#]],
        );
    }

    #[test]
    fn an_id_is_only_an_id() {
        check(
            "SE_SFIsContactDoNotCall",
            json!({ "id": r"003' OR DoNotCall = true\" }),
            expect![[r#"
            org.query {"object":"Contact","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"003' OR DoNotCall = true\\"}],"limit":1}
            false {success: true, results: false, exception: "there is no such record, or the user may not see it"}"#]],
        );
    }

    #[test]
    fn whoever_is_not_known_may_be_called() {
        check(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "$.payload.x" }),
            expect![[r#"false {success: true, results: false, exception: "`contactId` is empty"}"#]],
        );
        check(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "001A" }),
            expect![[
                r#"false {success: true, results: false, exception: "`contactId` is the id of neither a contact nor a lead"}"#
            ]],
        );
        check(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "Ü" }),
            expect![[
                r#"false {success: true, results: false, exception: "`contactId` is the id of neither a contact nor a lead"}"#
            ]],
        );
        check_replies(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "003A" }),
            &[Ok(json!([]))],
            expect![[r#"
            org.query {"object":"Contact","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"003A"}],"limit":1}
            false {success: true, results: false, exception: "there is no such record, or the user may not see it"}"#]],
        );
        check_replies(
            "SE_SFIsContactDoNotCall",
            json!({ "contactId": "003A" }),
            &[fault("no access")],
            expect![[r#"
            org.query {"object":"Contact","fields":["DoNotCall"],"where":[{"field":"Id","op":"=","value":"003A"}],"limit":1}
            false {success: true, results: false, exception: "no access"}"#]],
        );
    }
}
