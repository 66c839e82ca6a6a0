//! Pages that go in the middle of a flow, and events that nobody is there for.

use std::rc::Rc;

use cti_core::ContactState;
use cti_core::settings::FlowRecord;
use cti_flow::Record;
use cti_ports::fake::{MovedClock, block_on};
use cti_ports::{Archive, Level};
use serde_json::json;

use super::journal::Claims;
use super::reconciliation::{Counted, Day};
use super::tests::{RINGS, Tab, claims, crash, flow, open_tabs, settle};
use crate::state::{Change, Notice, Panel};

/// A flow that saves a record, waits, and saves another.
fn two_records() -> Vec<FlowRecord> {
    let body = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "1"}},
        {"id": "1", "type": "SE_SFSaveLog", "ports": {"success": "2"},
         "controls": {"entityType": "Task", "fieldValues": {"Subject": "first"}}},
        {"id": "2", "type": "SE_CoreDelay", "ports": {"done": "3"}, "controls": {"delay": 5000}},
        {"id": "3", "type": "SE_SFSaveLog",
         "controls": {"entityType": "Task", "fieldValues": {"Subject": "second"}}},
    ]});
    vec![FlowRecord { body: body.to_string(), ..flow("Two", "voiceContact", "onConnecting", "") }]
}

fn leading(name: &str, claims: &Rc<dyn Claims>, flows: Vec<FlowRecord>) -> Tab {
    let tab = Tab::named(name, claims, Rc::new(MovedClock::at(1_000.0)));
    tab.load(flows);
    tab.session.on_lead(true);
    tab.saves(2);
    tab.sees(&RINGS);
    tab
}

fn today(tab: &Tab) -> Day {
    tab.session.journal.days().all().pop().unwrap()
}

