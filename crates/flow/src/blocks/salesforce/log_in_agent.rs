//! Login Agent on Salesforce.

use super::presence_status::{STATUS, found, with_status};
use crate::call::{Call, Next};
use crate::effect::Presence;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFLoginAgent",
    name: "Login Agent on Salesforce",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Logs the agent in to Omni-Channel, with a presence status."),
    controls: &[STATUS],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"statusId": "0N5xx0000000001AAA"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    with_status(call, log_in, |call, reply| found(call, reply, log_in))
}

fn log_in(status_id: String) -> Next {
    Next::command(Presence::Login { status_id })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn an_id_is_used_as_it_is() {
        check(
            "SE_SFLoginAgent",
            json!({ "statusId": "0N5xx0000000001AAA" }),
            expect![[r#"
            host.login {"statusId":"0N5xx0000000001AAA"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_developer_name_is_looked_up() {
        check_replies(
            "SE_SFLoginAgent",
            json!({ "statusId": "Available_Phone" }),
            &[Ok(json!([{ "Id": "0N5A" }]))],
            expect![[r#"
                org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"Available_Phone"}],"limit":1}
                host.login {"statusId":"0N5A"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_a_status_nobody_is_logged_in() {
        check(
            "SE_SFLoginAgent",
            json!({}),
            expect![[r#"failure {success: false, results: null, exception: "`statusId` is empty"}"#]],
        );
        check_replies(
            "SE_SFLoginAgent",
            json!({ "statusId": "O'Brien" }),
            &[Ok(json!([]))],
            expect![[r#"
            org.query {"object":"ServicePresenceStatus","fields":["Id"],"where":[{"field":"DeveloperName","op":"=","value":"O'Brien"}],"limit":1}
            failure {success: false, results: null, exception: "no presence status has the DeveloperName `O'Brien`, or the user may not see it"}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFLoginAgent",
            json!({ "statusId": "0N5xx0000000001" }),
            &[fault("not in a console")],
            expect![[r#"
                host.login {"statusId":"0N5xx0000000001"}
                failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
