//! The Recording panel.

use connect_cti::lines::Why;
use connect_cti::state::{Panel, RecordingView, State};
use cti_core::{Recording, RecordingAction};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, call, contact, opened, settings, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("no-contact", || State { drawers: opened(None, Panel::Recording), ..enabled() }),
    Exhibit::new("no-call", || of(json!({ "type": "chat", "state": "connected" }), RecordingView::default())),
    Exhibit::new("rings", || of(json!({ "type": "voice", "state": "connecting" }), RecordingView::default())),
    Exhibit::new("idle", || is(Recording::Idle)),
    Exhibit::new("running", || is(Recording::Running)),
    Exhibit::new("paused", || is(Recording::Paused)),
    Exhibit::new("stopped", || is(Recording::Stopped)),
    Exhibit::new("under-way", || {
        let under_way = Some(RecordingAction::Suspend);
        of(call(), RecordingView { under_way, now: Recording::Running, failed: None })
    }),
    Exhibit::new("no-answer", || failed(Why::NoAnswer)),
    Exhibit::new("refused", || failed(Why::Refused(LONG_TEXT.to_owned()))),
    Exhibit::new("hostile", || failed(Why::Refused(HOSTILE.join(" ")))),
];

fn enabled() -> State {
    let feature = json!({ "name": "FEATURE_RECORDING_PANEL", "value": "Enabled: true", "active": true });
    State { settings: settings(json!({ "features": [feature] })), ..up() }
}

fn of(members: Value, recording: RecordingView) -> State {
    let contact = contact(members);
    let recordings = [(contact.contact_id.clone(), recording)].into_iter().collect();
    viewing(Panel::Recording, contact, State { recordings, ..enabled() })
}

fn is(now: Recording) -> State {
    of(call(), RecordingView { now, ..RecordingView::default() })
}

fn failed(why: Why) -> State {
    let failed = Some((RecordingAction::Stop, why));
    of(call(), RecordingView { now: Recording::Running, under_way: None, failed })
}
