//! Destroy Agent Connection to Live Contact.

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactDestroyAgentConnection",
    name: "Destroy Agent Connection to Live Contact",
    aliases: &["SE_DestroyAgentConnection"],
    since: "5.17",
    category: Category::ConnectContact,
    about: sentence("Takes the agent out of the contact; use Clear Contact once it is over."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        "",
        r#"{"event": "onConnected", "contact": {"contactId": "c-1", "type": "voice", "state": "connected", "phoneNumber": "+12135550100"}}"#,
    ),
    run,
};

/// Flows of before Clear Contact use it after calls too, so what is over is Connect's to refuse.
fn run(call: &mut Call<'_>) -> Next {
    let Some(contact) = call.scope.contact() else { return Next::failure("the flow has no contact") };
    Next::command(Connect::DestroyAgentConnection { contact_id: contact.contact_id.to_string() })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, check_with, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_contact_of_the_flow_is_left() {
        check(
            "SE_ContactDestroyAgentConnection",
            json!({}),
            expect![[r#"
                connect.destroyAgentConnection {"contactId":"c-1"}
                success {success: true, results: null}"#]],
        );
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_replies(
            "SE_ContactDestroyAgentConnection",
            json!({}),
            &[fault("the contact is gone")],
            expect![[r#"
                connect.destroyAgentConnection {"contactId":"c-1"}
                failure {success: false, results: null, exception: "the contact is gone"}"#]],
        );
    }

    #[test]
    fn without_a_contact_it_fails() {
        check_with(
            None,
            "SE_ContactDestroyAgentConnection",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
    }
}
