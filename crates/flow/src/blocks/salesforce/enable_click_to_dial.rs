//! Enable Click To Dial.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFEnableClickToDial",
    name: "Enable Click To Dial",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Turns phone numbers on the page into links that dial."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Host::EnableClickToDial)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_is_told() {
        check(
            "SE_SFEnableClickToDial",
            json!({}),
            expect![[r#"
            host.enableClickToDial {}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFEnableClickToDial",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.enableClickToDial {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
