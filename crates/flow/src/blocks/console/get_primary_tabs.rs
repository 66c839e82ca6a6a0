//! Get Primary Tab Ids.

use super::tabs::listed;
use crate::call::{Call, Next};
use crate::effect::Tab;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetPrimaryTabIds",
    name: "Get Primary Tab Ids",
    aliases: &[],
    since: "5.7",
    category: Category::SalesforceConsole,
    about: sentence("Lists the primary tabs that are open."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["ids", "value"],
    example: example("", r#"{"replies": {"host.getPrimaryTabIds": [{"ok": ["scc-pt-1", "scc-pt-2"]}]}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Tab::GetPrimaryIds, |_, reply| listed(reply))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_ids_are_the_value() {
        check_replies(
            "SE_SFGetPrimaryTabIds",
            json!({}),
            &[Ok(json!(["scc-pt-1", "scc-pt-2"]))],
            expect![[r#"
            host.getPrimaryTabIds {}
            success {success: true, results: {"ids":["scc-pt-1","scc-pt-2"],"value":["scc-pt-1","scc-pt-2"]}}"#]],
        );
        check_replies(
            "SE_SFGetPrimaryTabIds",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            host.getPrimaryTabIds {}
            success {success: true, results: {"ids":[],"value":[]}}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetPrimaryTabIds",
            json!({}),
            expect![[r#"
            host.getPrimaryTabIds {}
            failure {success: false, results: null, exception: "the console does not say which tabs are open"}"#]],
        );
        check_replies(
            "SE_SFGetPrimaryTabIds",
            json!({}),
            &[fault("not in a console")],
            expect![[r#"
            host.getPrimaryTabIds {}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
