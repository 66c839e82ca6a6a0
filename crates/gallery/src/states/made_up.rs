//! What the states are made of: contacts, settings, and texts that are hard to lay out.

use std::rc::Rc;

use connect_cti::state::{Drawers, Panel, Settings, State};
use cti_core::settings::Configuration;
use cti_core::{Contact, ContactId};
use cti_ports::Link;
use serde_json::{Value, json};

/// A page that is up and has nothing to tell.
pub fn up() -> State {
    State { ready: true, link: Link::Up, settings: settings(json!({})), ..State::default() }
}

/// Settings as the org sends them; what is not said is usual.
pub fn settings(members: Value) -> Settings {
    let mut configuration: Configuration = serde_json::from_value(members).unwrap_or_default();
    "https://acme.my.connect.aws/ccp-v2".clone_into(&mut configuration.adapter.ccp_url);
    Settings::Loaded(Rc::new(configuration))
}

/// A contact as flows see it; what is not said is usual.
pub fn contact(members: Value) -> Rc<Contact> {
    let mut contact: Contact = serde_json::from_value(members).unwrap_or_default();
    if contact.contact_id.as_str().is_empty() {
        contact.contact_id = "c-1".into();
    }
    Rc::new(contact)
}

/// An ordinary call that is being talked on.
pub fn call() -> Value {
    json!({ "type": "voice", "state": "connected", "phoneNumber": "+12135550100", "queueName": "Support" })
}

/// A page with this contact in view, whose drawer is open at a panel.
pub fn viewing(panel: Panel, contact: Rc<Contact>, base: State) -> State {
    let drawers = opened(Some(contact.contact_id.clone()), panel);
    State { contacts: vec![contact], drawers, ..base }
}

/// A drawer that is open at a panel, and no other.
pub fn opened(contact: Option<ContactId>, panel: Panel) -> Drawers {
    let mut drawers = Drawers::default();
    drawers.show(contact, panel, None);
    drawers
}

/// The same page with every drawer closed.
pub fn closed(base: State) -> State {
    State { drawers: Drawers::default(), ..base }
}

/// No place to break.
pub const LONG_WORD: &str =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende";

/// Many words.
pub const LONG_TEXT: &str = "The customer has called before about the same order, was promised a call back within two \
    working days, and would like to speak with somebody who can decide on a replacement without asking again.";

/// Would be markup, script or a change of direction, were it ever anything but text.
pub const HOSTILE: [&str; 6] = [
    "<img src=x onerror=alert(1)>",
    "</span><script>alert(1)</script>",
    "\u{202e}txet desrever\u{2066}",
    "{name} ${7*7} {{7*7}}",
    "Z\u{351}\u{36b}\u{343}a\u{35c}\u{321}l\u{338}g\u{334}o\u{337}",
    "a\tb\r\nc\u{0}d\u{feff}e",
];
