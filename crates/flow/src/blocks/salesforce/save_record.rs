//! Save (or Create) a Record.

use serde_json::{Map, Value, json};

use crate::call::{Call, Next};
use crate::effect::{Host, Reply};
use crate::spec::{Block, Category, Ports, example, map, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFSaveLog",
    name: "Save (or Create) a Record",
    aliases: &["SE_SFSaveRecord"],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Changes a record, or creates one where there is no id."),
    controls: &[
        text("recordId").about("The record to change; empty, or the word `null`, creates one."),
        text("entityType").required().about("The API name of the object, such as Contact."),
        map("fieldValues")
            .required()
            .about("Fields with values or references; what is undefined is left out."),
    ],
    ports: Ports::SuccessFailure,
    results: &["id"],
    example: example(
        r#"{"recordId": "", "entityType": "Case", "fieldValues": {"Subject": "Call", "SuppliedPhone": "$.contact.phoneNumber"}}"#,
        "",
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let mut fields = call.map("fieldValues");
    let entity = call.some_text("entityType");
    drop_compound_name(entity.as_deref().unwrap_or_default(), &mut fields);
    let (member, name) = match (record_id(call), entity) {
        (Some(id), _) => ("Id", id),
        (None, Some(entity)) => ("entityApiName", entity),
        (None, None) => return Next::failure("`entityType` is empty, so there is nothing to create"),
    };
    let mut value = Map::new();
    value.insert(member.to_owned(), name.into());
    value.extend(fields);
    Next::perform(Host::SaveLog { value }, take)
}

fn record_id(call: &Call<'_>) -> Option<String> {
    call.some_text("recordId").filter(|id| id != "null")
}

/// Salesforce composes the name of people itself and rejects one that is given.
fn drop_compound_name(entity: &str, fields: &mut Map<String, Value>) {
    let is_person = ["Contact", "Lead"].iter().any(|name| name.eq_ignore_ascii_case(entity));
    if is_person && fields.keys().any(|field| field.eq_ignore_ascii_case("LastName")) {
        fields.retain(|field, _| !field.eq_ignore_ascii_case("Name"));
    }
}

fn take(call: &mut Call<'_>, reply: Reply) -> Next {
    let known = record_id(call);
    saved(reply, known)
}

/// `{id}` of the record; hosts say it as `{recordId}`, `{id}` or the bare id.
pub(super) fn saved(reply: Reply, known: Option<String>) -> Next {
    let answer = match reply {
        Ok(answer) => answer,
        Err(fault) => return Next::failure(fault.message),
    };
    let id = match &answer {
        Value::String(id) => Some(id.as_str()),
        answer => ["recordId", "id", "Id"].iter().find_map(|member| answer.get(member)?.as_str()),
    };
    match id.filter(|id| !id.is_empty()).map(str::to_owned).or(known) {
        Some(id) => Next::success(json!({ "id": id })),
        None => Next::failure("the record was not saved: the answer has no id"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_word_null_creates() {
        check_replies(
            "SE_SFSaveLog",
            json!({ "recordId": "null", "entityType": "Contact", "fieldValues": { "Name": "A", "LastName": "$.contact.contactId", "Email": "$.payload.x" } }),
            &[Ok(json!({ "recordId": "003A" }))],
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Contact","LastName":"c-1"}}
                success {success: true, results: {"id":"003A"}}"#]],
        );
    }

    #[test]
    fn an_id_updates() {
        check(
            "SE_SFSaveLog",
            json!({ "recordId": "500A", "entityType": "Case", "fieldValues": { "Status": "Closed", "Reason": null } }),
            expect![[r#"
                host.saveLog {"value":{"Id":"500A","Status":"Closed","Reason":null}}
                success {success: true, results: {"id":"500A"}}"#]],
        );
    }

    #[test]
    fn a_bare_id_is_an_answer() {
        check_replies(
            "SE_SFSaveLog",
            json!({ "entityType": "Case", "fieldValues": {} }),
            &[Ok(json!("500B"))],
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Case"}}
                success {success: true, results: {"id":"500B"}}"#]],
        );
    }

    #[test]
    fn no_id_means_that_nothing_was_saved() {
        check(
            "SE_SFSaveLog",
            json!({ "entityType": "Case", "fieldValues": {} }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Case"}}
                failure {success: false, results: null, exception: "the record was not saved: the answer has no id"}"#]],
        );
    }

    #[test]
    fn a_rejection_takes_failure() {
        check_replies(
            "SE_SFSaveLog",
            json!({ "recordId": "500A", "entityType": "Case", "fieldValues": { "X": 1 } }),
            &[fault("no such field `X`")],
            expect![[r#"
                host.saveLog {"value":{"Id":"500A","X":1}}
                failure {success: false, results: null, exception: "no such field `X`"}"#]],
        );
    }

    #[test]
    fn names_of_people_are_composed_in_changes_too() {
        check(
            "SE_SFSaveLog",
            json!({ "recordId": "003A", "entityType": "contact", "fieldValues": { "name": "O'Brien", "LASTNAME": "O'Brien" } }),
            expect![[r#"
                host.saveLog {"value":{"Id":"003A","LASTNAME":"O'Brien"}}
                success {success: true, results: {"id":"003A"}}"#]],
        );
    }

    #[test]
    fn other_names_are_written() {
        check(
            "SE_SFSaveLog",
            json!({ "recordId": "001A", "entityType": "Account", "fieldValues": { "Name": "Acme", "LastName": "x" } }),
            expect![[r#"
                host.saveLog {"value":{"Id":"001A","Name":"Acme","LastName":"x"}}
                success {success: true, results: {"id":"001A"}}"#]],
        );
        check_replies(
            "SE_SFSaveLog",
            json!({ "recordId": null, "entityType": "Contact", "fieldValues": { "Name": "Ada", "LastName": "$.payload.x" } }),
            &[Ok(json!({ "id": "003A" }))],
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Contact","Name":"Ada"}}
                success {success: true, results: {"id":"003A"}}"#]],
        );
    }

    #[test]
    fn nothing_to_create_and_nothing_to_change_fails() {
        check(
            "SE_SFSaveLog",
            json!({ "recordId": "null", "fieldValues": "x" }),
            expect![[
                r#"failure {success: false, results: null, exception: "`entityType` is empty, so there is nothing to create"}"#
            ]],
        );
    }
}
