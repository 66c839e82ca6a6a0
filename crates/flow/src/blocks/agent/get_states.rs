//! Get Available Agent States.

use super::configuration::read;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetAvailableStates",
    name: "Get Available Agent States",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Lists the states that the agent can choose, custom ones too."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada", "agentStates": [{"agentStateARN": "arn:available", "type": "routable", "name": "Available"}, {"agentStateARN": "arn:lunch", "type": "not_routable", "name": "Lunch"}]}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| {
        read(reply, |configuration| object([("value", configuration.list("agentStates"))]))
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn custom_states_are_states() {
        check_replies(
            "SE_AgentGetAvailableStates",
            json!({}),
            &[Ok(
                json!({ "name": "Ada", "agentStates": [{ "name": "Available", "type": "routable" }, { "name": "Lunch", "type": "not_routable" }] }),
            )],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":[{"name":"Available","type":"routable"},{"name":"Lunch","type":"not_routable"}]}}"#]],
        );
    }
    #[test]
    fn what_is_no_list_is_an_empty_one() {
        check_replies(
            "SE_AgentGetAvailableStates",
            json!({}),
            &[Ok(json!({ "name": "Ada" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":[]}}"#]],
        );
        check_replies(
            "SE_AgentGetAvailableStates",
            json!({}),
            &[Ok(json!({ "agentStates": null, "name": "Ada" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":[]}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetAvailableStates",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetAvailableStates",
            json!({}),
            &[Ok(json!("x"))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetAvailableStates",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
