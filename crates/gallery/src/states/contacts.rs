//! Contacts: every channel, and how the drawer names them.

use connect_cti::state::{Panel, State};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_WORD, closed, contact, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("voice", || only(json!({ "type": "voice", "phoneNumber": "+12135550100" }))),
    Exhibit::new("queue-callback", || {
        only(json!({ "type": "queue_callback", "phoneNumber": "+12135550100" }))
    }),
    Exhibit::new("chat", || only(json!({ "type": "chat", "name": "Ada Lovelace" }))),
    Exhibit::new("task", || {
        only(json!({ "type": "task", "name": "Return the form", "description": "By Friday" }))
    }),
    Exhibit::new("email", || only(json!({ "type": "email", "name": "Where is my order?" }))),
    Exhibit::new("other", || only(json!({ "type": "carrier_pigeon" }))),
    Exhibit::new("long-name", || only(json!({ "type": "chat", "name": LONG_WORD }))),
    Exhibit::new("hostile-name", || only(json!({ "type": "task", "name": HOSTILE.first() }))),
    Exhibit::new("reversing-name", || only(json!({ "type": "task", "name": HOSTILE.get(2) }))),
    Exhibit::new("closed-drawer", || closed(only(json!({ "type": "chat", "name": LONG_WORD })))),
    Exhibit::new("ringing", || {
        let ringing = json!({ "type": "voice", "state": "connecting", "phoneNumber": "+12135550100" });
        closed(only(ringing))
    }),
];

fn only(members: Value) -> State {
    viewing(Panel::Attributes, contact(members), up())
}
