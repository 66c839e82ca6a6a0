//! Get Chat Message.

use cti_core::Channel;
use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::effect::Connect;
use crate::spec::{Block, Category, Ports, example, sentence};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_ContactGetChatMessage",
    name: "Get Chat Message",
    aliases: &["SE_GetChatMessage"],
    since: "5.2",
    category: Category::ConnectContact,
    about: sentence("Gives the message that the event is about, or the last one of the chat."),
    controls: &[],
    ports: Ports::Done,
    results: &["value", "message"],
    example: example(
        "",
        r#"{"source": "chatContact", "event": "onMessageReceived", "contact": {"contactId": "c-1"}, "payload": {"Id": "m-1", "Content": "Where is my order?", "ContentType": "text/plain", "ParticipantRole": "CUSTOMER", "DisplayName": "Maya", "AbsoluteTime": "2026-01-05T10:00:00.000Z"}}"#,
    ),
    run,
};

const MEMBERS: [&str; 6] = ["Content", "ContentType", "ParticipantRole", "DisplayName", "AbsoluteTime", "Id"];

fn run(call: &mut Call<'_>) -> Next {
    let payload = call.scope.payload();
    if payload.get("ContentType").is_some() || payload.get("Content").is_some() {
        return Next::done(results(payload));
    }
    let chat = call.scope.contact().filter(|contact| contact.r#type == Channel::Chat);
    let Some(chat) = chat else { return Next::done(results(&Value::Null)) };
    let effect = Connect::GetChatMessage { contact_id: chat.contact_id.to_string() };
    Next::perform(effect, |_, reply| match reply {
        Ok(message) => Next::done(results(&message)),
        Err(fault) => Next::thrown(results(&Value::Null), fault.message),
    })
}

/// The text, and the message by the names of ChatJS; both null where there is none.
fn results(message: &Value) -> Value {
    let Value::Object(said) = message else {
        return object([("value", Value::Null), ("message", Value::Null)]);
    };
    let member = |name: &str| said.get(name).cloned().unwrap_or_default();
    let message: Map<_, _> = MEMBERS.iter().map(|name| ((*name).to_owned(), member(name))).collect();
    object([("value", member("Content")), ("message", message.into())])
}

#[cfg(test)]
mod tests {
    use super::results;
    use crate::blocks::testing::{check_with, contact, fault};
    use crate::{Flow, Input, Load, Reply, Run, Step};
    use cti_core::phone::NoPhoneEngine;
    use cti_core::{Channel, Contact};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};
    use std::rc::Rc;

    fn check(replies: &[Reply], expected: Expect) {
        let chat = Contact { r#type: Channel::Chat, ..contact() };
        check_with(Some(chat), "SE_ContactGetChatMessage", json!({}), replies, expected);
    }

    #[test]
    fn the_message_of_the_event_comes_first() {
        let actions = json!({ "actions": [
            { "id": "s", "type": "SE_Start", "ports": { "done": "x" } },
            { "id": "x", "type": "SE_ContactGetChatMessage" },
        ] });
        let flow = Flow::load("test", &actions.to_string()).0.unwrap();
        let payload =
            json!({ "Id": "m", "Content": "<b>Hi</b>", "ContentType": "text/plain", "Type": "MESSAGE" });
        let mut run =
            Run::new(Rc::new(flow), Input { payload, ..Input::default() }, Rc::new(NoPhoneEngine), 0.0);
        let Step::Done(outcome) = run.step(0.0) else { panic!("it asked for something") };
        expect![[
            r#"{"success":true,"results":{"value":"<b>Hi</b>","message":{"Content":"<b>Hi</b>","ContentType":"text/plain","ParticipantRole":null,"DisplayName":null,"AbsoluteTime":null,"Id":"m"}},"exception":null}"#
        ]]
        .assert_eq(&outcome.actions.last().unwrap().1.to_json().to_string());
    }

    #[test]
    fn else_the_last_one_of_the_chat() {
        check(
            &[Ok(json!({ "Content": "Hi", "ContentType": "text/plain", "ParticipantRole": "CUSTOMER" }))],
            expect![[r#"
                connect.getChatMessage {"contactId":"c-1"}
                done {success: true, results: {"value":"Hi","message":{"Content":"Hi","ContentType":"text/plain","ParticipantRole":"CUSTOMER","DisplayName":null,"AbsoluteTime":null,"Id":null}}}"#]],
        );
    }

    #[test]
    fn or_none() {
        check(
            &[Ok(Value::Null)],
            expect![[r#"
                connect.getChatMessage {"contactId":"c-1"}
                done {success: true, results: {"value":null,"message":null}}"#]],
        );
        check(
            &[fault("the phone has not started")],
            expect![[r#"
                connect.getChatMessage {"contactId":"c-1"}
                done {success: false, results: {"value":null,"message":null}, exception: "the phone has not started"}"#]],
        );
    }

    #[test]
    fn calls_and_nobody_have_none() {
        for contact in [Some(contact()), None] {
            check_with(
                contact,
                "SE_GetChatMessage",
                json!({}),
                &[],
                expect![[r#"done {success: true, results: {"value":null,"message":null}}"#]],
            );
        }
        assert_eq!(results(&json!("text")), json!({ "value": null, "message": null }));
    }
}
