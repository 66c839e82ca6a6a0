//! The Actions panel and its forms.

use connect_cti::state::{ActionState, Panel, State};
use cti_core::action::ActionError;
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", || actions(json!([]), &[])),
    Exhibit::new("one", || actions(json!([{ "name": "Call back tomorrow", "flow": "a" }]), &[])),
    Exhibit::new("outcomes", || {
        let names = ["Running", "Done", "Failed", "Not ready", "Without flow"];
        let rows: Vec<_> = names.iter().map(|name| json!({ "name": name, "flow": name })).collect();
        let outcomes = [
            ("Running", ActionState::Running),
            ("Done", ActionState::Done),
            ("Failed", ActionState::Failed(ActionError::Failed(LONG_TEXT.to_owned()))),
            ("Not ready", ActionState::Failed(ActionError::NotReady)),
            ("Without flow", ActionState::Failed(ActionError::NoFlow(LONG_WORD.to_owned()))),
        ];
        actions(rows.into(), &outcomes)
    }),
    Exhibit::new("many", || {
        let row = |at| match at % 3 {
            0 => json!({ "name": format!("Action {at} with a form"), "title": "Form", "order": at }),
            _ => json!({ "name": format!("Action {at}"), "flow": "a", "order": at }),
        };
        actions((1..=60).map(row).collect(), &[])
    }),
    Exhibit::new("long", || {
        actions(json!([{ "name": LONG_WORD }, { "name": LONG_TEXT, "title": "x" }]), &[])
    }),
    Exhibit::new("hostile", || {
        actions(HOSTILE.iter().map(|text| json!({ "name": text, "flow": text })).collect(), &[])
    }),
    Exhibit::new("form", || actions(json!([form()]), &[])).pressed(&[".action button"]),
    Exhibit::new("form-incomplete", || actions(json!([form()]), &[]))
        .pressed(&[".action button", ".form [type=submit]"]),
];

fn form() -> Value {
    json!({
        "name": "Log the call",
        "title": "What was it about?",
        "instructions": LONG_TEXT,
        "fields": [
            { "name": "kind", "label": "Kind", "type": "Dropdown", "order": 1, "options": ["Order", LONG_TEXT] },
            { "name": "reason", "label": "Reason", "required": true, "order": 2 },
            { "name": "long", "label": LONG_WORD, "required": true, "order": 3 },
        ],
    })
}

fn actions(actions: Value, outcomes: &[(&str, ActionState)]) -> State {
    let base = State {
        settings: settings(json!({ "actions": actions })),
        actions: outcomes.iter().map(|(name, state)| ((*name).to_owned(), state.clone())).collect(),
        ..up()
    };
    viewing(Panel::Actions, contact(call()), base)
}
