//! Create a Task.

use serde_json::{Map, Value};

use super::save_record::saved;
use crate::call::{Call, Next};
use crate::effect::{CallType, Host};
use crate::spec::{Block, Category, Ports, Preset, choice, date, example, flag, map, number, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFCreateTask",
    name: "Create a Task",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Logs a call or another activity as a task."),
    controls: &[
        text("CallObject").about("The id of the call, normally the contact id."),
        text("Type").or(Preset::Text("Call")).about("A value of the picklist Type."),
        text("Status").or(Preset::Text("In Progress")).about("A value of the picklist Status."),
        text("Priority").or(Preset::Text("High")).about("A value of the picklist Priority."),
        flag("IsClosed").about("Salesforce works this out from Status; it is never sent."),
        text("TaskSubtype")
            .or(Preset::Text("Call"))
            .aka(&["TaskSubType"])
            .about("Task, Email, ListEmail, Cadence or Call."),
        text("WhoId").about(
            "The contact or lead. Without this and WhatId, a call that the agent placed by a click belongs to the record that was clicked.",
        ),
        text("WhatId").about("The account, case or other record."),
        text("CallDisposition").about("The result of the call."),
        number("CallDurationInSeconds").about("How long the call lasted."),
        choice("CallType", CallType::NAMES).or(Preset::Text("inbound")).about("The direction of the call."),
        date("ActivityDate").about("The due date."),
        text("subject1").about("The subject is made of up to three parts."),
        text("subject2").about("The second part of the subject."),
        text("subject3").about("The third part of the subject."),
        map("otherTaskFields").about("Any further fields of the task."),
    ],
    ports: Ports::SuccessFailure,
    results: &["id"],
    example: example(
        r#"{"CallObject": "$.contact.contactId", "Type": "Call", "Status": "In Progress", "subject1": "Call", "subject2": "$.contact.queueName"}"#,
        "",
    ),
    run,
};

/// Text fields that are handed on as they are, where they are not empty.
const TEXT_FIELDS: [&str; 8] =
    ["CallObject", "Type", "Status", "Priority", "TaskSubtype", "WhoId", "WhatId", "CallDisposition"];

fn run(call: &mut Call<'_>) -> Next {
    let mut task = Map::new();
    set(&mut task, "entityApiName", "Task".into());
    let parts: Vec<_> =
        ["subject1", "subject2", "subject3"].iter().filter_map(|part| call.some_text(part)).collect();
    if !parts.is_empty() {
        set(&mut task, "Subject", parts.join(" - ").into());
    }
    for field in TEXT_FIELDS {
        if let Some(text) = call.some_text(field) {
            set(&mut task, field, text.into());
        }
    }
    link_clicked(call, &mut task);
    if let Some(seconds) = call.number("CallDurationInSeconds").filter(|seconds| *seconds >= 0.0) {
        set(&mut task, "CallDurationInSeconds", value::from_number(seconds.round()));
    }
    if let Some(text) = call.some_text("CallType") {
        let known = CallType::parse(&text).map(CallType::capitalised);
        set(&mut task, "CallType", known.map_or_else(|| text.clone().into(), Value::from));
    }
    if let Some(text) = call.some_text("ActivityDate") {
        set(&mut task, "ActivityDate", day(&text).into());
    }
    for (field, value) in call.map("otherTaskFields") {
        if !value.is_null() && value != "" && !field.eq_ignore_ascii_case("IsClosed") {
            // Salesforce does not tell upper from lower case in names, and refuses a field that is there twice.
            task.retain(|known, _| !known.eq_ignore_ascii_case(&field));
            task.insert(field, value);
        }
    }
    Next::perform(Host::SaveLog { value: task }, |_, reply| saved(reply, None))
}

fn set(task: &mut Map<String, Value>, field: &str, value: Value) {
    task.insert(field.to_owned(), value);
}

/// The record whose number the agent clicked, where the flow names no other.
fn link_clicked(call: &Call<'_>, task: &mut Map<String, Value>) {
    if task.contains_key("WhoId") || task.contains_key("WhatId") {
        return;
    }
    let Some(contact) = call.scope.contact() else { return };
    for (member, field) in [("whoId", "WhoId"), ("whatId", "WhatId")] {
        if let Some(id) = contact.clicked.get(member) {
            set(task, field, id.as_str().into());
        }
    }
}

