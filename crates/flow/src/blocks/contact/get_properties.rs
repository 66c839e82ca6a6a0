//! Get Contact Properties.

use serde_json::json;

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactProperties",
    name: "Get Contact Properties",
    aliases: &["SE_ContactGetProperties"],
    since: "5.0",
    category: Category::ConnectContact,
    about: sentence("Gives what is known about the contact: ids, channel, queue, number, direction."),
    controls: &[],
    ports: Ports::Done,
    results: &[
        "contactId",
        "initialContactId",
        "type",
        "state",
        "queueName",
        "queueARN",
        "phoneNumber",
        "formattedPhoneNumber",
        "callType",
        "isMonitor",
        "name",
        "description",
    ],
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let none = cti_core::Contact::default();
    let scope = &call.scope;
    let (contact, known) = scope.contact().map_or((&none, false), |contact| (contact, true));
    let when_known = |text: &str| if known { text.to_owned() } else { String::new() };
    Next::done(json!({
        "contactId": contact.contact_id,
        "initialContactId": contact.initial_contact_id,
        "type": when_known(contact.r#type.as_str()),
        "state": known.then_some(contact.state),
        "queueName": contact.queue_name,
        "queueARN": contact.queue_arn,
        "phoneNumber": contact.phone_number,
        "formattedPhoneNumber": scope.formatted_phone_number(),
        "callType": when_known(contact.call_type()),
        "isMonitor": contact.is_monitor,
        "name": contact.name,
        "description": contact.description,
    }))
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_with};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn everything_known_is_there() {
        check(
            "SE_ContactProperties",
            json!({}),
            expect![[
                r#"done {success: true, results: {"contactId":"c-1","initialContactId":"c-0","type":"voice","state":"connecting","queueName":"Support","queueARN":"arn:queue","phoneNumber":"+12135550100","formattedPhoneNumber":"(213) 555-0100","callType":"inbound","isMonitor":false,"name":"","description":""}}"#
            ]],
        );
    }

    #[test]
    fn without_a_contact_everything_is_empty() {
        check_with(
            None,
            "SE_ContactProperties",
            json!({}),
            &[],
            expect![[
                r#"done {success: true, results: {"contactId":"","initialContactId":null,"type":"","state":null,"queueName":"","queueARN":"","phoneNumber":"","formattedPhoneNumber":"","callType":"","isMonitor":false,"name":"","description":""}}"#
            ]],
        );
    }
}
