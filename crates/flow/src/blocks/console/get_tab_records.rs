//! Get Tab Object Map.

use serde_json::{Map, Value};

use super::tabs::{Shown, tabs};
use crate::call::{Call, Next};
use crate::effect::{Reply, Tab};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetTabObjectMap",
    name: "Get Tab Object Map",
    aliases: &[],
    since: "5.7",
    category: Category::SalesforceConsole,
    about: sentence("Says which records the primary tabs show, by the id of the tab."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"host.getPrimaryTabs": [{"ok": [{"tabId": "scc-pt-1", "url": "https://acme.example/003xx0000000001AAA", "objectId": "003xx0000000001AAA", "object": "Contact"}, {"tabId": "scc-pt-2", "url": null, "objectId": null, "object": null}]}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Tab::GetPrimaries, take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match tabs(reply) {
        Ok(tabs) => {
            let map: Map<_, _> = tabs.into_iter().map(|tab| (tab.id.clone(), shown(tab))).collect();
            Next::success(object([("value", Value::Object(map))]))
        }
        Err(message) => Next::failure(message),
    }
}

/// Null where nothing is known of a tab.
fn shown(tab: Shown) -> Value {
    if tab.object_id.is_null() && tab.object.is_null() && tab.url.is_null() {
        return Value::Null;
    }
    object([("objectId", tab.object_id), ("object", tab.object), ("url", tab.url)])
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn tabs_are_named_with_what_they_show() {
        check_replies(
            "SE_SFGetTabObjectMap",
            json!({}),
            &[Ok(json!([
                { "tabId": "scc-pt-1", "url": "https://acme.example/003A", "objectId": "003A", "object": "Contact" },
                { "tabId": "scc-pt-2", "url": "https://acme.example/home", "objectId": null },
                { "tabId": "scc-pt-3", "url": null, "objectId": null, "object": null },
                { "url": "no id" },
            ]))],
            expect![[r#"
                host.getPrimaryTabs {}
                success {success: true, results: {"value":{"scc-pt-1":{"objectId":"003A","object":"Contact","url":"https://acme.example/003A"},"scc-pt-2":{"objectId":null,"object":null,"url":"https://acme.example/home"},"scc-pt-3":null}}}"#]],
        );
    }

    #[test]
    fn no_tabs_are_an_answer() {
        check_replies(
            "SE_SFGetTabObjectMap",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            host.getPrimaryTabs {}
            success {success: true, results: {"value":{}}}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetTabObjectMap",
            json!({}),
            expect![[r#"
            host.getPrimaryTabs {}
            failure {success: false, results: null, exception: "the console does not say which tabs are open"}"#]],
        );
        check_replies(
            "SE_SFGetTabObjectMap",
            json!({}),
            &[fault("not in a console")],
            expect![[r#"
            host.getPrimaryTabs {}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
