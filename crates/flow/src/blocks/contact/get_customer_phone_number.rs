//! Get Customer Phone Number.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactCustomerPhoneNumber",
    name: "Get Customer Phone Number",
    aliases: &["SE_ContactGetCustomerPhoneNumber"],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Gives the customer's number: as dialled inside its country, and with its country."),
    controls: &[],
    ports: Ports::Done,
    results: &["phone", "country", "number", "nationalNumber"],
    example: example("", ""),
    run,
};

/// What is no number, such as a SIP address, is given as it is, without a country.
fn run(call: &mut Call<'_>) -> Next {
    let scope = &call.scope;
    Next::done(match scope.customer() {
        Some(number) => object([
            ("phone", number.national_number.as_str().into()),
            ("country", number.country.as_str().into()),
            ("number", number.number.as_str().into()),
            ("nationalNumber", number.national_number.as_str().into()),
        ]),
        None => {
            let phone = scope.contact().map_or("", |contact| contact.phone_number.as_str());
            object([
                ("phone", phone.into()),
                ("country", Value::Null),
                ("number", Value::Null),
                ("nationalNumber", Value::Null),
            ])
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_with, contact};
    use cti_core::Contact;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn the_phone_is_the_national_number() {
        check(
            "SE_ContactCustomerPhoneNumber",
            json!({}),
            expect![[
                r#"done {success: true, results: {"phone":"2135550100","country":"US","number":"+12135550100","nationalNumber":"2135550100"}}"#
            ]],
        );
    }

    #[test]
    fn what_is_no_number_is_given_as_it_is() {
        let contact = Contact { phone_number: "sip:ada@example.com".to_owned(), ..contact() };
        check_with(
            Some(contact),
            "SE_ContactCustomerPhoneNumber",
            json!({}),
            &[],
            expect![[
                r#"done {success: true, results: {"phone":"sip:ada@example.com","country":null,"number":null,"nationalNumber":null}}"#
            ]],
        );
    }
}
