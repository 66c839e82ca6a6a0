//! Questions and messages of flows.

use connect_cti::state::{Dialog, Panel, State};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("alert", || {
        ask(Dialog { message: "The order has left the house.".to_owned(), ..Dialog::default() })
    }),
    Exhibit::new("question", || ask(question())),
    Exhibit::new("question-and-text", || {
        ask(Dialog { input_label: Some("Warranty number".to_owned()), ..question() })
    }),
    Exhibit::new("over-the-drawer", || {
        let base = ask(Dialog { input_label: Some("Warranty number".to_owned()), ..question() });
        viewing(Panel::Attributes, contact(call()), base)
    }),
    Exhibit::new("long", || {
        ask(Dialog {
            title: LONG_WORD.to_owned(),
            message: [LONG_TEXT; 6].join("\n"),
            confirm_label: Some(LONG_WORD.to_owned()),
            cancel_label: Some(LONG_TEXT.to_owned()),
            input_label: Some(LONG_TEXT.to_owned()),
            ..Dialog::default()
        })
    }),
    Exhibit::new("hostile", || {
        let [title, message, confirm, cancel, input, _] = HOSTILE.map(str::to_owned);
        let [confirm_label, cancel_label, input_label] = [confirm, cancel, input].map(Some);
        ask(Dialog { title, message, confirm_label, cancel_label, input_label, ..Dialog::default() })
    }),
    Exhibit::new("several", || State { dialogs: vec![question(), Dialog { id: 1, ..question() }], ..up() }),
];

fn question() -> Dialog {
    Dialog {
        title: "Warranty?".to_owned(),
        message: "Does the customer know the warranty number?\nAsk before you transfer.".to_owned(),
        confirm_label: Some("Yes".to_owned()),
        cancel_label: Some("No".to_owned()),
        ..Dialog::default()
    }
}

fn ask(dialog: Dialog) -> State {
    State { dialogs: vec![dialog], ..up() }
}
