//! The Notices panel.

use connect_cti::session::binding::FlowProblem;
use connect_cti::state::{Notice, Panel, State};
use cti_presence::{Problem, Severity, Side};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, closed, contact, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", || notices(Vec::new())),
    Exhibit::new("one", || notices(vec![Notice::StorageDenied])),
    Exhibit::new("every-kind", || notices(every_kind("Log the call", "Lunch", "no access to this record"))),
    Exhibit::new("ten", || {
        let run = |at: u32| Notice::Run {
            flow: format!("Flow {at}"),
            message: "the host does not answer".to_owned(),
        };
        notices((1..=10).map(run).collect())
    }),
    Exhibit::new("long", || notices(every_kind(LONG_WORD, LONG_WORD, LONG_TEXT))),
    Exhibit::new("hostile", || {
        notices(HOSTILE.map(|text| Notice::Run { flow: text.to_owned(), message: text.to_owned() }).to_vec())
    }),
    Exhibit::new("closed-drawer", || closed(notices(vec![Notice::StorageDenied; 3]))),
];

fn notices(notices: Vec<Notice>) -> State {
    State { notices, ..viewing(Panel::Notices, contact(call()), up()) }
}

fn every_kind(name: &str, state: &str, reason: &str) -> Vec<Notice> {
    let [name, state, reason] = [name, state, reason].map(str::to_owned);
    let flow = |block: Option<&str>| {
        Notice::Flow(FlowProblem {
            flow: name.clone(),
            severity: cti_flow::Severity::Error,
            block: block.map(str::to_owned),
            message: reason.clone(),
        })
    };
    let presence =
        |side| Notice::Presence { rule: name.clone(), side, state: state.clone(), reason: reason.clone() };
    vec![
        flow(None),
        flow(Some("12")),
        Notice::Run { flow: name.clone(), message: reason.clone() },
        Notice::Rule(Problem {
            rule: name.clone(),
            field: "operandA",
            severity: Severity::Error,
            code: "unknownOperand",
            message: reason.clone(),
        }),
        presence(Side::Connect),
        presence(Side::Salesforce),
        Notice::Extension { number: "+1 213-555-0100".to_owned(), extension: "42".to_owned() },
        Notice::InitialState { state: state.clone(), reason: reason.clone() },
        Notice::LogOut { reason: reason.clone() },
        Notice::Sound { reason: reason.clone(), local_network: true },
        Notice::SessionEnd,
        Notice::StorageDenied,
        Notice::Setting(reason.clone()),
        Notice::FailedOver("eu-west-2".to_owned()),
        Notice::StateLost { state, reason },
    ]
}
