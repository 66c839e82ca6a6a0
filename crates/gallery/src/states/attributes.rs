//! The Attributes panel.

use connect_cti::state::{Panel, State};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, opened, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("no-contact", || State { drawers: opened(None, Panel::Attributes), ..up() }),
    Exhibit::new("none", || attributes(json!({}))),
    Exhibit::new("one", || attributes(json!({ "tier": "Gold" }))),
    Exhibit::new("rules", || {
        let rules = json!([
            { "name": "customer", "label": "Customer", "display": "Key", "active": true, "style": "text-transform: uppercase" },
            { "name": "tier", "label": "Tier", "format": "{{tier}}", "active": true },
            { "name": "link", "label": "Order", "type": "Hyperlink", "format": "https://example.com/orders/{{order}}",
              "active": true },
            { "name": "value", "display": "Value", "format": "{{tier}} since {{since}}", "active": true },
            { "name": "default", "label": "Language", "format": "{{language}}", "defaultValue": "English",
              "active": true },
            { "name": "styled", "label": "Styled", "format": "{{tier}}", "active": true,
              "style": "font-weight: bold; background-color: #def9f3; color: #023434" },
            { "name": "bad", "label": "Not a link", "type": "Hyperlink", "format": "javascript:{{tier}}", "active": true },
        ]);
        let mut state = attributes(json!({ "tier": "Gold", "order": "4711/a b", "since": "2019" }));
        state.settings = settings(json!({ "attributes": rules }));
        state
    }),
    Exhibit::new("many", || {
        let pairs = (1..=200).map(|at| (format!("attribute{at:03}"), json!(format!("Value {at}"))));
        attributes(Value::Object(pairs.collect()))
    }),
    Exhibit::new("long", || {
        attributes(json!({ LONG_WORD: LONG_TEXT, "note": LONG_WORD, LONG_TEXT: "short" }))
    }),
    Exhibit::new("hostile", || {
        let pairs = HOSTILE.iter().map(|text| ((*text).to_owned(), json!(text)));
        attributes(Value::Object(pairs.collect()))
    }),
];

fn attributes(attributes: Value) -> State {
    let mut members = call();
    if let Some(members) = members.as_object_mut() {
        members.insert("attributes".to_owned(), attributes);
    }
    let feature =
        json!({ "name": "FEATURE_CTI_ATTRIBUTES", "value": "ShowAllAttributes: true", "active": true });
    let base = State { settings: settings(json!({ "features": [feature] })), ..up() };
    viewing(Panel::Attributes, contact(members), base)
}
