//! Open Salesforce Primary Tab.

use super::tab_id::opened;
use crate::address;
use crate::call::{Call, Next};
use crate::effect::Tab;
use crate::spec::{Block, Category, Ports, Preset, example, flag, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFOpenPrimaryTab",
    name: "Open Salesforce Primary Tab",
    aliases: &[],
    since: "5.0",
    category: Category::SalesforceConsole,
    about: sentence("Opens an address in a primary tab of the console."),
    controls: &[
        text("url").required().about("The address; one without a host stays inside Salesforce."),
        text("tabLabel").about("What the tab is called."),
        flag("active").or(Preset::Flag(true)).about("Brings the tab to the front."),
        text("id").about("The tab to use again, if it is open still."),
    ],
    ports: Ports::SuccessFailure,
    results: &["id", "value"],
    example: example(
        r#"{"url": "/003xx0000000001AAA", "tabLabel": "Caller", "active": true}"#,
        r#"{"replies": {"host.openPrimaryTab": [{"ok": "scc-pt-1"}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let url = match address::read(call) {
        Ok(url) => url,
        Err(error) => return Next::failure(error.to_string()),
    };
    let tab = Tab::OpenPrimary {
        id: call.some_text("id"),
        url,
        active: call.flag("active"),
        label: call.some_text("tabLabel"),
    };
    Next::perform(tab, |_, reply| opened(reply))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_new_tab_is_both_id_and_value() {
        check_replies(
            "SE_SFOpenPrimaryTab",
            json!({ "url": "/003A" }),
            &[Ok(json!("scc-1"))],
            expect![[r#"
            host.openPrimaryTab {"url":"/003A","active":true}
            success {success: true, results: {"id":"scc-1","value":"scc-1"}}"#]],
        );
    }

    #[test]
    fn everything_about_the_tab_may_be_said() {
        check_replies(
            "SE_SFOpenPrimaryTab",
            json!({ "url": "https://example.com/?q=O'Brien", "tabLabel": "<b>Ada</b>", "active": "false", "id": "scc-pt-0" }),
            &[Ok(json!({ "id": "scc-1" }))],
            expect![[r#"
                host.openPrimaryTab {"url":"https://example.com/?q=O'Brien","active":false,"id":"scc-pt-0","tabLabel":"<b>Ada</b>"}
                success {success: true, results: {"id":"scc-1","value":"scc-1"}}"#]],
        );
    }

    #[test]
    fn only_addresses_open() {
        check(
            "SE_SFOpenPrimaryTab",
            json!({ "url": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "`url` is empty"}"#]],
        );
        for hostile in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
        ] {
            check(
                "SE_SFOpenPrimaryTab",
                json!({ "url": hostile }),
                expect![[
                    r#"failure {success: false, results: null, exception: "`url` is neither a relative address nor one with http or https"}"#
                ]],
            );
        }
    }

    #[test]
    fn no_tab_is_a_failure() {
        check(
            "SE_SFOpenPrimaryTab",
            json!({ "url": "/003A" }),
            expect![[r#"
            host.openPrimaryTab {"url":"/003A","active":true}
            failure {success: false, results: null, exception: "the tab did not open: the answer has no id"}"#]],
        );
        check_replies(
            "SE_SFOpenPrimaryTab",
            json!({ "url": "/003A" }),
            &[fault("not in a console")],
            expect![[r#"
            host.openPrimaryTab {"url":"/003A","active":true}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
