//! Send Data to CCP Overlay.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::Desk;
use crate::spec::{Block, Category, Ports, example, map, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreSendDataToCcpOverlay",
    name: "Send Data to CCP Overlay",
    aliases: &["SE_SendDataToCCPOverlay"],
    since: "5.13",
    category: Category::Overlay,
    about: sentence("Shows names with values in the Data panel, in place of those that the contact had."),
    controls: &[map("value").about("Names with values or references; objects are shown as JSON.")],
    ports: Ports::Done,
    results: &[],
    example: example(r#"{"value": {"Queue": "$.contact.queueName", "Priority": "high"}}"#, ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let effect = Desk::ShowData { contact_id: contact_id(call), data: call.map("value") };
    Next::perform(effect, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

/// Whose panel it is.
pub(super) fn contact_id(call: &Call<'_>) -> Option<String> {
    call.scope.contact().map(|contact| contact.contact_id.to_string())
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn values_are_found_and_keep_their_types() {
        check(
            "SE_CoreSendDataToCcpOverlay",
            json!({ "value": { "Number": "$.payload.number", "VIP": true, "None": "$.payload.x", "More": { "<b>": 1 } } }),
            expect![[r#"
                desk.showData {"data":{"Number":"2135550100","VIP":true,"More":{"<b>":1}},"contactId":"c-1"}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn nothing_empties_the_panel() {
        for value in [json!(null), json!("no map"), json!([1])] {
            check(
                "SE_SendDataToCCPOverlay",
                json!({ "value": value }),
                expect![[r#"
                    desk.showData {"data":{},"contactId":"c-1"}
                    done {success: true, results: null}"#]],
            );
        }
    }

    #[test]
    fn without_a_contact_it_is_nobodys() {
        check_with(
            None,
            "SE_CoreSendDataToCcpOverlay",
            json!({ "value": { "a": 1 } }),
            &[],
            expect![[r#"
                desk.showData {"data":{"a":1}}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_CoreSendDataToCcpOverlay",
            json!({}),
            &[fault("there is no panel")],
            expect![[r#"
                desk.showData {"data":{},"contactId":"c-1"}
                done {success: false, results: null, exception: "there is no panel"}"#]],
        );
    }
}
