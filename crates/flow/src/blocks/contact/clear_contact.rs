//! Clear Contact.

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactClear",
    name: "Clear Contact",
    aliases: &["SE_ClearContact"],
    since: "5.17",
    category: Category::ConnectContact,
    about: sentence("Removes a contact that is over, missed, rejected or broken, so that the agent is free."),
    controls: &[],
    ports: Ports::SuccessFailure,
    results: &[],
    example: example(
        "",
        r#"{"event": "onEnded", "contact": {"contactId": "c-1", "type": "voice", "state": "ended", "phoneNumber": "+12135550100"}}"#,
    ),
    run,
};

/// A contact that is gone already counts as cleared; the phone sees to that.
fn run(call: &mut Call<'_>) -> Next {
    match call.scope.contact() {
        None => Next::failure("the flow has no contact"),
        Some(contact) if !contact.state.is_over() => Next::failure("the contact is not over yet"),
        Some(contact) => Next::command(Connect::ClearContact { contact_id: contact.contact_id.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_with, contact, fault};
    use cti_core::{Contact, ContactState};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn what_is_over_is_cleared() {
        for state in [ContactState::Ended, ContactState::Missed, ContactState::Rejected, ContactState::Error]
        {
            check_with(
                Some(Contact { state, ..contact() }),
                "SE_ContactClear",
                json!({}),
                &[],
                expect![[r#"
                    connect.clearContact {"contactId":"c-1"}
                    success {success: true, results: null}"#]],
            );
        }
    }

    #[test]
    fn what_is_not_over_stays() {
        for state in [ContactState::Connecting, ContactState::Connected, ContactState::Unknown] {
            check_with(
                Some(Contact { state, ..contact() }),
                "SE_ClearContact",
                json!({}),
                &[],
                expect![[
                    r#"failure {success: false, results: null, exception: "the contact is not over yet"}"#
                ]],
            );
        }
    }

    #[test]
    fn a_refusal_takes_failure() {
        check_with(
            Some(Contact { state: ContactState::Ended, ..contact() }),
            "SE_ContactClear",
            json!({}),
            &[fault("the agent is signed out")],
            expect![[r#"
                connect.clearContact {"contactId":"c-1"}
                failure {success: false, results: null, exception: "the agent is signed out"}"#]],
        );
    }

    #[test]
    fn without_a_contact_it_fails() {
        check_with(
            None,
            "SE_ContactClear",
            json!({}),
            &[],
            expect![[r#"failure {success: false, results: null, exception: "the flow has no contact"}"#]],
        );
    }
}
