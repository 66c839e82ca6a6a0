//! Get Agent State from Salesforce.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Presence, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetAgentState",
    name: "Get Agent State from Salesforce",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Reads the presence status of the agent in Omni-Channel."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["statusId", "statusName", "statusApiName", "value"],
    example: example(
        "",
        r#"{"replies": {"host.getServicePresenceStatusId": [{"ok": {"statusId": "0N5xx0000000001", "statusName": "On a break", "statusApiName": "On_a_break"}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Presence::GetStatus, take)
}

/// `value` is the id, which sets the same status again.
fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let status = match reply {
        Ok(status) => status,
        Err(fault) => return Next::failure(fault.message),
    };
    let member = |name: &str| status.get(name).cloned().unwrap_or(Value::Null);
    match member("statusId") {
        Value::String(id) if !id.is_empty() => Next::success(object([
            ("statusId", id.as_str().into()),
            ("statusName", member("statusName")),
            ("statusApiName", member("statusApiName")),
            ("value", id.into()),
        ])),
        _ => Next::failure("the agent has no presence status"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_value_sets_it_again() {
        check_replies(
            "SE_SFGetAgentState",
            json!({}),
            &[Ok(
                json!({ "success": true, "statusId": "0N5A", "statusName": "On a break", "statusApiName": "On_a_break" }),
            )],
            expect![[r#"
                host.getServicePresenceStatusId {}
                success {success: true, results: {"statusId":"0N5A","statusName":"On a break","statusApiName":"On_a_break","value":"0N5A"}}"#]],
        );
    }

    #[test]
    fn without_a_status_it_fails() {
        check(
            "SE_SFGetAgentState",
            json!({}),
            expect![[r#"
            host.getServicePresenceStatusId {}
            failure {success: false, results: null, exception: "the agent has no presence status"}"#]],
        );
        check_replies(
            "SE_SFGetAgentState",
            json!({}),
            &[Ok(json!({ "statusId": "" }))],
            expect![[r#"
            host.getServicePresenceStatusId {}
            failure {success: false, results: null, exception: "the agent has no presence status"}"#]],
        );
        check_replies(
            "SE_SFGetAgentState",
            json!({}),
            &[fault("not in a console")],
            expect![[r#"
            host.getServicePresenceStatusId {}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
