//! Pop Task Contact's Reference Urls.

use cti_core::{Channel, Contact};
use serde_json::json;

use crate::address;
use crate::call::{Call, Next};
use crate::effect::Desk;
use crate::spec::{Block, Category, Ports, example, sentence};

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactPopTaskReferenceUrls",
    name: "Pop Task Contact's Reference Urls",
    aliases: &["SE_PopTaskReferenceUrls"],
    since: "5.9",
    category: Category::ConnectContact,
    about: sentence("Opens every address that a task refers to, and gives how many those were."),
    controls: &[],
    ports: Ports::Done,
    results: &["value"],
    example: example(
        "",
        r#"{"source": "taskContact", "contact": {"contactId": "c-1", "name": "Call back", "references": {"Order": {"type": "URL", "value": "https://example.com/orders/7"}}}}"#,
    ),
    run,
};

/// Opens them one after another; one that does not open does not keep the others closed.
fn run(call: &mut Call<'_>) -> Next {
    let contact = call.scope.contact().filter(|contact| contact.r#type == Channel::Task);
    let Some(contact) = contact else { return Next::value(0) };
    let asked = call.performed();
    if let Some(url) = addresses(contact).filter(|url| address::is_complete(url)).nth(asked.len()) {
        return Next::perform(Desk::OpenUrl { url: url.to_owned() }, |call, _| run(call));
    }
    let replies = || asked.iter().filter_map(|performed| performed.reply.as_ref());
    let opened = json!({ "value": replies().filter(|reply| reply.is_ok()).count() });
    if let Some(fault) = replies().find_map(|reply| reply.as_ref().err()) {
        return Next::thrown(opened, fault.message.as_str());
    }
    match addresses(contact).filter(|url| !address::is_complete(url)).count() {
        0 => Next::done(opened),
        closed => {
            Next::thrown(opened, format!("not opened, because they have neither http nor https: {closed}"))
        }
    }
}

fn addresses(contact: &Contact) -> impl Iterator<Item = &str> {
    let of_the_web = contact.references.values().filter(|one| one.r#type.eq_ignore_ascii_case("URL"));
    of_the_web.map(|reference| reference.value.trim())
}

#[cfg(test)]
mod tests {
    use crate::Reply;
    use crate::blocks::testing::{check_with, contact, fault};
    use cti_core::contact::Reference;
    use cti_core::{Channel, Contact};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn check(channel: Channel, references: &[(&str, &str, &str)], replies: &[Reply], expected: Expect) {
        let reference = |(name, r#type, value): &(&str, &str, &str)| {
            ((*name).to_owned(), Reference { r#type: (*r#type).to_owned(), value: (*value).to_owned() })
        };
        let contact =
            Contact { r#type: channel, references: references.iter().map(reference).collect(), ..contact() };
        check_with(Some(contact), "SE_ContactPopTaskReferenceUrls", json!({}), replies, expected);
    }

    #[test]
    fn each_address_is_opened() {
        check(
            Channel::Task,
            &[
                ("a", "URL", "https://example.com/a"),
                ("b", "url", " http://example.com/b "),
                ("c", "EMAIL", "ada@example.com"),
                ("d", "ATTACHMENT", "https://example.com/file"),
            ],
            &[],
            expect![[r#"
                desk.openUrl {"url":"https://example.com/a"}
                desk.openUrl {"url":"http://example.com/b"}
                done {success: true, results: {"value":2}}"#]],
        );
    }

    #[test]
    fn one_that_stays_closed_does_not_hold_up_the_others() {
        check(
            Channel::Task,
            &[("a", "URL", "https://example.com/a"), ("b", "URL", "https://example.com/b")],
            &[fault("the browser blocked the window"), Ok(Value::Null)],
            expect![[r#"
                desk.openUrl {"url":"https://example.com/a"}
                desk.openUrl {"url":"https://example.com/b"}
                done {success: false, results: {"value":1}, exception: "the browser blocked the window"}"#]],
        );
    }

    #[test]
    fn only_the_web_is_opened() {
        check(
            Channel::Task,
            &[
                ("a", "URL", "javascript:alert(1)"),
                ("b", "URL", "https://example.com/b"),
                ("c", "URL", "//evil.example"),
                ("d", "URL", ""),
            ],
            &[],
            expect![[r#"
                desk.openUrl {"url":"https://example.com/b"}
                done {success: false, results: {"value":1}, exception: "not opened, because they have neither http nor https: 3"}"#]],
        );
    }

    #[test]
    fn nothing_to_open() {
        check(Channel::Task, &[], &[], expect![[r#"done {success: true, results: {"value":0}}"#]]);
        check(
            Channel::Chat,
            &[("a", "URL", "https://example.com/a")],
            &[],
            expect![[r#"done {success: true, results: {"value":0}}"#]],
        );
        check_with(
            None,
            "SE_PopTaskReferenceUrls",
            json!({}),
            &[],
            expect![[r#"done {success: true, results: {"value":0}}"#]],
        );
    }
}
