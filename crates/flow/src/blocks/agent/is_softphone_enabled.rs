//! Is Agent Softphone Enabled?

use super::configuration::known;
use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentIsSoftphoneEnabled",
    name: "Is Agent Softphone Enabled?",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Goes on by true if the agent takes calls in the browser, not at a desk phone."),
    controls: &[],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        "",
        r#"{"replies": {"connect.getConfiguration": [{"ok": {"name": "Ada", "softphoneEnabled": true}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::GetConfiguration, |_, reply| match known(reply) {
        Ok(configuration) => Next::answer(configuration.0.get("softphoneEnabled").is_some_and(value::flag)),
        Err(message) => Next::answer_with(false, message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn it_is_as_connect_says_now() {
        for (enabled, expected) in [
            (
                json!({ "softphoneEnabled": true }),
                expect![[r#"
                connect.getConfiguration {}
                true {success: true, results: true}"#]],
            ),
            (
                json!({ "softphoneEnabled": false }),
                expect![[r#"
                connect.getConfiguration {}
                false {success: true, results: false}"#]],
            ),
            (
                json!({ "name": "Ada" }),
                expect![[r#"
                connect.getConfiguration {}
                false {success: true, results: false}"#]],
            ),
        ] {
            check_replies("SE_AgentIsSoftphoneEnabled", json!({}), &[Ok(enabled)], expected);
        }
    }

    #[test]
    fn without_an_agent_it_is_false() {
        check(
            "SE_AgentIsSoftphoneEnabled",
            json!({}),
            expect![[r#"
            connect.getConfiguration {}
            false {success: true, results: false, exception: "no agent is logged in"}"#]],
        );
        check_replies(
            "SE_AgentIsSoftphoneEnabled",
            json!({}),
            &[fault("the phone is not up")],
            expect![[r#"
            connect.getConfiguration {}
            false {success: true, results: false, exception: "the phone is not up"}"#]],
        );
    }
}
