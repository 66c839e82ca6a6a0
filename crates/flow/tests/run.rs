//! Runs of whole flows: where they go, what they leave, and when they end.

#![allow(clippy::panic, reason = "a test may fail")]

use std::rc::Rc;

use cti_core::phone::NoPhoneEngine;
use cti_flow::run::STEP_LIMIT;
use cti_flow::{Fault, FaultKind, Flow, Input, Load, Outcome, Reply, Run, Status, Step};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn run(actions: Value) -> Run {
    let (flow, problems) = Flow::load("test", &json!({ "actions": actions }).to_string());
    let flow = flow.unwrap_or_else(|| panic!("{problems:?}"));
    Run::new(Rc::new(flow), Input::default(), Rc::new(NoPhoneEngine), 1_000.0)
}

fn tell(outcome: &Outcome) -> String {
    let message = outcome.message.as_deref().unwrap_or("-");
    format!("{} [{}] {}\n{message}", outcome.status.as_str(), outcome.path.join(" "), outcome.actions_json())
}

/// Answers every effect with the same reply.
fn check(actions: Value, reply: Reply, expected: Expect) {
    let mut run = run(actions);
    let mut step = run.step(1_000.0);
    let outcome = loop {
        match step {
            Step::Perform(_) => step = run.resume(reply.clone(), 1_001.0),
            Step::Done(outcome) => break outcome,
        }
    };
    expected.assert_eq(&tell(&outcome));
}

fn start(to: &str) -> Value {
    json!({ "id": "s", "type": "SE_Start", "ports": { "done": to } })
}

fn rejected() -> Reply {
    Err(Fault::new(FaultKind::Rejected, "no access"))
}

