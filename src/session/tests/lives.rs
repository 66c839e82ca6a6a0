//! Contacts that are there before the page is, come again, are listened in to or passed on.

use cti_core::Connection;
use cti_core::settings::Adapter;
use cti_flow::effect::{Connect as ConnectEffect, Effect};

use super::*;
use crate::perform::perform;

const DELAYS: [u32; 5] = [0, 1_000, 5_000, 20_000, 60_000];

#[test]
fn a_contact_that_is_there_before_the_page_runs_the_flow_of_its_state_once() {
    let events = ["onIncoming", "onConnecting", "onConnected", "onEnded"];
    for delay in DELAYS {
        for (state, event) in [
            (ContactState::Incoming, "onIncoming"),
            (ContactState::Connecting, "onConnecting"),
            (ContactState::Connected, "onConnected"),
            (ContactState::Ended, "onEnded"),
        ] {
            let tab = Tab::open(&claims());
            tab.sees(&[("a", state)]);
            tab.clock.advance(delay);
            tab.sees(&[("a", state)]);
            assert!(tab.saved().is_empty());
            tab.load(events.map(|event| flow(event, "voiceContact", event, event)).to_vec());
            tab.session.on_lead(true);
            assert_eq!(tab.saved(), [event], "{delay} ms late");
            tab.sees(&[("a", state)]);
            assert_eq!(tab.saved().len(), 1, "{delay} ms late");
        }
    }
}

#[test]
fn a_whole_call_while_the_page_loads_is_delivered_in_order() {
    for delay in DELAYS {
        let tab = Tab::open(&claims());
        for state in [ContactState::Connecting, ContactState::Connected, ContactState::Ended] {
            tab.sees(&[("a", state)]);
            tab.clock.advance(delay / 3);
        }
        tab.sees(&[]);
        let events = ["onConnecting", "onConnected", "onEnded", "onDestroy"];
        tab.load(events.map(|event| flow(event, "voiceContact", event, event)).to_vec());
        tab.saves(events.len());
        tab.session.on_lead(true);
        assert_eq!(tab.saved(), events, "{delay} ms late");
    }
}

#[test]
fn forty_old_contacts_that_come_again_run_nothing() {
    let claims = claims();
    let ids: Vec<_> = (0..40).map(|number| format!("old-{number}")).collect();
    let all = |state| ids.iter().map(|id| (id.as_str(), state)).collect::<Vec<_>>();
    let events = ["onConnecting", "onAccepted", "onConnected", "onEnded", "onDestroy"];
    for day in ["first", "again"] {
        let tab = Tab::open(&claims);
        tab.load(events.map(|event| flow(event, "voiceContact", event, event)).to_vec());
        tab.session.on_lead(true);
        tab.saves(40 * events.len());
        for state in [ContactState::Connecting, ContactState::Connected, ContactState::Ended] {
            tab.sees(&all(state));
        }
        tab.sees(&[]);
        assert_eq!(tab.saved().len(), if day == "first" { 40 * events.len() } else { 0 }, "{day}");
    }
}

fn supervised(tab: &Tab) {
    let contact = Contact {
        contact_id: "m".into(),
        is_monitor: true,
        state: ContactState::Connected,
        ..Contact::default()
    };
    tab.session.on_connect(ConnectEvent::Snapshot {
        at: 1.0,
        agent: Agent::default(),
        contacts: vec![contact],
    });
}

#[test]
fn what_a_supervisor_listens_in_to_runs_flows_only_where_that_is_set() {
    for monitoring_flows in [false, true] {
        let tab = Tab::open(&claims());
        supervised(&tab);
        tab.session.on_lead(true);
        tab.session.on_host_answer(Ok(()));
        tab.session.on_phone_engine(Ok(Rc::new(NoPhoneEngine) as Rc<dyn PhoneEngine>));
        let adapter = Adapter { monitoring_flows, ..Adapter::default() };
        let flows = vec![told("voiceContact", "onConnected")];
        tab.session.on_configuration(Ok(Configuration { adapter, flows, ..Configuration::default() }));
        assert_eq!(tab.saved().len(), usize::from(monitoring_flows));
        assert_eq!(tab.session.hub.state().contacts.len(), 1, "it is shown all the same");
    }
}

/// A call with a third party that is there or not.
fn talks(tab: &Tab, third: Option<&str>, name: Option<&str>) {
    let leg = |id: &str, r#type: &str, initial| Connection {
        connection_id: id.to_owned(),
        r#type: r#type.to_owned(),
        initial,
        ..Connection::default()
    };
    let mut connections = vec![leg("customer", "inbound", true), leg("agent", "agent", false)];
    connections.extend(
        third.map(|id| Connection {
            quick_connect_name: name.map(str::to_owned),
            ..leg(id, "outbound", false)
        }),
    );
    let contact =
        Contact { contact_id: "a".into(), state: ContactState::Connected, connections, ..Contact::default() };
    let at = tab.session.ports.clock.now();
    tab.connect.say(ConnectEvent::Snapshot { at, agent: Agent::default(), contacts: vec![contact.clone()] });
    tab.session.on_connect(ConnectEvent::Snapshot { at, agent: Agent::default(), contacts: vec![contact] });
}

fn dials(tab: &Tab, number: &str) {
    let dial = ConnectEffect::Dial { phone_number: number.to_owned(), queue_arn: None };
    let _ = block_on(perform(&tab.session, Some("a"), &Effect::Connect(dial)));
}

#[test]
fn a_transfer_names_its_target_where_a_flow_has_started_it_and_else_nobody() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("t", "voiceContact", "onTransferStarted", "$.payload.target")]);
    tab.session.on_lead(true);
    tab.saves(9);
    talks(&tab, None, None);
    dials(&tab, "+12135550100");
    talks(&tab, Some("1"), None);
    talks(&tab, Some("1"), None);
    // The agent does it by hand.
    talks(&tab, None, None);
    talks(&tab, Some("2"), None);
    // Refused: whoever comes is somebody else.
    tab.connect.side.will(Behaviour::Refuses { code: "no", message: "no" });
    dials(&tab, "+12135550101");
    talks(&tab, Some("3"), None);
    // Asked for long ago.
    dials(&tab, "+12135550102");
    tab.clock.advance(10_001);
    talks(&tab, Some("4"), None);
    // What Connect itself says goes before what we think.
    dials(&tab, "+12135550103");
    talks(&tab, Some("5"), Some("Billing"));
    talks(&tab, Some("6"), None);
    assert_eq!(tab.saved(), ["+12135550100", "unknown", "unknown", "unknown", "Billing", "unknown"]);
}

#[test]
fn a_new_call_is_no_transfer_and_leaves_no_name_behind() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("t", "voiceContact", "onTransferStarted", "$.payload.target")]);
    tab.session.on_lead(true);
    tab.saves(9);
    tab.sees(&[]);
    dials(&tab, "+12135550100");
    talks(&tab, None, None);
    talks(&tab, Some("1"), None);
    assert_eq!(tab.saved(), ["unknown"]);
}

#[test]
fn a_call_that_the_agent_rejects_is_not_missed() {
    let tab = Tab::open(&claims());
    tab.load(vec![flow("m", "voiceContact", "onMissed", "$.contact.unanswered")]);
    tab.session.on_lead(true);
    tab.saves(2);
    tab.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connecting)]);
    tab.session.on_connect(ConnectEvent::Refused("a".into()));
    tab.sees(&[("a", ContactState::Missed), ("b", ContactState::Missed)]);
    assert_eq!(tab.saved(), ["rejected", "missed"]);
}
