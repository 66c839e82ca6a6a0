//! Create Task Contact.

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::address::is_complete;
use crate::call::{Call, Next};
use crate::effect::{Connect, Reply, TaskRequest};
use crate::spec::{Block, Category, Ports, any, example, map, number, sentence, text};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentCreateTask",
    name: "Create Task Contact",
    aliases: &["SE_CreateTaskContact"],
    since: "5.9",
    category: Category::ConnectAgent,
    about: sentence("Creates a task in Connect, for now or later."),
    controls: &[
        text("name").required().about("What the task is called."),
        text("description").about("What is to be done."),
        any("endpoint").required().aka(&["quickConnectName"]).about(
            "The name of a quick connect on a queue of the agent, or one as Get Quick Connection List lists it.",
        ),
        map("references").about("Links that the task shows, by name; addresses with http or https."),
        number("scheduledTime").about("When the task shall start, in seconds since 1970; empty is now."),
    ],
    ports: Ports::SuccessFailure,
    results: &["contactId"],
    example: example(
        r#"{"name": "Call back", "description": "The customer asked for it.", "endpoint": "Second level", "references": {"Case": "https://acme.example/500xx0000000001AAA"}}"#,
        "",
    ),
    run,
};

/// What of a task cannot be asked for.
#[derive(Debug, Error)]
enum TaskError {
    #[error("`name` is empty")]
    Name,
    #[error("`endpoint` is neither the name of a quick connect nor one itself")]
    Endpoint,
    #[error("the reference `{0}` is no address with http or https")]
    Reference(String),
    #[error("`scheduledTime` is no time in seconds since 1970")]
    Time,
}

fn run(call: &mut Call<'_>) -> Next {
    match task(call) {
        Ok(task) => Next::perform(Connect::CreateTask(task), take),
        Err(error) => Next::failure(error.to_string()),
    }
}

fn task(call: &Call<'_>) -> Result<TaskRequest, TaskError> {
    Ok(TaskRequest {
        name: call.some_text("name").ok_or(TaskError::Name)?,
        description: call.text("description"),
        endpoint: call.any("endpoint").and_then(|given| endpoint(&given)).ok_or(TaskError::Endpoint)?,
        references: references(call.map("references"))?,
        scheduled_time: scheduled_time(call)?,
        idempotency_token: None,
    })
}

/// A name, or the quick connect itself.
fn endpoint(given: &Value) -> Option<Value> {
    match given {
        Value::Object(members) if !members.is_empty() => Some(given.clone()),
        Value::String(text) => match text.trim() {
            "" => None,
            text if text.starts_with('{') => endpoint(&serde_json::from_str(text).ok()?),
            name => Some(name.into()),
        },
        _ => None,
    }
}

/// Others will click on them. References of another contact have their address as a member.
fn references(given: Map<String, Value>) -> Result<Map<String, Value>, TaskError> {
    let mut references = Map::new();
    for (name, reference) in given {
        let address = reference.get("value").unwrap_or(&reference);
        let address = value::text(address).trim().to_owned();
        if address.is_empty() {
            continue;
        }
        if !is_complete(&address) {
            return Err(TaskError::Reference(name));
        }
        references.insert(name, address.into());
    }
    Ok(references)
}

fn scheduled_time(call: &Call<'_>) -> Result<Option<f64>, TaskError> {
    if call.some_text("scheduledTime").is_none() {
        return Ok(None);
    }
    call.number("scheduledTime").filter(|time| *time >= 0.0).map(Some).ok_or(TaskError::Time)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(answer) => match answer.get("contactId").and_then(Value::as_str) {
            Some(id) => Next::success(json!({ "contactId": id })),
            None => Next::failure("the task was not created: the answer has no contact id"),
        },
        Err(fault) => Next::failure(fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn check_task(controls: Value, expected: Expect) {
        check_replies("SE_AgentCreateTask", controls, &[Ok(json!({ "contactId": "t-1" }))], expected);
    }

    #[test]
    fn a_name_and_a_quick_connect_are_enough() {
        check_task(
            json!({ "name": "Call back", "quickConnectName": " Second level " }),
            expect![[r#"
            connect.createTask {"name":"Call back","description":"","endpoint":"Second level","references":{}}
            success {success: true, results: {"contactId":"t-1"}}"#]],
        );
    }

    #[test]
    fn everything_may_be_said() {
        check_task(
            json!({
                "name": "<b>O'Brien</b>", "description": "a\nb",
                "endpoint": { "endpointARN": "arn:second", "type": "queue", "name": "Second level" },
                "references": { "Case": "https://acme.example/500A", "Empty": "", "Gone": "$.payload.x",
                                "Copied": { "type": "URL", "value": "http://acme.example" } },
                "scheduledTime": "1767607200",
            }),
            expect![[r#"
                connect.createTask {"name":"<b>O'Brien</b>","description":"a\nb","endpoint":{"endpointARN":"arn:second","type":"queue","name":"Second level"},"references":{"Case":"https://acme.example/500A","Copied":"http://acme.example"},"scheduledTime":1767607200}
                success {success: true, results: {"contactId":"t-1"}}"#]],
        );
        check_task(
            json!({ "name": "x", "endpoint": r#"{"endpointARN":"arn:second"}"# }),
            expect![[r#"
            connect.createTask {"name":"x","description":"","endpoint":{"endpointARN":"arn:second"},"references":{}}
            success {success: true, results: {"contactId":"t-1"}}"#]],
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        check(
            "SE_AgentCreateTask",
            json!({ "name": " ", "endpoint": "Second level" }),
            expect![[r#"failure {success: false, results: null, exception: "`name` is empty"}"#]],
        );
        for endpoint in
            [json!(null), json!("$.payload.x"), json!(""), json!({}), json!([]), json!(7), json!("{x")]
        {
            check(
                "SE_AgentCreateTask",
                json!({ "name": "x", "endpoint": endpoint }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`endpoint` is neither the name of a quick connect nor one itself"}"#
                ]],
            );
        }
    }

    #[test]
    fn a_link_cannot_run_anything() {
        for hostile in [
            json!("javascript:alert(1)"),
            json!("/relative"),
            json!("//evil.example"),
            json!({ "value": "data:x" }),
            json!({}),
        ] {
            check(
                "SE_AgentCreateTask",
                json!({ "name": "x", "endpoint": "y", "references": { "Case": hostile } }),
                expect![[
                    r#"failure {success: false, results: null, exception: "the reference `Case` is no address with http or https"}"#
                ]],
            );
        }
    }

    #[test]
    fn a_time_is_a_number() {
        for time in [json!("soon"), json!(-1), json!("2026-01-05")] {
            check(
                "SE_AgentCreateTask",
                json!({ "name": "x", "endpoint": "y", "scheduledTime": time }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`scheduledTime` is no time in seconds since 1970"}"#
                ]],
            );
        }
    }

    #[test]
    fn an_unknown_quick_connect_takes_failure() {
        check_replies(
            "SE_AgentCreateTask",
            json!({ "name": "x", "endpoint": "Nobody" }),
            &[fault("no quick connect `Nobody`")],
            expect![[r#"
                connect.createTask {"name":"x","description":"","endpoint":"Nobody","references":{}}
                failure {success: false, results: null, exception: "no quick connect `Nobody`"}"#]],
        );
        check(
            "SE_AgentCreateTask",
            json!({ "name": "x", "endpoint": "y" }),
            expect![[r#"
            connect.createTask {"name":"x","description":"","endpoint":"y","references":{}}
            failure {success: false, results: null, exception: "the task was not created: the answer has no contact id"}"#]],
        );
    }
}
