//! The Assistant panel around its frame, which only a page with a phone has.

use connect_cti::state::{Assistant, Panel, State};
use cti_ports::Link;
use serde_json::json;

use super::made_up::{call, contact, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("signed-out", || State { link: Link::SignedOut, ..is(Assistant::Away) }),
    Exhibit::new("loading", || is(Assistant::Loading)),
    Exhibit::new("failed", || is(Assistant::Failed)),
    Exhibit::new("shown", || is(Assistant::Shown)),
];

fn is(assistant: Assistant) -> State {
    let value = "Enabled: true\nIgnorePermissionSet: true";
    let feature = json!({ "name": "FEATURE_AMAZONQ_PANEL", "value": value, "active": true });
    let base = State { settings: settings(json!({ "features": [feature] })), assistant, ..up() };
    viewing(Panel::Assistant, contact(call()), base)
}
