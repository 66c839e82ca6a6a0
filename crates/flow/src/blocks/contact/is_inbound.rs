//! Is Contact Inbound?

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactIsInbound",
    name: "Is Contact Inbound?",
    aliases: &[],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Goes on by true if the customer called us."),
    controls: &[],
    ports: Ports::TrueFalse,
    results: &[],
    example: example("", ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(call.scope.contact().is_some_and(|contact| contact.is_inbound))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_with, contact};
    use cti_core::Contact;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn it_can_be_true() {
        let contact = Contact { is_inbound: true, ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsInbound",
            json!({}),
            &[],
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn it_can_be_false() {
        let contact = Contact { is_inbound: false, ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsInbound",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn without_a_contact_it_is_false() {
        check_with(
            None,
            "SE_ContactIsInbound",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn a_customer_who_hangs_up_first_still_called_us() {
        let contact = Contact { state: cti_core::ContactState::Missed, connections: Vec::new(), ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsInbound",
            json!({}),
            &[],
            expect!["true {success: true, results: true}"],
        );
    }
}
