//! Can Make Outbound Calls?

use cti_core::Agent;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFIsClickToDialEnabled",
    name: "Can Make Outbound Calls?",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence(
        "Goes on by true if Connect lets the agent place calls, so that click-to-dial is of use.",
    ),
    controls: &[],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        "",
        r#"{"source": "initialization", "event": "onInit", "agent": {"name": "Ada", "permissions": ["outboundCall"]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(call.scope.agent().is_some_and(Agent::may_dial))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::check_agent;
    use cti_core::Agent;
    use expect_test::{Expect, expect};

    fn check(permissions: &[&str], expected: Expect) {
        let permissions = permissions.iter().map(|permission| (*permission).to_owned()).collect();
        let agent = Agent { permissions, ..Agent::default() };
        check_agent(Some(agent), "SE_SFIsClickToDialEnabled", expected);
    }

    #[test]
    fn it_is_the_agents_permission() {
        check(&["voiceId", "outboundCall"], expect!["true {success: true, results: true}"]);
        check(&["voiceId"], expect!["false {success: true, results: false}"]);
        check(&[], expect!["false {success: true, results: false}"]);
    }

    #[test]
    fn without_an_agent_it_is_false() {
        check_agent(None, "SE_SFIsClickToDialEnabled", expect!["false {success: true, results: false}"]);
    }
}
