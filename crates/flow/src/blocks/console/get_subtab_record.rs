//! Get Focused Subtab Object Id.

use super::tab_id::record;
use crate::call::{Call, Next};
use crate::effect::Tab;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFGetFocusedSubtabObjectId",
    name: "Get Focused Subtab Object Id",
    aliases: &[],
    since: "5.0",
    category: Category::SalesforceConsole,
    about: sentence("Says which record the subtab in front shows; null if it shows none."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &["id", "value"],
    example: example("", r#"{"replies": {"host.getFocusedSubtabObjectId": [{"ok": "003xx0000000001AAA"}]}}"#),
    run,
};

fn run(_: &mut Call<'_>) -> Next {
    Next::perform(Tab::GetFocusedSubtabObjectId, |_, reply| record(reply))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_record_is_both_id_and_value() {
        check_replies(
            "SE_SFGetFocusedSubtabObjectId",
            json!({}),
            &[Ok(json!("003A"))],
            expect![[r#"
            host.getFocusedSubtabObjectId {}
            success {success: true, results: {"id":"003A","value":"003A"}}"#]],
        );
    }

    #[test]
    fn a_tab_without_a_record_has_no_id() {
        check(
            "SE_SFGetFocusedSubtabObjectId",
            json!({}),
            expect![[r#"
            host.getFocusedSubtabObjectId {}
            success {success: true, results: {"id":null,"value":null}}"#]],
        );
        check_replies(
            "SE_SFGetFocusedSubtabObjectId",
            json!({}),
            &[Ok(json!(""))],
            expect![[r#"
            host.getFocusedSubtabObjectId {}
            success {success: true, results: {"id":null,"value":null}}"#]],
        );
    }

    #[test]
    fn outside_a_console_it_fails() {
        check_replies(
            "SE_SFGetFocusedSubtabObjectId",
            json!({}),
            &[fault("not in a console")],
            expect![[r#"
            host.getFocusedSubtabObjectId {}
            failure {success: false, results: null, exception: "not in a console"}"#]],
        );
    }
}
