//! Get Contact Properties.

use serde_json::{Value, to_value};

use crate::call::{Call, Next};
use crate::spec::{Block, Category, Ports, example, sentence};

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
    example: example("", ""),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let none = cti_core::Contact::default();
    let scope = &call.scope;
    let (contact, known) = scope.contact().map_or((&none, false), |contact| (contact, true));
    let when_known = |text: &str| Value::from(if known { text } else { "" });
    let initial = contact.initial_contact_id.as_ref();
    Next::members(vec![
        ("contactId", contact.contact_id.as_str().into()),
        ("initialContactId", initial.map_or(Value::Null, |id| id.as_str().into())),
        ("type", when_known(contact.r#type.as_str())),
        ("state", if known { to_value(contact.state).unwrap_or_default() } else { Value::Null }),
        ("queueName", contact.queue_name.as_str().into()),
        ("queueARN", contact.queue_arn.as_str().into()),
        ("phoneNumber", contact.phone_number.as_str().into()),
        ("formattedPhoneNumber", scope.formatted_phone_number().into()),
        ("callType", when_known(contact.call_type())),
        ("isMonitor", contact.is_monitor.into()),
        ("name", contact.name.as_str().into()),
        ("description", contact.description.as_str().into()),
    ])
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
