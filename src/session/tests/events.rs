//! Which flows run for events of the page, the agent, chats and Omni-Channel, in which tab and how often.

use super::*;

#[test]
fn the_page_starts_once_and_before_anything_else_runs() {
    let tab = Tab::open(&claims());
    tab.sees(&RINGS);
    tab.session.on_lead(true);
    tab.load(vec![flow("init", "initialization", "onInit", "init"), ring().remove(0)]);
    assert_eq!(tab.saved(), ["init", "a"]);
    tab.sees(&[]);
    assert_eq!(tab.saved().len(), 2);
}

#[test]
fn agent_events_are_about_the_contact_that_the_agent_has() {
    let tab = Tab::open(&claims());
    tab.load(vec![told("connectAgent", "onStateChange")]);
    tab.session.on_lead(true);
    tab.sees(&[("a", ContactState::Ended)]);
    assert_eq!(tab.saved(), ["a"]);
}

#[test]
fn who_signs_in_again_is_a_new_agent() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("init", "connectAgent", "onInit", "$.agent.state.startTimestamp")]);
    tab.session.on_lead(true);
    let snapshot = |since: f64| {
        let state = AgentState {
            name: "Available".into(),
            r#type: "routable".into(),
            start_timestamp: Some(since),
            ..AgentState::default()
        };
        let agent = Agent { state, ..Agent::default() };
        tab.session.on_connect(ConnectEvent::Snapshot { at: since, agent, contacts: Vec::new() });
    };
    snapshot(1.0);
    snapshot(2.0);
    assert_eq!(tab.saved().len(), 1);
    tab.session.on_connect(ConnectEvent::Link(Link::SignedOut));
    snapshot(3.0);
    assert_eq!(tab.saved().len(), 2);
}

fn message(id: &str, role: &str, old: bool) -> ConnectEvent {
    let message = json!({"Id": id, "ParticipantRole": role, "Content": id});
    ConnectEvent::ChatMessage { contact_id: "a".into(), message, old }
}

fn chats(tab: &Tab, state: ContactState) {
    let chat = Contact { contact_id: "a".into(), r#type: Channel::Chat, state, ..Contact::default() };
    tab.session.on_connect(ConnectEvent::Snapshot { at: 1.0, agent: Agent::default(), contacts: vec![chat] });
}

#[test]
fn each_message_runs_once_over_tabs_and_reloads_and_old_ones_never() {
    let claims = claims();
    let flows = || {
        vec![
            flow("r", "chatContact", "onMessageReceived", "$.payload.Content"),
            flow("s", "chatContact", "onMessageSent", "$.payload.Content"),
        ]
    };
    let tab = Tab::open(&claims);
    tab.load(flows());
    tab.session.on_lead(true);
    chats(&tab, ContactState::Connected);
    for event in
        [message("0", "CUSTOMER", true), message("1", "CUSTOMER", false), message("1", "CUSTOMER", false)]
    {
        tab.session.on_connect(event);
    }
    tab.session.on_connect(message("2", "AGENT", false));
    tab.session.on_connect(message("3", "SYSTEM", false));
    assert_eq!(tab.saved(), ["1", "2"]);
    assert_eq!(tab.session.last_message(&"a".into()).unwrap()["Content"], "3");
    let reloaded = Tab::open(&claims);
    reloaded.load(flows());
    reloaded.session.on_lead(true);
    chats(&reloaded, ContactState::Connected);
    reloaded.session.on_connect(message("2", "AGENT", false));
    reloaded.session.on_connect(message("4", "CUSTOMER", false));
    assert_eq!(reloaded.saved(), ["4"]);
    let time = |at: &str, old| {
        let message = json!({"Id": at, "ParticipantRole": "AGENT", "AbsoluteTime": at});
        reloaded.session.on_connect(ConnectEvent::ChatMessage { contact_id: "a".into(), message, old });
    };
    time("2026-01-05T10:00:02.000Z", false);
    time("2026-01-05T10:00:01.000Z", true);
    assert_eq!(reloaded.session.last_message(&"a".into()).unwrap()["Id"], "2026-01-05T10:00:02.000Z");
    reloaded.sees(&[]);
    assert_eq!(reloaded.session.last_message(&"a".into()), None);
}

#[test]
fn a_look_at_a_chat_runs_in_the_leading_tab_each_time_it_is_connected() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![told("chatContact", "onViewContact")]);
        chats(tab, ContactState::Connecting);
    }
    first.session.on_lead(true);
    let look = |tab: &Tab| tab.session.on_connect(ConnectEvent::Viewed(Some("a".into())));
    look(&first);
    assert!(first.saved().is_empty());
    for tab in [&first, &second] {
        chats(tab, ContactState::Connected);
        look(tab);
    }
    look(&first);
    first.clock.advance(5_000);
    second.clock.advance(5_000);
    look(&second);
    // The first tab died before it heard of the second look; what it ran is not run again.
    second.session.on_lead(true);
    assert_eq!((first.saved().len(), second.saved().len()), (2, 1));
}

#[test]
fn work_that_every_tab_hears_of_runs_once_and_a_status_in_the_leading_tab() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&first, &second] {
        tab.load(vec![
            flow("w", "salesforceAgent", "onWorkAccepted", "$.payload.workId"),
            flow("s", "salesforceAgent", "onStateChange", "$.payload.statusName"),
            flow("l", "salesforceAgent", "onWorkloadChanged", "load"),
        ]);
        tab.sees(&[]);
    }
    first.session.on_lead(true);
    for tab in [&first, &second] {
        tab.session.on_host(HostEvent::WorkAccepted(json!({"workId": "0Bz", "workItemId": "500"})));
        tab.session.on_host(HostEvent::PresenceStatusChanged(json!({"statusName": "Busy"})));
        tab.session.on_host(HostEvent::WorkloadChanged(json!({"newWorkload": 1})));
        tab.session.on_host(HostEvent::PresenceLoggedOut(json!({})));
    }
    second.session.on_lead(true);
    assert_eq!(first.saved(), ["0Bz", "Busy", "load"]);
    assert!(second.saved().is_empty());
}
