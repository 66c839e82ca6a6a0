//! Mute Agent.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentMute",
    name: "Mute Agent",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Mutes the agent in the call."),
    controls: &[],
    ports: Ports::Done,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Connect::Mute, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn connect_is_told() {
        check(
            "SE_AgentMute",
            json!({}),
            expect![[r#"
            connect.mute {}
            done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_a_call_the_flow_goes_on() {
        check_replies(
            "SE_AgentMute",
            json!({}),
            &[fault("there is no call")],
            expect![[r#"
            connect.mute {}
            done {success: false, results: null, exception: "there is no call"}"#]],
        );
    }
}
