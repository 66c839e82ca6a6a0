//! Call jQuery Method.
//!
//! Which methods there are, and whether any at all, the page decides: an administrator has to allow them.

use serde_json::{Value, json};

use crate::call::{Call, Next};
use crate::effect::Desk;
use crate::spec::{Block, Category, Ports, example, list, sentence, text};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreJQuery",
    name: "Call jQuery Method",
    aliases: &["SE_JQuery"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Calls a method on elements of the overlay, where an administrator has allowed it."),
    controls: &[
        text("selector").required().about("Which elements, in the words of CSS."),
        text("method").required().about("The name of the method, such as addClass."),
        list("args").about("What the method is given."),
    ],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        r##"{"selector": "#data", "method": "addClass", "args": ["important"]}"##,
        r#"{"replies": {"desk.callElement": [{"ok": 1}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let (Some(selector), Some(method)) = (call.some_text("selector"), call.some_text("method")) else {
        return nothing("`selector` or `method` is empty");
    };
    let effect = Desk::CallElement { selector, method, args: call.list("args") };
    Next::perform(effect, |_, reply| match reply {
        Ok(value) => Next::value(value),
        Err(fault) => nothing(fault.message),
    })
}

fn nothing(exception: impl Into<String>) -> Next {
    Next::thrown(json!({ "value": Value::Null }), exception)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_page_is_asked() {
        check_replies(
            "SE_CoreJQuery",
            json!({ "selector": "#data", "method": "text", "args": ["$.payload.number", 1, false] }),
            &[Ok(json!("x"))],
            expect![[r##"
                desk.callElement {"selector":"#data","method":"text","args":["2135550100",1,false]}
                done {success: true, results: {"value":"x"}}"##]],
        );
    }

    #[test]
    fn arguments_may_be_left_out() {
        check(
            "SE_JQuery",
            json!({ "selector": "p", "method": "show" }),
            expect![[r#"
                desk.callElement {"selector":"p","method":"show","args":[]}
                done {success: true, results: {"value":null}}"#]],
        );
    }

    #[test]
    fn a_refusal_does_not_stop_the_flow() {
        check_replies(
            "SE_CoreJQuery",
            json!({ "selector": "body", "method": "html", "args": ["<script>alert(1)</script>"] }),
            &[fault("`html` is not allowed")],
            expect![[r#"
                desk.callElement {"selector":"body","method":"html","args":["<script>alert(1)</script>"]}
                done {success: false, results: {"value":null}, exception: "`html` is not allowed"}"#]],
        );
    }

    #[test]
    fn nothing_to_call() {
        check(
            "SE_CoreJQuery",
            json!({ "selector": "p", "method": "$.payload.nothing" }),
            expect![[
                r#"done {success: false, results: {"value":null}, exception: "`selector` or `method` is empty"}"#
            ]],
        );
    }
}
