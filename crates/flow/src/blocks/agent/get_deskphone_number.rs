//! Get Agent Deskphone Number.

use super::configuration::read;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetDeskphoneNumber",
    name: "Get Agent Deskphone Number",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Says the number of the desk phone of the agent; null where there is none."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada", "extension": "+12135550199"}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| {
        read(reply, |configuration| object([("value", configuration.text("extension"))]))
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_number_is_the_extension() {
        check_replies(
            "SE_AgentGetDeskphoneNumber",
            json!({}),
            &[Ok(json!({ "name": "Ada", "extension": "+12135550199" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":"+12135550199"}}"#]],
        );
    }
    #[test]
    fn no_phone_is_null() {
        check_replies(
            "SE_AgentGetDeskphoneNumber",
            json!({}),
            &[Ok(json!({ "name": "Ada", "extension": null }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":null}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetDeskphoneNumber",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetDeskphoneNumber",
            json!({}),
            &[Ok(json!("x"))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetDeskphoneNumber",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
