//! Get Agent Workload on Salesforce.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Presence, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetAgentWorkload",
    name: "Get Agent Workload on Salesforce",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Says how much work the agent has in Omni-Channel, and how much there can be."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["configuredCapacity", "currentWorkload", "value"],
    example: example(
        "",
        r#"{"replies": {"host.getAgentWorkload": [{"ok": {"configuredCapacity": 10, "currentWorkload": 3}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Presence::GetWorkload, take)
}

/// `value` is the workload now.
fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let answer = match reply {
        Ok(answer) => answer,
        Err(fault) => return Next::failure(fault.message),
    };
    let number = |member: &str| answer.get(member).filter(|value| value.is_number()).cloned();
    match (number("configuredCapacity"), number("currentWorkload")) {
        (capacity, Some(workload)) => Next::success(object([
            ("configuredCapacity", capacity.unwrap_or(Value::Null)),
            ("currentWorkload", workload.clone()),
            ("value", workload),
        ])),
        _ => Next::failure("Salesforce does not say how much work the agent has"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_value_is_the_workload_now() {
        check_replies(
            "SE_SFGetAgentWorkload",
            json!({}),
            &[Ok(json!({ "success": true, "configuredCapacity": 10, "currentWorkload": 0 }))],
            expect![[r#"
                host.getAgentWorkload {}
                success {success: true, results: {"configuredCapacity":10,"currentWorkload":0,"value":0}}"#]],
        );
    }

    #[test]
    fn outside_omni_channel_it_fails() {
        let offline = fault("the agent is not logged in to Omni-Channel");
        check_replies(
            "SE_SFGetAgentWorkload",
            json!({}),
            &[offline],
            expect![[r#"
            host.getAgentWorkload {}
            failure {success: false, results: null, exception: "the agent is not logged in to Omni-Channel"}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetAgentWorkload",
            json!({}),
            expect![[r#"
            host.getAgentWorkload {}
            failure {success: false, results: null, exception: "Salesforce does not say how much work the agent has"}"#]],
        );
        check_replies(
            "SE_SFGetAgentWorkload",
            json!({}),
            &[Ok(json!({ "currentWorkload": "much" }))],
            expect![[r#"
                host.getAgentWorkload {}
                failure {success: false, results: null, exception: "Salesforce does not say how much work the agent has"}"#]],
        );
    }
}
