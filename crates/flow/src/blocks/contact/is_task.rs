//! Is Task Contact?

use cti_core::Channel;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactIsTask",
    name: "Is Task Contact?",
    aliases: &[],
    since: "5.9",
    category: Category::ConnectContact,
    about: sentence("Goes on by true for tasks."),
    controls: &[],
    ports: Ports::TrueFalse,
    results: &[],
    example: example(
        "",
        r#"{"source": "taskContact", "contact": {"contactId": "c-1", "name": "Call back"}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    Next::answer(call.scope.contact().is_some_and(|contact| contact.r#type == Channel::Task))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check_with, contact};
    use cti_core::{Channel, Contact};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn it_can_be_true() {
        let contact = Contact { r#type: Channel::Task, ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsTask",
            json!({}),
            &[],
            expect!["true {success: true, results: true}"],
        );
    }

    #[test]
    fn it_can_be_false() {
        let contact = Contact { r#type: Channel::Email, ..contact() };
        check_with(
            Some(contact),
            "SE_ContactIsTask",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }

    #[test]
    fn without_a_contact_it_is_false() {
        check_with(
            None,
            "SE_ContactIsTask",
            json!({}),
            &[],
            expect!["false {success: true, results: false}"],
        );
    }
}
