//! Disable Click To Dial.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFDisableClickToDial",
    name: "Disable Click To Dial",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Turns phone numbers on the page back into text."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Host::DisableClickToDial)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_is_told() {
        check(
            "SE_SFDisableClickToDial",
            json!({}),
            expect![[r#"
            host.disableClickToDial {}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFDisableClickToDial",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.disableClickToDial {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
