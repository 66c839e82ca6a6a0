//! Refresh View.

use crate::call::{Call, Next};
use crate::effect::Host;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFRefreshView",
    name: "Refresh View",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Shows what has changed in the view that is open."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example("", ""),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::command(Host::RefreshView)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_host_is_told() {
        check(
            "SE_SFRefreshView",
            json!({}),
            expect![[r#"
            host.refreshView {}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFRefreshView",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.refreshView {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
