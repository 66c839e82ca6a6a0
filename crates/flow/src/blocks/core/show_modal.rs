//! Show Modal.

use serde_json::Value;

use crate::call::{Call, Next};
use crate::effect::{Desk, Modal, Reply};
use crate::spec::{Block, Category, Ports, Preset, example, sentence, text};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_CoreShowModal",
    name: "Show Modal",
    aliases: &["SE_ShowModal"],
    since: "5.0",
    category: Category::Core,
    about: sentence("Asks the agent something and goes on with the answer; the flow's time stands still."),
    controls: &[
        text("title").about("The heading."),
        text("message").about("The question, as plain text."),
        text("confirmLabel").or(Preset::Text("OK")).about("The text of the button that goes on."),
        text("cancelLabel").about("The text of the button that takes failure; empty for none."),
        text("inputLabel").about("The label of a text field; empty for none."),
    ],
    ports: Ports::SuccessFailure,
    results: &["value", "string"],
    example: example(
        r#"{"title": "Order", "message": "Which order is it about?", "cancelLabel": "None", "inputLabel": "Number"}"#,
        r#"{"replies": {"desk.showModal": [{"ok": {"button": "confirm", "text": "4711"}, "ms": 9000}]}}"#,
    ),
    run,
};

fn run(call: &mut Call<'_>) -> Next {
    let modal = Modal {
        title: call.text("title"),
        message: call.text("message"),
        confirm_label: call.some_text("confirmLabel").unwrap_or_else(|| "OK".to_owned()),
        cancel_label: call.some_text("cancelLabel"),
        input_label: call.some_text("inputLabel"),
    };
    Next::perform(Desk::ShowModal(modal), take)
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    let answer = match reply {
        Ok(answer) => answer,
        Err(fault) => return Next::failure(fault.message),
    };
    let member = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or_default();
    let button = member("button");
    let results = object([("value", button.into()), ("string", member("text").into())]);
    match button {
        "confirm" | "dismiss" => Next::success(results),
        "cancel" => Next::failed(results, "the agent cancelled"),
        _ => Next::failure("the modal was closed without an answer"),
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn a_confirmation_brings_the_text() {
        check_replies(
            "SE_CoreShowModal",
            json!({ "title": "Order", "message": "$.payload.number", "confirmLabel": "Go", "cancelLabel": "No", "inputLabel": "Number" }),
            &[Ok(json!({ "button": "confirm", "text": "4711" }))],
            expect![[r#"
                desk.showModal {"title":"Order","message":"2135550100","confirmLabel":"Go","cancelLabel":"No","inputLabel":"Number"}
                success {success: true, results: {"value":"confirm","string":"4711"}}"#]],
        );
    }

    #[test]
    fn everything_may_be_left_out() {
        check_replies(
            "SE_ShowModal",
            json!({ "confirmLabel": " " }),
            &[Ok(json!({ "button": "dismiss" }))],
            expect![[r#"
                desk.showModal {"title":"","message":"","confirmLabel":"OK"}
                success {success: true, results: {"value":"dismiss","string":""}}"#]],
        );
    }

    #[test]
    fn cancelling_takes_failure_and_keeps_the_answer() {
        check_replies(
            "SE_CoreShowModal",
            json!({ "message": "?", "cancelLabel": "No" }),
            &[Ok(json!({ "button": "cancel", "text": "x" }))],
            expect![[r#"
                desk.showModal {"title":"","message":"?","confirmLabel":"OK","cancelLabel":"No"}
                failure {success: false, results: {"value":"cancel","string":"x"}, exception: "the agent cancelled"}"#]],
        );
    }

    #[test]
    fn a_modal_that_cannot_open_takes_failure() {
        check_replies(
            "SE_CoreShowModal",
            json!({}),
            &[fault("another modal is open")],
            expect![[r#"
                desk.showModal {"title":"","message":"","confirmLabel":"OK"}
                failure {success: false, results: null, exception: "another modal is open"}"#]],
        );
        check(
            "SE_CoreShowModal",
            json!({}),
            expect![[r#"
                desk.showModal {"title":"","message":"","confirmLabel":"OK"}
                failure {success: false, results: null, exception: "the modal was closed without an answer"}"#]],
        );
    }

    #[test]
    fn markup_is_text() {
        check_replies(
            "SE_CoreShowModal",
            json!({ "message": "<img src=x onerror=alert(1)>" }),
            &[Ok(json!({ "button": "confirm", "text": "<b>" }))],
            expect![[r#"
                desk.showModal {"title":"","message":"<img src=x onerror=alert(1)>","confirmLabel":"OK"}
                success {success: true, results: {"value":"confirm","string":"<b>"}}"#]],
        );
    }
}
