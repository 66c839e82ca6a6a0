//! Show Attributes.

use serde_json::Value;

use super::send_data::contact_id;
use crate::call::{Call, Next};
use crate::effect::Desk;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreShowAttributes",
    name: "Show Attributes",
    aliases: &["SE_ShowAllAttributes"],
    since: "5.5",
    category: Category::Overlay,
    about: sentence("Opens the panel with the attributes of the contact."),
    controls: &[],
    ports: Ports::Done,
    results: &[],
    example: example("", ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::perform(Desk::ShowAttributes { contact_id: contact_id(call) }, |_, reply| match reply {
        Ok(_) => Next::done(Value::Null),
        Err(fault) => Next::thrown(Value::Null, fault.message),
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_contact_of_the_flow_is_shown() {
        check(
            "SE_CoreShowAttributes",
            json!({}),
            expect![[r#"
                desk.showAttributes {"contactId":"c-1"}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn without_one_the_panel_opens_all_the_same() {
        check_with(
            None,
            "SE_ShowAllAttributes",
            json!({}),
            &[],
            expect![[r#"
                desk.showAttributes {}
                done {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_fault_is_told() {
        check_replies(
            "SE_CoreShowAttributes",
            json!({}),
            &[fault("there is no panel")],
            expect![[r#"
                desk.showAttributes {"contactId":"c-1"}
                done {success: false, results: null, exception: "there is no panel"}"#]],
        );
    }
}
