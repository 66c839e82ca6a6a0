//! Get Agent Name.

use super::configuration::read;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetName",
    name: "Get Agent Name",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Says what the agent is called."),
    controls: &[],
    ports: Ports::Done,
    results: &["value", "name"],
    example: example("", r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada Lovelace"}}]}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| {
        read(reply, |configuration| {
            let name = configuration.text("name");
            object([("value", name.clone()), ("name", name)])
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_name_is_the_one_shown() {
        check_replies(
            "SE_AgentGetName",
            json!({}),
            &[Ok(json!({ "name": "Ada <Lovelace>", "username": "ada" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":"Ada <Lovelace>","name":"Ada <Lovelace>"}}"#]],
        );
    }
    #[test]
    fn a_missing_name_is_null() {
        check_replies(
            "SE_AgentGetName",
            json!({}),
            &[Ok(json!({ "username": "ada" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":null,"name":null}}"#]],
        );
        check_replies(
            "SE_AgentGetName",
            json!({}),
            &[Ok(json!({ "name": 7 }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":null,"name":null}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetName",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetName",
            json!({}),
            &[Ok(json!("x"))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetName",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
