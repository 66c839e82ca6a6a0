//! Get Softphone Layout.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Host, Reply};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::{self, object};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetSoftphoneLayout",
    name: "Get Softphone Layout",
    aliases: &[],
    since: "5.0",
    category: Category::Salesforce,
    about: sentence("Reads the softphone layout of the agent, with a section for each kind of call."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        "",
        r#"{"replies": {"host.getSoftphoneLayout": [{"ok": {"Internal": {}, "Inbound": {"objects": {"Contact": [{"displayName": "Name", "apiName": "Name"}]}}, "Outbound": {}}}]}}"#,
    ),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Host::GetSoftphoneLayout, take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let layout = match reply {
        // Classic answers in JSON text.
        Ok(Value::String(text)) => Value::Object(value::map(Value::String(text))),
        Ok(layout) => layout,
        Err(fault) => return Next::failure(fault.message),
    };
    if layout.is_object() {
        Next::success(object([("value", layout)]))
    } else {
        Next::failure("Salesforce does not say what the softphone layout is")
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_layout_is_the_value() {
        check_replies(
            "SE_SFGetSoftphoneLayout",
            json!({}),
            &[Ok(json!({ "Inbound": { "objects": {} } }))],
            expect![[r#"
                host.getSoftphoneLayout {}
                success {success: true, results: {"value":{"Inbound":{"objects":{}}}}}"#]],
        );
        check_replies(
            "SE_SFGetSoftphoneLayout",
            json!({}),
            &[Ok(json!(r#"{"Inbound":{}}"#))],
            expect![[r#"
                host.getSoftphoneLayout {}
                success {success: true, results: {"value":{"Inbound":{}}}}"#]],
        );
    }

    #[test]
    fn no_answer_is_a_failure() {
        check(
            "SE_SFGetSoftphoneLayout",
            json!({}),
            expect![[r#"
            host.getSoftphoneLayout {}
            failure {success: false, results: null, exception: "Salesforce does not say what the softphone layout is"}"#]],
        );
        check_replies(
            "SE_SFGetSoftphoneLayout",
            json!({}),
            &[Ok(json!([]))],
            expect![[r#"
            host.getSoftphoneLayout {}
            failure {success: false, results: null, exception: "Salesforce does not say what the softphone layout is"}"#]],
        );
        check_replies(
            "SE_SFGetSoftphoneLayout",
            json!({}),
            &[fault("not here")],
            expect![[r#"
            host.getSoftphoneLayout {}
            failure {success: false, results: null, exception: "not here"}"#]],
        );
    }
}
