//! Set Agent State on Salesforce.

use serde_json::Value;

use super::presence_status::{STATUS, found, with_status};
use crate::call::{Call, Next};
use crate::effect::{Presence, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFSetAgentState",
    name: "Set Agent State on Salesforce",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Gives the agent a presence status in Omni-Channel."),
    controls: &[STATUS.aka(&["status", "state"])],
    ports: Ports::SuccessFailure,
    results: &["statusId", "statusName", "statusApiName"],
    example: example(
        r#"{"statusId": "On_a_break"}"#,
        r#"{"replies": {"org.query": [{"ok": [{"Id": "0N5xx0000000001AAA"}]}], "host.setServicePresenceStatus": [{"ok": {"statusId": "0N5xx0000000001AAA", "statusName": "On a break", "statusApiName": "On_a_break"}}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    with_status(call, set, |call, reply| found(call, reply, set))
}

fn set(status_id: String) -> Next {
    Next::perform(Presence::SetStatus { status_id }, take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply {
        Ok(status) => {
            let member = |name: &str| status.get(name).cloned().unwrap_or(Value::Null);
            Next::success(object([
                ("statusId", member("statusId")),
                ("statusName", member("statusName")),
                ("statusApiName", member("statusApiName")),
            ]))
        }
        Err(fault) => Next::failure(fault.message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn an_id_is_used_as_it_is() {
        check(
            "SE_SFSetAgentState",
            json!({ "statusId": "0N5xx0000000001" }),
            expect![[r#"
            host.setServicePresenceStatus {"statusId":"0N5xx0000000001"}
            success {success: true, results: {"statusId":null,"statusName":null,"statusApiName":null}}"#]],
        );
        check_replies(
            "SE_SFSetAgentState",
            json!({ "statusId": "0N5xx0000000001AAA" }),
            &[Ok(
                json!({ "statusId": "0N5xx0000000001AAA", "statusName": "Lunch", "statusApiName": "Lunch" }),
            )],
            expect![[r#"
                host.setServicePresenceStatus {"statusId":"0N5xx0000000001AAA"}
                success {success: true, results: {"statusId":"0N5xx0000000001AAA","statusName":"Lunch","statusApiName":"Lunch"}}"#]],
        );
    }

    #[test]
    fn anything_else_is_a_developer_name() {
        check_replies(
            "SE_SFSetAgentState",
            json!({ "state": " On_a_break " }),
            &[
                Ok(json!([{ "Id": "0N5A" }])),
                Ok(
                    json!({ "statusId": "0N5A", "statusName": "On a break", "statusApiName": "On_a_break", "channels": [] }),
                ),
            ],
            expect![[r#"
                org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"On_a_break"}],"limit":1}
                host.setServicePresenceStatus {"statusId":"0N5A"}
                success {success: true, results: {"statusId":"0N5A","statusName":"On a break","statusApiName":"On_a_break"}}"#]],
        );
    }

    #[test]
    fn a_name_is_only_a_name() {
        check(
            "SE_SFSetAgentState",
            json!({ "status": r"0N5 O'Brien\' OR Id != '%_" }),
            expect![[r#"
            org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"0N5 O'Brien\\' OR Id != '%_"}],"limit":1}
            failure {success: false, results: null, exception: "no presence status has the DeveloperName `0N5 O'Brien\\' OR Id != '%_`, or the user may not see it"}"#]],
        );
    }

    #[test]
    fn nothing_is_set_without_a_status() {
        check(
            "SE_SFSetAgentState",
            json!({ "statusId": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`statusId` is empty"}"#]],
        );
        check_replies(
            "SE_SFSetAgentState",
            json!({ "statusId": "Lunch" }),
            &[Ok(json!([]))],
            expect![[r#"
            org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"Lunch"}],"limit":1}
            failure {success: false, results: null, exception: "no presence status has the DeveloperName `Lunch`, or the user may not see it"}"#]],
        );
        check_replies(
            "SE_SFSetAgentState",
            json!({ "statusId": "Lunch" }),
            &[fault("no access")],
            expect![[r#"
            org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"Lunch"}],"limit":1}
            failure {success: false, results: null, exception: "no access"}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFSetAgentState",
            json!({ "statusId": "Lunch" }),
            &[Ok(json!([{ "Id": "0N5A" }])), fault("not in a console")],
            expect![[r#"
                org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"Lunch"}],"limit":1}
                host.setServicePresenceStatus {"statusId":"0N5A"}
                failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