/// The day of a moment in ISO 8601; the field holds no time.
fn day(text: &str) -> &str {
    match text.split_once('T') {
        Some((day, _)) if day.len() == 10 => day,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_replies, check_with, contact, fault};
    use cti_core::Contact;
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn check(controls: Value, expected: Expect) {
        check_replies("SE_SFCreateTask", controls, &[Ok(json!({ "id": "00TA" }))], expected);
    }

    #[test]
    fn what_is_empty_is_left_out() {
        check(
            json!({ "CallObject": "$.contact.contactId", "WhoId": "$.payload.x", "WhatId": "", "CallDurationInSeconds": "", "subject1": "HVS", "subject2": "$.contact.type", "subject3": "" }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","Subject":"HVS - voice","CallObject":"c-1","Type":"Call","Status":"In Progress","Priority":"High","TaskSubtype":"Call","CallType":"Inbound"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn a_clicked_call_belongs_to_the_clicked_record_unless_told_otherwise() {
        let clicked = |member: &str| Contact {
            clicked: [(member.to_owned(), "001A".to_owned())].into_iter().collect(),
            ..contact()
        };
        let plain = json!({ "Type": "", "Status": "", "Priority": "", "CallType": "", "TaskSubtype": "" });
        let mut named = plain.clone();
        named["WhoId"] = json!("003B");
        let saved = [Ok(json!({ "id": "00TA" }))];
        check_with(
            Some(clicked("whatId")),
            "SE_SFCreateTask",
            plain.clone(),
            &saved,
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","WhatId":"001A"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
        check_with(
            Some(clicked("whoId")),
            "SE_SFCreateTask",
            plain,
            &saved,
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","WhoId":"001A"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
        check_with(
            Some(clicked("whatId")),
            "SE_SFCreateTask",
            named,
            &saved,
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","WhoId":"003B"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn the_present_spelling_of_the_subtype_wins() {
        check(
            json!({ "TaskSubType": "Call", "TaskSubtype": "Task", "Type": "", "Status": "", "Priority": "", "CallType": "" }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","TaskSubtype":"Task"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn the_old_spelling_of_the_subtype_counts_alone() {
        check(
            json!({ "TaskSubType": "Email", "Type": "", "Status": "", "Priority": "", "CallType": "OUTBOUND", "IsClosed": true }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","TaskSubtype":"Email","CallType":"Outbound"}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn durations_are_whole_and_dates_have_no_time() {
        check(
            json!({ "Type": "", "Status": "", "Priority": "", "CallType": "", "TaskSubtype": "", "CallDurationInSeconds": "42.6", "ActivityDate": "2026-01-05T10:00:00Z", "otherTaskFields": { "Description": "x", "Empty": "", "Missing": "$.payload.x", "Flag__c": false } }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","CallDurationInSeconds":43,"ActivityDate":"2026-01-05","Description":"x","Flag__c":false}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn further_fields_replace_those_of_the_block() {
        check(
            json!({ "Type": "", "Status": "", "Priority": "", "CallType": "", "TaskSubtype": "Call", "otherTaskFields": { "TaskSubType": "Task", "isClosed": true, "Subject": "O'Brien\n\"x\"" } }),
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","TaskSubType":"Task","Subject":"O'Brien\n\"x\""}}
                success {success: true, results: {"id":"00TA"}}"#]],
        );
    }

    #[test]
    fn a_rejection_takes_failure() {
        check_replies(
            "SE_SFCreateTask",
            json!({ "Type": "", "Status": "InProgress", "Priority": "", "CallType": "", "TaskSubtype": "", "CallDurationInSeconds": "long", "otherTaskFields": "x" }),
            &[fault("`InProgress` is no status")],
            expect![[r#"
                host.saveLog {"value":{"entityApiName":"Task","Status":"InProgress"}}
                failure {success: false, results: null, exception: "`InProgress` is no status"}"#]],
        );
    }
}
