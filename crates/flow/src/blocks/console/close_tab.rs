//! Close Salesforce Tab.

use crate::call::{Call, Next};
use crate::effect::Tab;
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFCloseTab",
    name: "Close Salesforce Tab",
    aliases: &[],
    since: "5.7",
    category: Category::SalesforceConsole,
    about: sentence("Closes a tab of the console."),
    controls: &[text("tabId").required().aka(&["id"]).about("The id of a primary tab or subtab.")],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(r#"{"tabId": "scc-pt-1"}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    match call.some_text("tabId") {
        Some(id) => Next::command(Tab::Close { id }),
        None => Next::failure("`tabId` is empty"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_console_closes_it() {
        check(
            "SE_SFCloseTab",
            json!({ "id": "scc-pt-1" }),
            expect![[r#"
            host.closeTab {"id":"scc-pt-1"}
            success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn no_id_closes_nothing() {
        check(
            "SE_SFCloseTab",
            json!({ "tabId": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`tabId` is empty"}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_SFCloseTab",
            json!({ "tabId": "scc-pt-1" }),
            &[fault("no such tab")],
            expect![[r#"
            host.closeTab {"id":"scc-pt-1"}
            failure {success: false, results: null, exception: "no such tab"}"#]],
        );
    }
}
