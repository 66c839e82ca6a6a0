//! The lines between status and phone, and the signs of what keeps agent and customer from hearing each other.

use connect_cti::lines::{LineChange, Said, StateLine, Why};
use connect_cti::state::{Change, Panel, State};
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, closed, contact, up, viewing};
use crate::exhibit::Exhibit;

const NUMBER: &str = "+1 213-555-0100";

pub const STATES: &[Exhibit] = &[
    Exhibit::new("refused", || {
        said([Said::Failed {
            command: "command.pop",
            why: Why::Refused("no access to this record".to_owned()),
        }])
    }),
    Exhibit::new("no-answer", || said([Said::Failed { command: "command.transfer", why: Why::NoAnswer }])),
    Exhibit::new("unfinished", || said([Said::Unfinished { flow: "Log the call".to_owned() }])),
    Exhibit::new("click-late", || said([Said::ClickLate { number: NUMBER.to_owned() }])),
    Exhibit::new("click-unbound", || said([Said::ClickUnbound { number: NUMBER.to_owned() }])),
    Exhibit::new("status-late", || {
        said([Said::StateLate { wished: "Lunch".to_owned(), current: "Available".to_owned() }])
    }),
    Exhibit::new("copied", || said([Said::Copied { name: "Order".to_owned() }])),
    Exhibit::new("saved", || said([Said::DiagnosticsSaved])),
    Exhibit::new("dialling", || lines([LineChange::Dialling(Some(NUMBER.to_owned()))])),
    Exhibit::new("status-wished", || lines([LineChange::State(state(None, Some("Lunch")))])),
    Exhibit::new("status-next", || lines([LineChange::State(state(Some("Lunch"), None))])),
    Exhibit::new("microphone-open", || lines([LineChange::MicrophoneOpen(true)])),
    Exhibit::new("many", || {
        let mut all = said([
            Said::Failed { command: "command.quickConnects", why: Why::NoAnswer },
            Said::Failed { command: "command.save", why: Why::Refused(LONG_TEXT.to_owned()) },
            Said::Unfinished { flow: LONG_WORD.to_owned() },
        ]);
        for change in [
            LineChange::Dialling(Some(NUMBER.to_owned())),
            LineChange::State(state(None, Some(LONG_WORD))),
            LineChange::MicrophoneOpen(true),
        ] {
            all.apply(Change::Line(change));
        }
        all
    }),
    Exhibit::new("hostile", || said(HOSTILE.map(|text| Said::Unfinished { flow: text.to_owned() }))),
    Exhibit::new("muted", || talk("connected", "connected", true)),
    Exhibit::new("customer-on-hold", || talk("connected", "hold", false)),
    Exhibit::new("agent-on-hold", || talk("hold", "connected", false)),
    Exhibit::new("muted-and-on-hold", || talk("connected", "hold", true)),
    Exhibit::new("muted-in-another-call", || {
        let mut state = talk("connected", "hold", true);
        state.contacts.push(contact(json!({ "contactId": "c-2", "type": "chat", "name": LONG_WORD })));
        state.viewed = Some("c-2".into());
        state
    }),
];

fn said<const N: usize>(all: [Said; N]) -> State {
    lines(all.map(LineChange::Say))
}

fn lines<const N: usize>(changes: [LineChange; N]) -> State {
    let mut state = up();
    changes.into_iter().for_each(|change| state.apply(Change::Line(change)));
    state
}

fn state(next: Option<&str>, wished: Option<&str>) -> StateLine {
    let [next, wished] = [next, wished].map(|name| name.map(str::to_owned));
    StateLine { current: "Available".to_owned(), next, wished }
}

/// A call whose two legs are in these states.
fn talk(agent: &str, customer: &str, muted: bool) -> State {
    let legs: Value = json!([
        { "connectionId": "1", "type": "agent", "initial": false, "state": agent },
        { "connectionId": "2", "type": "inbound", "initial": true, "state": customer },
    ]);
    let mut members = call();
    if let Some(members) = members.as_object_mut() {
        members.insert("connections".to_owned(), legs);
    }
    let base = lines([LineChange::MicrophoneMuted(muted)]);
    closed(viewing(Panel::Attributes, contact(members), base))
}