#[test]
fn a_run_that_is_cut_off_is_told_by_the_next_leader_and_never_repeated() {
    let claims = claims();
    open_tabs(&["one", "two"]);
    let first = leading("one", &claims, two_records());
    assert_eq!(first.saved(), ["first"]);
    crash();
    open_tabs(&["two"]);
    let second = leading("two", &claims, two_records());
    assert!(second.saved().is_empty(), "a second write");
    let kept = block_on(second.archive.all());
    let [text] = &kept[..] else { panic!("{kept:?}") };
    let record = Record::parse(text).unwrap();
    assert_eq!((&*record.outcome.status, &*record.tab, &*record.flow.name), ("interrupted", "one", "Two"));
    assert_eq!(record.outcome.path, ["1", "2"]);
    assert_eq!(record.event.contact, json!({"contactId": "a"}));
    let went: Vec<_> = record.effects.iter().map(|e| (&*e.effect, e.reply.to_string())).collect();
    assert_eq!(went, [("host.saveLog", r#"{"ok":null}"#.to_owned()), ("clock.delay", "null".to_owned())]);
    let says = "its page went away while block `2` (Delay) waited for `clock.delay`; it is not run again";
    let notices = second.session.hub.state().notices.clone();
    assert!(matches!(&notices[..], [Notice::Run { message, .. }] if message == says), "{notices:?}");
    assert_eq!(second.log.lines(), [(Level::Warn, format!("[FLOW] [Two]: {says}"))]);
    let day = today(&second);
    assert_eq!((day.count(Counted::Run), day.count(Counted::Record), day.missing()), (1, 1, 1));
    assert_eq!(day.under_way(), 0);
    // Whoever leads next finds nothing left to tell.
    let third = leading("three", &claims, two_records());
    assert!(third.saved().is_empty());
    assert!(block_on(third.archive.all()).is_empty());
}

#[test]
fn a_run_is_told_although_its_tab_was_not_quite_gone_when_the_lead_passed_on() {
    let claims = claims();
    open_tabs(&["one", "two"]);
    let first = leading("one", &claims, two_records());
    assert_eq!(first.saved(), ["first"]);
    crash();
    // The lead is free, the dying tab's name is not.
    let second = leading("two", &claims, two_records());
    settle();
    assert!(block_on(second.archive.all()).is_empty(), "told of a tab that may go on");
    let hub = &second.session.hub;
    hub.apply(Change::ToggleDrawer);
    hub.apply(Change::ShowPanel(Panel::History));
    open_tabs(&["two"]);
    settle();
    assert_eq!(block_on(second.archive.all()).len(), 1);
    assert!(second.saved().is_empty(), "a second write");
    assert_eq!(hub.state().days, [today(&second)]);
    assert_eq!(today(&second).missing(), 1);
}

#[test]
fn a_run_of_a_tab_that_is_open_goes_on_there() {
    let claims = claims();
    open_tabs(&["one", "two"]);
    let first = leading("one", &claims, two_records());
    first.saved();
    first.session.on_lead(false);
    let second = leading("two", &claims, two_records());
    assert!(second.saved().is_empty());
    assert!(block_on(second.archive.all()).is_empty());
    first.clock.advance(5_000);
    assert_eq!(first.saved(), ["first", "second"]);
    first.clock.advance(1);
    settle();
    assert!(first.session.journal.runs().is_empty());
    let day = today(&second);
    assert_eq!((day.count(Counted::Ended), day.count(Counted::Record), day.missing()), (1, 2, 0));
}

#[test]
fn what_a_flow_was_about_is_not_in_what_it_leaves_behind() {
    let claims = claims();
    open_tabs(&["one"]);
    let secret = "Ada Canary";
    let body = two_records().remove(0).body.replace("first", secret);
    let flows = vec![FlowRecord { body, ..two_records().remove(0) }];
    let first = leading("one", &claims, flows);
    assert_eq!(first.saved(), [secret]);
    let left = first.session.journal.runs();
    assert_eq!(left.len(), 1);
    assert!(!left[0].1.contains("Canary"), "{left:?}");
}

#[test]
fn an_event_that_no_tab_runs_is_missed_and_told_once() {
    let claims = claims();
    let flows = || vec![flow("ring", "voiceContact", "onConnecting", "x")];
    let followers = [Tab::open(&claims), Tab::open(&claims)];
    for tab in &followers {
        tab.load(flows());
        tab.sees(&RINGS);
        tab.clock.advance(31_000);
    }
    for tab in &followers {
        tab.sees(&[("a", ContactState::Connecting), ("b", ContactState::Connecting)]);
    }
    let told: Vec<_> = followers.iter().flat_map(|tab| tab.log.lines()).collect();
    assert_eq!(told, [(Level::Warn, "no tab was there to run the flows of onConnecting".to_owned())]);
    assert_eq!(today(&followers[0]).count(Counted::Lost), 1);
}

#[test]
fn what_another_tab_has_run_is_not_missed() {
    let claims = claims();
    let flows = || vec![flow("ring", "voiceContact", "onConnecting", "x")];
    let (leader, follower) = (Tab::open(&claims), Tab::open(&claims));
    for tab in [&leader, &follower] {
        tab.load(flows());
    }
    leader.session.on_lead(true);
    for tab in [&leader, &follower] {
        tab.sees(&RINGS);
    }
    follower.clock.advance(31_000);
    follower.sees(&[("b", ContactState::Connecting)]);
    assert_eq!(follower.log.lines(), []);
    assert_eq!(today(&follower).missing(), 0);
}

#[test]
fn a_day_that_is_over_is_told_once_by_whichever_tab_comes_first() {
    let claims = claims();
    let tab = Tab::open(&claims);
    tab.load(vec![flow("ring", "voiceContact", "onConnecting", "x")]);
    tab.session.on_lead(true);
    tab.saves(1);
    tab.sees(&RINGS);
    tab.saved();
    tab.clock.advance(86_400_000);
    settle();
    let before = tab.log.lines().len();
    tab.sees(&[]);
    tab.sees(&RINGS);
    let line = "day 0: contacts 1, runs 1, ended 1, failed 0, records 1, missing 0 (interrupted 0, lost 0)";
    assert_eq!(tab.log.lines()[before..], [(Level::Info, line.to_owned())]);
    let reloaded = Tab::named("reloaded", &claims, Rc::clone(&tab.clock));
    reloaded.load(Vec::new());
    reloaded.session.on_lead(true);
    reloaded.sees(&[]);
    assert!(reloaded.log.lines().iter().all(|(_, line)| !line.starts_with("day ")));
}
