//! Change Agent to Softphone.

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_AgentChangeToSoftphone",
    name: "Change Agent to Softphone",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectAgent,
    about: sentence("Takes the calls of the agent in the browser from now on."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Connect::SetConfiguration { softphone_enabled: true, extension: None })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn calls_come_to_the_browser() {
        check(
            "SE_AgentChangeToSoftphone",
            json!({}),
            expect![[r#"
            connect.setConfiguration {"softphoneEnabled":true}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_AgentChangeToSoftphone",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            connect.setConfiguration {"softphoneEnabled":true}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
