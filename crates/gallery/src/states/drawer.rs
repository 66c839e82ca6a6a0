//! The drawer around its panels.

use connect_cti::state::{Notice, Panel, State};
use serde_json::json;

use super::made_up::{LONG_TEXT, call, contact, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("closed", || State { contacts: vec![contact(call())], ..all() }),
    Exhibit::new("menu", || viewing(Panel::Actions, contact(call()), all())).pressed(&[".more"]),
    Exhibit::new("from-menu", || viewing(Panel::History, contact(call()), all())),
    Exhibit::new("notices", || {
        let notices = (1..=12).map(|at| Notice::Setting(format!("{at}: {LONG_TEXT}"))).collect();
        viewing(Panel::Attributes, contact(call()), State { notices, ..all() })
    })
    .pressed(&[".more"]),
    Exhibit::new("rings", || {
        let call = json!({ "type": "voice", "state": "connecting", "phoneNumber": "+12135550100",
            "attributes": { "tier": "Gold", "language": "English", "caseId": "00001001" } });
        viewing(Panel::Attributes, contact(call), all())
    }),
    Exhibit::new("two-panels", || {
        let order =
            json!({ "name": "FEATURE_OVERLAY_PANELS", "value": "Panels: data, history", "active": true });
        let base = State { settings: settings(json!({ "features": [order] })), ..up() };
        viewing(Panel::Data, contact(call()), base)
    }),
];

/// Every panel that there is.
fn all() -> State {
    let feature = |name: &str, value: &str| json!({ "name": name, "value": value, "active": true });
    let features = [
        feature("FEATURE_CTI_ATTRIBUTES", "ShowAllAttributes: true"),
        feature("FEATURE_RECORDING_PANEL", "Enabled: true"),
        feature("FEATURE_AMAZONQ_PANEL", "Enabled: true\nIgnorePermissionSet: true"),
    ];
    State { settings: settings(json!({ "features": features })), ..up() }
}