#[test]
fn an_empty_flow_completes() {
    check(
        json!([]),
        Ok(Value::Null),
        expect![[r#"
            completed [] {}
            -"#]],
    );
}

#[test]
fn end_leaves_no_envelope() {
    check(
        json!([start("e"), { "id": "e", "type": "SE_End" }]),
        Ok(Value::Null),
        expect![[r#"
            completed [s e] {"s":{"success":true,"results":null,"exception":null}}
            -"#]],
    );
}

#[test]
fn an_open_port_ends_the_flow_normally() {
    check(
        json!([{ "id": "s", "type": "SE_Start" }]),
        Ok(Value::Null),
        expect![[r#"
            completed [s] {"s":{"success":true,"results":null,"exception":null}}
            -"#]],
    );
    check(
        json!([start("d"), { "id": "d", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "+1" } }]),
        Ok(Value::Null),
        expect![[r#"
                completed [s d] {"s":{"success":true,"results":null,"exception":null},"d":{"success":true,"exception":null}}
                -"#]],
    );
}

#[test]
fn an_open_failure_fails_the_flow() {
    check(
        json!([start("d"), { "id": "d", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "+1" } }]),
        rejected(),
        expect![[r#"
                failed [s d] {"s":{"success":true,"results":null,"exception":null},"d":{"success":false,"results":null,"exception":"no access"}}
                block `d` (Dial Number) failed and its port `failure` leads nowhere: no access"#]],
    );
}

#[test]
fn a_dangling_port_is_incomplete() {
    check(
        json!([start("nowhere")]),
        Ok(Value::Null),
        expect![[r#"
            incomplete [s] {"s":{"success":true,"results":null,"exception":null}}
            port `done` of block `s` (Start) leads to `nowhere`, which does not exist"#]],
    );
}

#[test]
fn an_unknown_block_goes_on_where_it_can() {
    let unknown = |ports: Value| json!([start("u"), { "id": "u", "type": "SE_Future", "ports": ports }, { "id": "e", "type": "SE_End" }, { "id": "f", "type": "SE_End" }]);
    check(
        unknown(json!({ "done": "e", "failure": "f" })),
        Ok(Value::Null),
        expect![[r#"
            completed [s u f] {"s":{"success":true,"results":null,"exception":null},"u":{"success":false,"results":null,"exception":"unknown block type `SE_Future`"}}
            -"#]],
    );
    check(
        unknown(json!({ "done": "e" })),
        Ok(Value::Null),
        expect![[r#"
            completed [s u e] {"s":{"success":true,"results":null,"exception":null},"u":{"success":false,"results":null,"exception":"unknown block type `SE_Future`"}}
            -"#]],
    );
    check(
        unknown(json!({ "success": "e" })),
        Ok(Value::Null),
        expect![[r#"
            failed [s u] {"s":{"success":true,"results":null,"exception":null},"u":{"success":false,"results":null,"exception":"unknown block type `SE_Future`"}}
            block `u` (SE_Future) failed and its port `failure` leads nowhere: unknown block type `SE_Future`"#]],
    );
}

#[test]
fn a_circle_is_stopped() {
    let mut run = run(json!([
        start("t"),
        { "id": "t", "type": "SE_CoreTruthy", "controls": { "value": 1 }, "ports": { "true": "t" } }
    ]));
    let Step::Done(outcome) = run.step(1_000.0) else { panic!("no effect is asked for") };
    assert_eq!(outcome.path.len(), STEP_LIMIT as usize);
    expect![[r#"failed Some("the flow executed 10000 blocks without an end, the last one block `t` (Is Truthy?): it goes in a circle")"#]].assert_eq(&format!("{} {:?}", outcome.status.as_str(), outcome.message));
}

/// Text that is joined with itself again and again.
#[test]
fn doubling_is_stopped() {
    let mut run = run(json!([
        start("j"),
        { "id": "j", "type": "SE_CoreJoinStrings", "controls": { "string1": "$.actions", "string2": "$.actions" }, "ports": { "done": "j" } }
    ]));
    let Step::Done(outcome) = run.step(1_000.0) else { panic!("no effect is asked for") };
    expect![[
        r#"failed Some("the flow moved more than 32 MB of data, the last of it in block `j` (Join Strings)")"#
    ]]
    .assert_eq(&format!("{} {:?}", outcome.status.as_str(), outcome.message));
}

#[test]
fn a_log_that_repeats_itself_is_stopped() {
    let log = json!({ "id": "l", "type": "SE_Log", "controls": { "message": "x".repeat(100_000) }, "ports": { "done": "l" } });
    let mut run = run(json!([start("l"), log]));
    let mut step = run.step(1_000.0);
    while let Step::Perform(_) = step {
        step = run.resume(Ok(Value::Null), 1_001.0);
    }
    let Step::Done(outcome) = step else { panic!("it is over") };
    assert_eq!(outcome.effects.len(), 167);
    assert_eq!(outcome.status, Status::Failed);
}

#[test]
fn what_a_block_was_answered_is_forgotten_when_the_flow_comes_to_it_again() {
    let controls = json!({ "date": "2026-01-05", "format": "Z" });
    let mut run = run(json!([
        start("d"),
        { "id": "d", "type": "SE_CoreFormatDate", "controls": controls, "ports": { "done": "i" } },
        { "id": "i", "type": "SE_CoreDecision", "controls": { "operandA": "$.actions.d.results.value", "operandB": "+02:00" },
          "ports": { "false": "d" } },
    ]));
    let mut replies = [60, 60, 120, 120].into_iter();
    let mut step = run.step(1_000.0);
    while let Step::Perform(_) = step {
        step = run.resume(Ok(json!(replies.next())), 1_001.0);
    }
    let Step::Done(outcome) = step else { panic!("the run is not over") };
    assert_eq!(outcome.path.join(" "), "s d i d i");
    assert_eq!(outcome.effects.len(), 4);
}

#[test]
fn a_second_visit_replaces_the_envelope() {
    check(
        json!([
            start("g"),
            { "id": "g", "type": "SE_GetProperty", "controls": { "key": "k" }, "ports": { "done": "t" } },
            { "id": "t", "type": "SE_CoreTruthy", "controls": { "value": "$.actions.w.success" }, "ports": { "false": "w" } },
            { "id": "w", "type": "SE_SetProperty", "controls": { "key": "k", "value": "$.actions.g.results.value" }, "ports": { "done": "g" } },
        ]),
        Ok(json!("v")),
        expect![[r#"
                completed [s g t w g t] {"s":{"success":true,"results":null,"exception":null},"g":{"success":true,"results":{"value":"v"},"exception":null},"t":{"success":true,"results":true,"exception":null},"w":{"success":true,"results":null,"exception":null}}
                -"#]],
    );
}

fn waiting() -> Run {
    let mut run = run(json!([
        start("d"),
        { "id": "d", "type": "SE_AgentDialNumber", "meta": { "title": "Call back" }, "controls": { "phoneNumber": "+1" }, "ports": { "success": "e", "failure": "e" } },
        { "id": "e", "type": "SE_End" },
    ]));
    assert!(matches!(run.step(1_000.0), Step::Perform(_)));
    run
}

#[test]
fn time_runs_out_once_and_for_all() {
    let mut run = waiting();
    assert_eq!(run.deadline(), 61_000.0);
    let outcome = run.expire(61_000.0);
    expect![[r#"
            timedOut [s d] {"s":{"success":true,"results":null,"exception":null}}
            the flow used up its 60 s while block `d` (Call back) waited for `connect.dial`"#]]
    .assert_eq(&tell(&outcome));
    let Step::Done(later) = run.resume(Ok(Value::Null), 61_001.0) else { panic!("it is over") };
    assert_eq!(later, outcome);
    assert_eq!(outcome.effects.len(), 1);
    assert_eq!(outcome.effects[0].reply, None);
}

#[test]
fn a_reply_after_the_deadline_is_too_late() {
    let mut run = waiting();
    let Step::Done(outcome) = run.resume(Ok(Value::Null), 61_000.0) else { panic!("it is over") };
    assert_eq!(outcome.status, Status::TimedOut);
}

#[test]
fn only_the_first_of_two_replies_counts() {
    let mut run = waiting();
    let Step::Done(first) = run.resume(rejected(), 1_500.0) else { panic!("it is over") };
    let Step::Done(second) = run.resume(Ok(Value::Null), 1_600.0) else { panic!("it is over") };
    assert_eq!(first, second);
    assert_eq!((first.started, first.ended), (1_000.0, 1_500.0));
    assert_eq!(first.effects[0].ended, Some(1_500.0));
}

#[test]
fn a_reply_before_the_start_only_starts() {
    let mut run = run(
        json!([start("d"), { "id": "d", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "+1" } }]),
    );
    let Step::Perform(effect) = run.resume(rejected(), 1_000.0) else { panic!("it asks for a call") };
    assert_eq!(effect.name(), "connect.dial");
}

#[test]
fn traces_are_data() {
    let mut run = waiting();
    let Step::Done(outcome) = run.resume(rejected(), 1_500.0) else { panic!("it is over") };
    expect![[r#"{"block":"d","effect":"connect.dial","args":{"phoneNumber":"+1"},"reply":{"error":{"kind":"rejected","message":"no access"}}}"#]].assert_eq(&outcome.effects[0].to_json().to_string());
}
