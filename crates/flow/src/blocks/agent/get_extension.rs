//! Get Agent Extension.

use super::configuration::read;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetExtension",
    name: "Get Agent Extension",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Says at which phone the agent takes calls; null where there is none."),
    controls: &[],
    ports: Ports::Done,
    results: &["value", "extension"],
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada", "extension": "+12135550199"}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| {
        read(reply, |configuration| {
            let extension = configuration.text("extension");
            object([("value", extension.clone()), ("extension", extension)])
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_extension_is_the_value() {
        check_replies(
            "SE_AgentGetExtension",
            json!({}),
            &[Ok(json!({ "name": "Ada", "extension": "+12135550199" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":"+12135550199","extension":"+12135550199"}}"#]],
        );
    }
    #[test]
    fn no_phone_is_null() {
        check_replies(
            "SE_AgentGetExtension",
            json!({}),
            &[Ok(json!({ "name": "Ada", "extension": "" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":null,"extension":null}}"#]],
        );
        check_replies(
            "SE_AgentGetExtension",
            json!({}),
            &[Ok(json!({ "name": "Ada" }))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: true, results: {"value":null,"extension":null}}"#]],
        );
    }

    #[test]
    fn without_an_agent_the_flow_goes_on_with_nothing() {
        check(
            "SE_AgentGetExtension",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetExtension",
            json!({}),
            &[Ok(json!("x"))],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentGetExtension",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getConfiguration {}
            done {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
