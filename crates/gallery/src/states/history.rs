//! The History panel: runs that came to every ending.

use std::rc::Rc;

use connect_cti::session::journal::Claims;
use connect_cti::session::reconciliation::{Counted, Days};
use connect_cti::state::{Panel, State};
use cti_flow::record::Record;
use serde_json::{Value, json};

use super::made_up::{HOSTILE, LONG_TEXT, LONG_WORD, call, contact, opened, up, viewing};
use crate::exhibit::Exhibit;

/// In 2026, so that the date is shown beside the time.
const STARTED: f64 = 1_767_600_000_000.0;
const ENDINGS: [&str; 5] = ["completed", "failed", "incomplete", "timedOut", "interrupted"];

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", || history(Vec::new())),
    Exhibit::new("one", || history(vec![run("Open the caller's record", "completed", 1)])),
    Exhibit::new("endings", || {
        let runs = ENDINGS.iter().zip(1..).map(|(ending, at)| run(&format!("Flow {at}"), ending, at));
        history(runs.collect())
    }),
    Exhibit::new("unfolded", || history(vec![run("Open the caller's record", "failed", 1)]))
        .pressed(&[".history summary"]),
    Exhibit::new("all-contacts", || {
        let mut other = run("Another contact's flow", "completed", 2);
        other.event.contact = json!({ "contactId": "c-2" });
        history(vec![run("Open the caller's record", "completed", 1), other])
    })
    .pressed(&[".history [type=checkbox]"]),
    Exhibit::new("no-contact", || State {
        drawers: opened(None, Panel::History),
        contacts: Vec::new(),
        ..history(Vec::new())
    }),
    Exhibit::new("many", || {
        history(
            (0..200).map(|at| run(&format!("Flow {at}"), ENDINGS.get(at % 5).unwrap_or(&""), at)).collect(),
        )
    }),
    Exhibit::new("long", || history(vec![run(LONG_WORD, "failed", 1), run(LONG_TEXT, "timedOut", 2)]))
        .pressed(&[".history summary"]),
    Exhibit::new("hostile", || {
        history(HOSTILE.iter().zip(1..).map(|(text, at)| run(text, "incomplete", at)).collect())
    })
    .pressed(&[".history summary"]),
    Exhibit::new("day-with-missing", || {
        let days = Days::new(Rc::new(Nowhere), "", "tab");
        days.see(1, [1, 2, 3].map(|at: u32| at.to_string().as_str().into()).iter());
        for (what, times) in
            [(Counted::Run, 1_234), (Counted::Record, 1_100), (Counted::Lost, 2), (Counted::Interrupted, 1)]
        {
            days.count(1, what, times);
        }
        State { days: days.all(), ..history(vec![run("Log the call", "completed", 1)]) }
    }),
];

fn history(runs: Vec<Record>) -> State {
    State { runs: runs.into_iter().map(Rc::new).collect(), ..viewing(Panel::History, contact(call()), up()) }
}

/// A run that took the longer the later it was.
fn run(name: &str, status: &str, at: usize) -> Record {
    let started = STARTED + 60_000.0 * at as f64;
    let ms = 4.0_f64.powi((at % 10) as i32);
    let failed = status != "completed";
    let record: Value = json!({
        "format": "cti-run", "version": 1,
        "event": { "source": "voiceContact", "event": "onConnecting", "payload": null,
            "contact": { "contactId": "c-1" }, "agent": null },
        "flow": { "name": name, "id": at.to_string(), "titles": { "1": name, "2": "Say thanks" } },
        "started": started, "ended": started + ms,
        "effects": [{ "block": "1", "effect": "host.searchAndScreenPop", "args": null, "reply": null, "ms": ms }],
        "outcome": {
            "status": status, "path": ["0", "1", "2"], "message": failed.then_some(name),
            "actions": { "1": { "success": !failed, "exception": failed.then_some(name) } },
        },
    });
    Record::parse(&record.to_string()).unwrap_or_else(|_| nothing())
}

fn nothing() -> Record {
    Record {
        format: String::new(),
        version: 0,
        event: Default::default(),
        flow: Default::default(),
        tab: String::new(),
        started: 0.0,
        ended: 0.0,
        effects: Vec::new(),
        outcome: cti_flow::record::Ending {
            status: String::new(),
            path: Vec::new(),
            actions: Default::default(),
            message: None,
        },
    }
}

/// A browser that keeps nothing.
struct Nowhere;

impl Claims for Nowhere {
    fn get(&self, _: &str) -> Option<String> {
        None
    }
    fn put(&self, _: &str, _: &str) -> bool {
        false
    }
    fn remove(&self, _: &str) {}
    fn keys(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}
