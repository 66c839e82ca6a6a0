//! Get Tabs With Matching Url.

use super::tabs::{Shown, ids, tabs};
use crate::call::{Call, Next};
use crate::effect::{Reply, Tab};
use crate::spec::{Block, Category, Ports, example, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetTabsWithMatchingUrl",
    name: "Get Tabs With Matching Url",
    aliases: &[],
    since: "5.7",
    category: Category::SalesforceConsole,
    about: sentence("Lists the primary tabs whose address contains a text."),
    controls: &[text("url").required().about("The text to look for, in upper and lower case as it is.")],
    ports: Ports::SuccessFailure,
    results: &["ids", "value"],
    example: example(
        r#"{"url": "/003"}"#,
        r#"{"replies": {"host.getPrimaryTabs": [{"ok": [{"tabId": "scc-pt-1", "url": "https://acme.example/003xx0000000001AAA"}, {"tabId": "scc-pt-2", "url": "https://acme.example/home"}]}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    // Every address contains the empty text, so a reference to nothing would match all tabs.
    match call.some_text("url") {
        Some(_) => Next::perform(Tab::GetPrimaries, take),
        None => Next::failure("`url` is empty"),
    }
}

fn take(call: &mut Call<'_>, reply: Reply) -> Next {
    let wanted = call.some_text("url").unwrap_or_default();
    let matches = |tab: &Shown| tab.url.as_str().is_some_and(|url| url.contains(&wanted));
    match tabs(reply) {
        Ok(tabs) => ids(tabs.into_iter().filter(matches).map(|tab| tab.id).collect()),
        Err(message) => Next::failure(message),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check_tabs(url: &str, expected: Expect) {
        let tabs = json!([
            { "tabId": "scc-pt-1", "url": "https://acme.example/003A?x=%25" },
            { "tabId": "scc-pt-2", "url": "https://acme.example/home" },
            { "tabId": "scc-pt-3", "url": null },
        ]);
        check_replies("SE_SFGetTabsWithMatchingUrl", json!({ "url": url }), &[Ok(tabs)], expected);
    }

    #[test]
    fn a_part_is_enough() {
        check_tabs(
            "acme.example/",
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"ids":["scc-pt-1","scc-pt-2"],"value":["scc-pt-1","scc-pt-2"]}}"#]],
        );
        check_tabs(
            "/003A",
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"ids":["scc-pt-1"],"value":["scc-pt-1"]}}"#]],
        );
    }

    #[test]
    fn the_text_is_only_a_text() {
        check_tabs(
            ".*",
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"ids":[],"value":[]}}"#]],
        );
        check_tabs(
            "%",
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"ids":["scc-pt-1"],"value":["scc-pt-1"]}}"#]],
        );
        check_tabs(
            "/HOME",
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"ids":[],"value":[]}}"#]],
        );
    }

    #[test]
    fn an_empty_text_matches_nothing() {
        check(
            "SE_SFGetTabsWithMatchingUrl",
            json!({ "url": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`url` is empty"}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetTabsWithMatchingUrl",
            json!({ "url": "x" }),
            expect![[r#"
            host.getPrimaryTabs {}
            failure {success: false, results: null, exception: "the console does not say which tabs are open"}"#]],
        );
        check_replies(
            "SE_SFGetTabsWithMatchingUrl",
            json!({ "url": "x" }),
            &[fault("not in a console")],
            expect![[r#"
            host.getPrimaryTabs {}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
