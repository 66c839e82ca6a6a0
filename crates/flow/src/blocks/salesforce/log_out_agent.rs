//! Logout Agent on Salesforce.

use crate::call::{Call, Next};
use crate::effect::Presence;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFLogoutAgent",
    name: "Logout Agent on Salesforce",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Logs the agent out of Omni-Channel; Connect is left alone."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Presence::Logout)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn only_omni_channel_is_left() {
        check(
            "SE_SFLogoutAgent",
            json!({}),
            expect![[r#"
            host.logout {}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFLogoutAgent",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.logout {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
