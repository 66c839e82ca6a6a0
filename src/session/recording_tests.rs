//! One recording for the agent's buttons, the blocks of flows and every tab.

use std::rc::Rc;

use cti_core::settings::{Configuration, Feature, FlowRecord};
use cti_core::{Channel, Contact, ContactState, Recording, RecordingAction};
use cti_ports::ConnectEvent;
use cti_ports::fake::Behaviour;
use serde_json::json;

use super::command_tests::call;
use super::tests::{Tab, claims, flow, settle};
use crate::lines::Why;
use crate::state::RecordingView;

fn settings(flows: Vec<FlowRecord>) -> Configuration {
    let feature = Feature {
        name: "FEATURE_RECORDING_PANEL".to_owned(),
        value: "Enabled:true".to_owned(),
        active: true,
    };
    Configuration { flows, features: vec![feature], ..Configuration::default() }
}

/// Records each call as soon as it is connected.
fn records() -> FlowRecord {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_ContactStartRecording", "ports": {"success": "2", "failure": "2"}},
        {"id": "2", "type": "SE_End"},
    ]});
    FlowRecord { body: body.to_string(), ..flow("record", "voiceContact", "onConnected", "") }
}

fn shown(tab: &Tab) -> RecordingView {
    tab.session.hub.state().recording()
}

/// Goes on as far as it does without time passing.
fn press(tab: &Tab, action: RecordingAction) {
    let session = Rc::clone(&tab.session);
    (tab.session.ports.spawn)(Box::pin(async move { session.record_selected(action).await }));
    settle();
}

#[test]
fn buttons_and_blocks_move_one_recording_in_every_tab() {
    let claims = claims();
    let (first, second) = (Tab::open(&claims), Tab::open(&claims));
    first.load_all(settings(vec![records()]));
    second.load_all(settings(Vec::new()));
    first.session.on_lead(true);
    for tab in [&first, &second] {
        tab.shows("Available", vec![call("a", ContactState::Connected)]);
    }
    settle();
    assert_eq!(shown(&first).now, Recording::Running, "the flow has started it");
    second.session.show_recordings();
    assert_eq!(shown(&second).now, Recording::Running);
    press(&second, RecordingAction::Suspend);
    assert_eq!(shown(&second), RecordingView { now: Recording::Paused, ..RecordingView::default() });
    first.session.show_recordings();
    assert_eq!(shown(&first).now, Recording::Paused);
    press(&first, RecordingAction::Stop);
    press(&first, RecordingAction::Start);
    assert_eq!(shown(&first).now, Recording::Stopped);
    let asked: Vec<_> = first.org.side.calls().iter().map(|call| call.name.to_string()).collect();
    assert_eq!(asked, ["startContactRecording", "stopContactRecording"]);
}

#[test]
fn what_connect_refuses_or_does_not_answer_leaves_the_recording_as_it_was() {
    let tab = Tab::open(&claims());
    tab.load_all(settings(Vec::new()));
    tab.shows("Available", vec![call("a", ContactState::Connected)]);
    tab.org.side.will(Behaviour::Refuses { code: "SERVER_ERROR", message: "busy" });
    press(&tab, RecordingAction::Start);
    let RecordingView { now, under_way, failed } = shown(&tab);
    assert_eq!((now, under_way), (Recording::Idle, None));
    assert!(
        matches!(&failed, Some((RecordingAction::Start, Why::Refused(reason))) if reason.contains("busy")),
        "{failed:?}"
    );
    tab.org.side.will(Behaviour::Silent);
    press(&tab, RecordingAction::Start);
    assert_eq!((shown(&tab).under_way, shown(&tab).failed), (Some(RecordingAction::Start), None));
    tab.clock.advance(10_000);
    settle();
    assert_eq!((shown(&tab).under_way, shown(&tab).now), (None, Recording::Idle));
    assert_eq!(shown(&tab).failed, Some((RecordingAction::Start, Why::NoAnswer)));
    press(&tab, RecordingAction::Start);
    assert_eq!(shown(&tab), RecordingView { now: Recording::Running, ..RecordingView::default() });
}

#[test]
fn a_second_command_does_not_overtake_the_first() {
    let tab = Tab::open(&claims());
    tab.load_all(settings(vec![records()]));
    tab.session.on_lead(true);
    tab.org.side.will(Behaviour::Silent);
    tab.shows("Available", vec![call("a", ContactState::Connected)]);
    assert_eq!(shown(&tab).under_way, Some(RecordingAction::Start), "the flow's command is under way");
    press(&tab, RecordingAction::Start);
    assert_eq!(tab.org.side.calls().len(), 1);
}

#[test]
fn each_call_has_its_own_and_the_contact_flow_may_have_started_it() {
    let tab = Tab::open(&claims());
    tab.load_all(settings(Vec::new()));
    let started = [("RECORDING_STARTED".to_owned(), "TRUE".to_owned())].into_iter().collect();
    let callback = Contact {
        r#type: Channel::QueueCallback,
        attributes: started,
        ..call("callback", ContactState::Connected)
    };
    tab.shows("Available", vec![callback, call("other", ContactState::Connected)]);
    tab.session.on_connect(ConnectEvent::Viewed(Some("callback".into())));
    assert_eq!(shown(&tab).now, Recording::Running);
    tab.session.on_connect(ConnectEvent::Viewed(Some("other".into())));
    assert_eq!(shown(&tab).now, Recording::Idle);
    press(&tab, RecordingAction::Start);
    tab.shows("Available", Vec::new());
    assert!(tab.session.hub.state().recordings.is_empty(), "they go with their contacts");
}
