//! What becomes of contacts and of the agent's state when another region takes over.

use super::*;

/// What a tab sees of an agent in this state, with these contacts.
fn sees_agent(tab: &Tab, name: &str, kind: &str, contacts: &[(&str, ContactState)]) {
    let contacts = contacts.iter().map(|(id, state)| Contact {
        contact_id: (*id).into(),
        state: *state,
        ..Contact::default()
    });
    let state = AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() };
    let agent = Agent { state, ..Agent::default() };
    tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent, contacts: contacts.collect() });
}

/// A call is live in one region; then the agent is offline in another.
fn fail_over(tab: &Tab) {
    sees_agent(tab, "Lunch", "not_routable", &[]);
    sees_agent(tab, "Busy", "system", &[("a", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::FailingOver);
    sees_agent(tab, "Offline", "offline", &[]);
    tab.session.on_connect(ConnectEvent::FailedOver { region: "us-west-2".to_owned() });
    settle();
}

fn retaining(tab: &Tab, value: &str) {
    let feature = Feature { name: "GlobalResiliency".to_owned(), value: value.to_owned(), active: true };
    tab.load(Vec::new());
    tab.session.on_configuration(Ok(Configuration { features: vec![feature], ..Configuration::default() }));
}

fn states_set(tab: &Tab) -> Vec<String> {
    let calls = tab.connect.side.calls();
    let set = calls.iter().filter(|call| call.name == "putAgentState");
    set.map(|call| call.arguments["state"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_contacts_of_a_region_that_failed_end_once_in_one_tab() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![flow("ends", "voiceContact", "onEnded", "$.contact.contactId")]);
    }
    first.session.on_lead(true);
    first.saves(2);
    fail_over(&first);
    fail_over(&second);
    assert_eq!((first.saved(), second.saved()), (vec!["a".to_owned()], vec![]));
    second.session.on_lead(true);
    sees_agent(&second, "Lunch", "not_routable", &[]);
    assert!(second.saved().is_empty());
    let notices = first.session.hub.state().notices.clone();
    assert!(notices.contains(&Notice::FailedOver("us-west-2".to_owned())), "{notices:?}");
}

#[test]
fn what_the_agent_chose_is_chosen_again_in_the_new_region_if_wished_and_by_one_tab() {
    for (value, leads, expected) in [
        ("RetainAgentStateEnabled: true", true, 1),
        ("RetainAgentStateEnabled: true", false, 0),
        ("", true, 0),
    ] {
        let tab = Tab::open(&claims());
        retaining(&tab, value);
        tab.session.on_lead(leads);
        fail_over(&tab);
        assert_eq!(states_set(&tab), vec!["Lunch"; expected], "{value} {leads}");
    }
}

/// Why the agent is told to choose the state anew; nothing where it was set.
fn lost(tab: &Tab) -> Vec<(String, String)> {
    let lost = |notice: &Notice| match notice {
        Notice::StateLost { state, reason } => Some((state.clone(), reason.clone())),
        _ => None,
    };
    tab.session.hub.state().notices.iter().filter_map(lost).collect()
}

#[test]
fn a_state_that_the_new_region_does_not_take_is_told_once() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    tab.connect.side.will(Behaviour::Refuses { code: "InvalidStateException", message: "no" });
    fail_over(&tab);
    tab.clock.advance(60_000);
    settle();
    assert_eq!(lost(&tab), [("Lunch".to_owned(), "InvalidStateException: no".to_owned())]);
    assert_eq!(tab.told(), []);
}

#[test]
fn nobody_is_available_in_the_new_region_where_a_call_would_have_no_sound() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    FACTS.set(Facts { microphone: Permission::Denied, ..Facts::default() });
    let sees = |name: &str, kind: &str| {
        let state = AgentState { name: name.into(), r#type: kind.into(), ..AgentState::default() };
        let agent = Agent { state, softphone_enabled: true, ..Agent::default() };
        tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent, contacts: Vec::new() });
    };
    sees("Available", "routable");
    tab.session.on_connect(ConnectEvent::FailingOver);
    sees("Offline", "offline");
    tab.session.on_connect(ConnectEvent::FailedOver { region: "us-west-2".to_owned() });
    settle();
    FACTS.set(Facts::default());
    assert!(states_set(&tab).is_empty());
    let reason = "unfit: the browser blocks the microphone for this page";
    assert_eq!(lost(&tab), [("Available".to_owned(), reason.to_owned())]);
}

#[test]
fn a_state_that_the_new_region_takes_and_does_not_show_is_told() {
    let tab = Tab::open(&claims());
    retaining(&tab, "RetainAgentStateEnabled: true");
    tab.session.on_lead(true);
    fail_over(&tab);
    assert_eq!(tab.session.hub.state().lines.state.wished.as_deref(), Some("Lunch"));
    tab.clock.advance(10_000);
    settle();
    let late = Said::StateLate { wished: "Lunch".to_owned(), current: "Offline".to_owned() };
    assert_eq!((tab.told(), lost(&tab)), (vec![late], Vec::new()));
}
