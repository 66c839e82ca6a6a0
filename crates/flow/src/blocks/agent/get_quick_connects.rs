//! Get Quick Connection List.

use super::endpoints::list;
use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetQuickConnectionList",
    name: "Get Quick Connection List",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Lists the quick connects of all queues of the agent."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"connect.getEndpoints": [{"ok": [{"endpointARN": "arn:second", "endpointId": "arn:second", "type": "queue", "name": "Second level", "phoneNumber": null, "agentLogin": null, "queue": "arn:queue"}]}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    list(None)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn all_queues_count() {
        check_replies(
            "SE_AgentGetQuickConnectionList",
            json!({}),
            &[Ok(json!([{ "endpointARN": "arn:second", "type": "queue", "name": "Second level" }]))],
            expect![[r#"
                connect.getEndpoints {"queueARNs":null}
                success {success: true, results: {"value":[{"endpointARN":"arn:second","type":"queue","name":"Second level"}]}}"#]],
        );
        check_replies(
            "SE_AgentGetQuickConnectionList",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            connect.getEndpoints {"queueARNs":null}
            success {success: true, results: {"value":[]}}"#]],
        );
    }

    #[test]
    fn without_an_agent_it_fails() {
        check(
            "SE_AgentGetQuickConnectionList",
            json!({}),
            expect![[r#"
            connect.getEndpoints {"queueARNs":null}
            failure {success: false, results: null, exception: "Connect does not say which quick connects there are"}"#]],
        );
        check_replies(
            "SE_AgentGetQuickConnectionList",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getEndpoints {"queueARNs":null}
            failure {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
