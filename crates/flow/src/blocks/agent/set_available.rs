//! Set Agent as Available on Connect.

use crate::call::{Call, Next};
use crate::effect::{Connect, StateChoice};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentSetAvailable",
    name: "Set Agent as Available on Connect",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Gives the agent the first state in which contacts come in."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Connect::SetAgentState(StateChoice::Routable))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_first_routable_state_is_chosen() {
        check(
            "SE_AgentSetAvailable",
            json!({}),
            expect![[r#"
            connect.setAgentState {"type":"routable"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_AgentSetAvailable",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            connect.setAgentState {"type":"routable"}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
