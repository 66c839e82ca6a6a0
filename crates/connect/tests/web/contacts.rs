//! What the phone tells of the agent and the contacts.

use cti_core::{Channel, ContactState};
use cti_ports::ConnectEvent;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{World, evaluate, post, post_broken, say, set, states};

#[wasm_bindgen_test]
async fn a_call_that_rings_before_the_phone_is_there_is_heard() {
    let world = World::start(json!({ "contacts": [{ "contactId": "c" }] })).await;
    world.hears(|event| matches!(event, ConnectEvent::Link(_))).await;
    assert_eq!(world.heard.borrow().len(), 1, "the link first, then the snapshot, and each once");
    let ConnectEvent::Snapshot { at, agent, contacts } = world.heard.borrow_mut().remove(0) else {
        panic!("no snapshot")
    };
    assert!((js_sys::Date::now() - at).abs() < 60_000.0);
    assert_eq!((agent.name.as_str(), agent.state.name.as_str()), ("Ada", "Available"));
    assert_eq!((agent.state.start_timestamp, agent.may_dial()), (Some(5_000.0), true));
    let [contact] = &contacts[..] else { panic!("{contacts:?}") };
    assert_eq!((contact.state, contact.is_inbound), (ContactState::Connecting, true));
    assert_eq!((contact.phone_number.as_str(), contact.queue_name.as_str()), ("+12135550100", "Support"));
    assert_eq!(contact.state_timestamp, Some(7_000.0));
    assert_eq!(contact.attributes.get("tier").unwrap(), "<b>gold</b>");
}

#[wasm_bindgen_test]
async fn a_call_from_ring_to_clear_beside_a_task() {
    let world = World::up(json!([])).await;
    let task = json!({ "contactId": "t", "type": "task", "state": "connected", "raw": { "name": "Do" } });
    for (state, expected) in [
        ("connecting", ContactState::Connecting),
        ("connected", ContactState::Connected),
        ("ended", ContactState::Ended),
    ] {
        world.change(json!([{ "contactId": "c", "state": state }, task]));
        let contacts = world.hears_contacts().await;
        assert_eq!(states(&contacts), [("c", expected), ("t", ContactState::Connected)]);
    }
    world.change(json!([task]));
    let contacts = world.hears_contacts().await;
    assert_eq!(states(&contacts), [("t", ContactState::Connected)]);
    assert_eq!((&contacts[0].r#type, contacts[0].name.as_str()), (&Channel::Task, "Do"));
    assert_eq!(contacts[0].references.get("site").unwrap().value, "https://example.com");
}

#[wasm_bindgen_test]
async fn a_snapshot_that_changes_nothing_says_nothing() {
    let world = World::up(json!([{ "contactId": "a" }, { "contactId": "b" }])).await;
    post();
    post();
    assert_eq!(world.said().await, []);
    world.change(json!([{ "contactId": "b" }, { "contactId": "a" }]));
    assert_eq!(states(&world.hears_contacts().await).iter().map(|it| it.0).collect::<Vec<_>>(), ["b", "a"]);
    set(r#"{"agentState":"Lunch"}"#);
    post();
    world
        .hears(|event| matches!(event, ConnectEvent::Snapshot { agent, .. } if agent.state.name == "Lunch"))
        .await;
    world.change(json!([{ "contactId": "b", "raw": { "attributes": {} } }, { "contactId": "a" }]));
    assert!(world.hears_contacts().await[0].attributes.is_empty());
}

#[wasm_bindgen_test]
async fn a_contact_of_an_unknown_kind_is_a_contact() {
    let world = World::up(json!([{ "contactId": "h", "type": "hologram", "state": "beamed" }])).await;
    world.change(json!([{ "contactId": "h", "type": "hologram", "state": "connected" }]));
    let contacts = world.hears_contacts().await;
    assert_eq!(contacts[0].r#type, Channel::Other("hologram".to_owned()));
}

#[wasm_bindgen_test]
async fn broken_snapshots_change_nothing() {
    let world = World::up(json!([{ "contactId": "c" }])).await;
    post_broken("missing");
    post_broken("text");
    assert_eq!(world.said().await, []);
    world.change(json!([{ "contactId": "c", "state": "connected" }]));
    assert_eq!(states(&world.hears_contacts().await), [("c", ContactState::Connected)]);
    post_broken("odd");
    assert_eq!(world.hears_contacts().await, []);
    post_broken("cyclic");
    world.change(json!([{ "contactId": "d" }]));
    world
        .hears(|event| matches!(event, ConnectEvent::Snapshot { contacts, .. } if contacts.len() == 1))
        .await;
}

#[wasm_bindgen_test]
async fn the_contact_that_the_agent_looks_at() {
    let world = World::up(json!([])).await;
    say("contact::view", r#"{"contactId":"c"}"#);
    say("contact::view", r#"{"contactId":""}"#);
    say("contact::view", "null");
    assert_eq!(
        world.said().await,
        [ConnectEvent::Viewed(Some("c".into())), ConnectEvent::Viewed(None), ConnectEvent::Viewed(None)]
    );
}

/// The ids and states that Streams itself has.
fn streams() -> String {
    let script = "new connect.Agent().getContacts().map((contact) => `${contact.getContactId()} ${contact.getState().type}`).join()";
    evaluate(script).as_string().unwrap()
}

#[wasm_bindgen_test]
async fn with_every_refresh_the_contacts_are_those_that_streams_has() {
    // Some were there before the page was.
    let left = json!([{ "contactId": "1", "state": "connected" }, { "contactId": "2", "type": "chat", "state": "ended" }]);
    let world = World::start(json!({ "contacts": left })).await;
    let mut seen = world.hears_contacts().await;
    for round in 0..40 {
        let ours: Vec<_> = seen
            .iter()
            .map(|contact| {
                let state = serde_json::to_value(contact.state).unwrap();
                format!("{} {}", contact.contact_id, state.as_str().unwrap())
            })
            .collect();
        assert_eq!(ours.join(","), streams(), "round {round}");
        let state = |of: usize| ["connecting", "connected", "ended", "missed"][(round * 7 + of * 3) % 4];
        let there = |of: &usize| !(round + of * 5).is_multiple_of(3);
        let contacts =
            (3..9).filter(there).map(|of| json!({ "contactId": format!("{of}"), "state": state(of) }));
        let mut contacts: Vec<_> = contacts.collect();
        contacts.push(json!({ "contactId": format!("round-{round}") }));
        world.change(contacts.into());
        seen = world.hears_contacts().await;
    }
}

#[wasm_bindgen_test]
async fn a_no_of_the_agent_is_told_wherever_it_was_said() {
    let world = World::up(json!([{ "contactId": "c" }])).await;
    for click in ["Accept", "Reject", "Hangup"] {
        say("click_stream_data", &json!({ "contactId": "c", "clickType": click }).to_string());
    }
    say("click_stream_data", r#"{"clickType":"Reject"}"#);
    say("click_stream_data", "null");
    assert_eq!(world.said().await, [ConnectEvent::Refused("c".into()), ConnectEvent::Refused("c".into())]);
}
