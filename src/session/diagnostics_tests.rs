//! The file of diagnostics: what must be in it, and what must never be.

use cti_core::{Agent, Contact, ContactState};
use cti_ports::fake::{Behaviour, block_on};
use cti_ports::{ConnectEvent, Link};
use serde_json::Value;

use super::tests::{Tab, claims, flow, settle};

const CANARIES: [&str; 5] = ["Canary", "2135550100", "canary@example.com", "Platinum", "A-4711"];

/// A tab in which a flow has failed over a contact of whom everything is known.
fn after_a_failure() -> Tab {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("Log", "voiceContact", "onConnecting", "$.contact.attributes.tier")]);
    tab.session.on_lead(true);
    tab.host.side.will(Behaviour::Refuses {
        code: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        message: "Platinum A-4711 of Ada Canary, canary@example.com, +1 213 555 0100 is a duplicate",
    });
    let contact = Contact {
        contact_id: "c-1".into(),
        name: "Ada Canary".to_owned(),
        phone_number: "+12135550100".to_owned(),
        state: ContactState::Connecting,
        attributes: [("tier", "Platinum"), ("account", "A-4711"), ("mail", "canary@example.com")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect(),
        ..Contact::default()
    };
    let other = Contact { contact_id: "c-2".into(), state: ContactState::Connected, ..Contact::default() };
    let (agent, contacts) = (Agent::default(), vec![contact, other]);
    tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent, contacts });
    tab.session.on_connect(ConnectEvent::Link(Link::Lost));
    settle();
    tab.clock.advance(1);
    settle();
    tab
}

fn told(tab: &Tab, contact: Option<&str>) -> Value {
    block_on(tab.session.diagnostics(contact))
}

#[test]
fn nothing_of_a_contact_is_in_it_but_its_id() {
    let tab = after_a_failure();
    let text = told(&tab, None).to_string();
    for canary in CANARIES {
        assert!(!text.contains(canary), "`{canary}` in {text}");
    }
    assert!(text.contains("c-1") && text.contains("FIELD_CUSTOM_VALIDATION_EXCEPTION"), "{text}");
}

#[test]
fn it_says_what_happened_where_and_in_which_version() {
    let file = told(&after_a_failure(), None);
    assert_eq!((&file["format"], &file["page"]["version"]), (&"cti-diagnostics".into(), &"1.2.3".into()));
    let run = &file["runs"][0];
    assert_eq!((&run["contact"], &run["status"]), (&"c-1".into(), &"failed".into()));
    assert_eq!(run["effects"][0][1], "host.saveLog");
    assert_eq!(run["effects"][0][2], false);
    assert_eq!((&file["log"][0]["level"], &file["log"][0]["contact"]), (&"info".into(), &"c-1".into()));
    assert_eq!(file["link"][0][1], "Lost");
    assert_eq!(file["settings"]["flows"][0][0], "Log");
    assert!(file["days"][0].as_str().unwrap().contains("contacts 2, runs 1, ended 1, failed 1"), "{file}");
    assert!(file["claims"]["c-1/voiceContact/onConnecting/Log"].is_string(), "{file}");
}

#[test]
fn it_can_be_about_one_contact() {
    let tab = after_a_failure();
    let file = told(&tab, Some("c-2"));
    assert_eq!(file["runs"], Value::Array(Vec::new()));
    assert_eq!(file["contacts"].as_array().unwrap().len(), 1);
    assert!(!file.to_string().contains("c-1"), "{file}");
    assert_eq!(file["log"], Value::Array(Vec::new()));
    assert_eq!(told(&tab, Some("c-1"))["runs"].as_array().unwrap().len(), 1);
}

#[test]
fn the_log_itself_is_without_what_is_known_of_a_contact_by_its_kind() {
    let tab = after_a_failure();
    let lines = tab.log.lines();
    let text = format!("{lines:?}");
    assert!(!lines.is_empty());
    for canary in ["Canary", "555 0100", "canary@example.com"] {
        assert!(!text.contains(canary), "`{canary}` in {text}");
    }
}
