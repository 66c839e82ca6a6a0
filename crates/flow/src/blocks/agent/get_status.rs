//! Get Agent Status from Connect.

use serde_json::Value;

use super::configuration::NO_AGENT;
use crate::call::{Call, Next};
use crate::effect::{Connect, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetStatus",
    name: "Get Agent Status from Connect",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Reads the state of the agent, which may be one of Connect's own such as Busy."),
    controls: &[],
    ports: Ports::Done,
    results: &["agentStateARN", "name", "type", "startTimestamp", "value"],
    example: example(
        "",
        r#"{"replies": {"connect.getAgentState": [{"ok": {"agentStateARN": "arn:lunch", "name": "Lunch", "type": "not_routable", "startTimestamp": 1767607200000}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetAgentState, take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let state = match reply {
        Ok(state) => state,
        Err(fault) => return Next::thrown(Value::Null, fault.message),
    };
    let member = |name: &str| state.get(name).cloned().unwrap_or_default();
    if !member("name").is_string() {
        return Next::thrown(Value::Null, NO_AGENT);
    }
    Next::done(object([
        ("agentStateARN", member("agentStateARN")),
        ("name", member("name")),
        ("type", member("type")),
        ("startTimestamp", member("startTimestamp")),
        ("value", member("name")),
    ]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_value_is_the_name() {
        check_replies(
            "SE_AgentGetStatus",
            json!({}),
            &[Ok(
                json!({ "agentStateARN": "arn:lunch", "name": "Lunch", "type": "not_routable", "startTimestamp": 5 }),
            )],
            expect![[r#"
                connect.getAgentState {}
                done {success: true, results: {"agentStateARN":"arn:lunch","name":"Lunch","type":"not_routable","startTimestamp":5,"value":"Lunch"}}"#]],
        );
    }

    #[test]
    fn connects_own_states_are_states() {
        check_replies(
            "SE_AgentGetStatus",
            json!({}),
            &[Ok(json!({ "name": "AfterCallWork", "type": "system" }))],
            expect![[r#"
                connect.getAgentState {}
                done {success: true, results: {"agentStateARN":null,"name":"AfterCallWork","type":"system","startTimestamp":null,"value":"AfterCallWork"}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetStatus",
            json!({}),
            expect![[r#"
            connect.getAgentState {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetStatus",
            json!({}),
            &[fault("the phone is not up")],
            expect![[r#"
            connect.getAgentState {}
            done {success: false, results: null, exception: "the phone is not up"}"#]],
        );
    }
}
