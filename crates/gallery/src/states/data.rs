//! The Data panel.

use std::rc::Rc;

use connect_cti::state::{Panel, State};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", || data(json!({}))),
    Exhibit::new("one", || data(json!({ "Order": "4711 / 2026" }))),
    Exhibit::new("kinds", || {
        data(json!({
            "Text": "Gold", "Number": 1_234_567.891, "Whole": 42, "Yes": true, "No": false, "Nothing": null, "Empty": "",
            "List": ["one", 2, null, ["nested"]], "Nested": { "Street": "Main Street 1", "City": { "Name": "Boston" } },
            "Link": "https://example.com/orders/4711?of=a&and=b", "Mail": "mailto:ada@example.com",
            "Not a link": "javascript:alert(1)", "Lines": "one\ntwo\nthree", "No members": {}, "No items": [],
        }))
    }),
    Exhibit::new("many", || {
        data(Value::Object(
            (1..=200).map(|at| (format!("Field {at}"), json!(format!("Value {at}")))).collect(),
        ))
    }),
    Exhibit::new("long", || {
        data(json!({ LONG_WORD: LONG_TEXT, LONG_TEXT: LONG_WORD, "List": [LONG_WORD, LONG_TEXT] }))
    }),
    Exhibit::new("hostile", || {
        data(Value::Object(
            HOSTILE.iter().map(|text| ((*text).to_owned(), json!([text, { *text: text }]))).collect(),
        ))
    }),
    Exhibit::new("deep", || {
        data(json!({ "Deep": (0..20).fold(json!("the end"), |inner, _| json!({ "in": inner })) }))
    }),
];

fn data(data: Value) -> State {
    let contact = contact(call());
    let id = Some(contact.contact_id.clone());
    let mut state = viewing(Panel::Data, contact, up());
    state.data.insert(id, Rc::new(data.as_object().cloned().unwrap_or_default()));
    state
}
