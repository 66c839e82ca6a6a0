//! Is Contact Transfer?

use cti_core::Contact;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactIsTransfer",
    name: "Is Contact Transfer?",
    aliases: &["SE_IsContactTransfer"],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Goes on by true if the contact came from another agent or queue."),
    controls: &[],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        "",
        r#"{"contact": {"contactId": "c-1", "type": "voice", "phoneNumber": "+12135550100", "queueName": "Support", "initialContactId": "c-0"}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(call.scope.contact().is_some_and(Contact::is_transfer))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_with, contact};
    use cti_core::Contact;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn it_can_be_true() {
        let contact = Contact { initial_contact_id: Some("c-0".into()), ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsTransfer",
            json!({}),
            &[],
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn it_can_be_false() {
        let contact = Contact { initial_contact_id: Some("c-1".into()), ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsTransfer",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn how_it_came_about_says_more_than_the_chain() {
        for (method, expected) in [
            ("callback", expect!["false {success: true, results: false}"]),
            ("transfer", expect!["true {success: true, results: true}"]),
        ] {
            let initial_contact_id = (method == "callback").then(|| "c-0".into());
            let contact = Contact { initial_contact_id, initiation_method: method.to_owned(), ..contact() };
            check_with(Some(contact), "SE_ContactIsTransfer", json!({}), &[], expected);
        }
    }

    #[test]
    fn without_a_contact_it_is_false() {
        check_with(
            None,
            "SE_ContactIsTransfer",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn an_initial_id_that_is_empty_is_none() {
        let contact = Contact { initial_contact_id: Some("".into()), ..contact() };
        check_with(
            Some(contact),
            "SE_IsContactTransfer",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }
}
