//! Get Transfer Connection List.

use super::endpoints::list;
use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentGetTransferConnectionList",
    name: "Get Transfer Connection List",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Lists the quick connects of the queue that the contact came from; without one, of all."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        "",
        r#"{"contact": {"contactId": "c-1", "type": "voice", "queueARN": "arn:queue"}, "replies": {"connect.getEndpoints": [{"ok": [{"endpointARN": "arn:second", "endpointId": "arn:second", "type": "queue", "name": "Second level", "phoneNumber": null, "agentLogin": null, "queue": "arn:queue"}]}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let queue = call.scope.contact().map(|contact| contact.queue_arn.trim()).filter(|arn| !arn.is_empty());
    list(queue.map(|arn| vec![arn.to_owned()]))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, contact, fault};
    use cti_core::Contact;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_queue_of_the_contact_counts() {
        check_replies(
            "SE_AgentGetTransferConnectionList",
            json!({}),
            &[Ok(json!([{ "endpointARN": "arn:second", "type": "queue", "name": "Second level" }]))],
            expect![[r#"
                connect.getEndpoints {"queueARNs":["arn:queue"]}
                success {success: true, results: {"value":[{"endpointARN":"arn:second","type":"queue","name":"Second level"}]}}"#]],
        );
    }

    #[test]
    fn without_a_queue_all_count() {
        let direct = Contact { queue_arn: String::new(), ..contact() };
        check_with(
            Some(direct),
            "SE_AgentGetTransferConnectionList",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            connect.getEndpoints {"queueARNs":null}
            success {success: true, results: {"value":[]}}"#]],
        );
        check_with(
            None,
            "SE_AgentGetTransferConnectionList",
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
            "SE_AgentGetTransferConnectionList",
            json!({}),
            expect![[r#"
            connect.getEndpoints {"queueARNs":["arn:queue"]}
            failure {success: false, results: null, exception: "Connect does not say which quick connects there are"}"#]],
        );
        check_replies(
            "SE_AgentGetTransferConnectionList",
            json!({}),
            &[fault("no agent is logged in")],
            expect![[r#"
            connect.getEndpoints {"queueARNs":["arn:queue"]}
            failure {success: false, results: null, exception: "no agent is logged in"}"#]],
        );
    }
}
