//! One run of a flow, without any input or output of its own.
//!
//! A run asks for effects and is told what came of them. It has no timer: whoever drives it passes the time
//! in, races each effect against [`Run::deadline`], and calls [`Run::expire`] when that is over.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::phone::PhoneEngine;

use crate::call::{Call, Exit, Next, Then};
use crate::effect::{Effect, Reply};
use crate::envelope::{Envelope, Results};
use crate::flow::{Flow, Node, Target};
use crate::outcome::{Outcome, Performed, Status};
use crate::scope::{Input, Scope};
use crate::spec::Ports;
use crate::weight;

/// The time that a run may take in all, in milliseconds.
pub const TIME_BUDGET: Millis = TIME_BUDGET_SECONDS as Millis * 1000.0;

const TIME_BUDGET_SECONDS: u32 = 60;

/// The blocks that a run may execute; bounds cycles that wait for nothing.
pub const STEP_LIMIT: u32 = 10_000;

/// What a run needs next.
#[derive(Debug)]
pub enum Step {
    /// Perform this and [`resume`](Run::resume) with the reply.
    Perform(Rc<Effect>),
    Done(Rc<Outcome>),
}

/// A flow that is being run.
#[derive(Debug)]
pub struct Run {
    flow: Rc<Flow>,
    scope: Scope,
    started: Millis,
    /// How long people took to answer; that time is not the flow's.
    paused: Millis,
    at: Option<usize>,
    waiting: Option<Then>,
    steps: u32,
    path: Vec<Rc<str>>,
    effects: Vec<Performed>,
    /// How many effects there were when the flow came to the block where it is.
    before: usize,
    outcome: Option<Rc<Outcome>>,
}

/// Where the walk goes after a block.
enum Walk {
    On,
    Wait(Rc<Effect>),
    End(Status, Option<String>),
}

impl Run {
    pub fn new(flow: Rc<Flow>, input: Input, phone: Rc<dyn PhoneEngine>, now: Millis) -> Self {
        let scope = Scope::new(Rc::clone(&flow), input, phone);
        let at = flow.start();
        // Most flows come by each block at most once.
        let path = Vec::with_capacity(flow.len());
        Self {
            flow,
            scope,
            started: now,
            paused: 0.0,
            at,
            waiting: None,
            steps: 0,
            path,
            effects: Vec::new(),
            before: 0,
            outcome: None,
        }
    }

    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// When the run has used up its time. While a person is asked there is no such moment.
    pub fn deadline(&self) -> Millis {
        let asked = self.waiting.is_some().then(|| self.effects.last()).flatten();
        if asked.is_some_and(|performed| performed.effect.waits_for_person()) {
            return Millis::INFINITY;
        }
        self.started + self.paused + TIME_BUDGET
    }

    /// Starts the run. Asked again while an effect is under way, names that effect again.
    pub fn step(&mut self, now: Millis) -> Step {
        if let Some(outcome) = &self.outcome {
            return Step::Done(Rc::clone(outcome));
        }
        match (&self.waiting, self.effects.last()) {
            (Some(_), Some(performed)) if now < self.deadline() => {
                Step::Perform(Rc::clone(&performed.effect))
            }
            (Some(_), _) => Step::Done(self.expire(now)),
            (None, _) => self.walk(now),
        }
    }

    /// Goes on with the reply to the effect under way. A reply that nothing waits for changes nothing.
    pub fn resume(&mut self, reply: Reply, now: Millis) -> Step {
        if self.waiting.is_none() || now >= self.deadline() {
            return self.step(now);
        }
        let (Some(then), Some(place)) = (self.waiting.take(), self.at) else { return self.step(now) };
        self.scope.charge(weight::reply(&reply));
        self.scope.now = now;
        if let Some(performed) = self.effects.last_mut() {
            performed.reply = Some(reply.clone());
            performed.ended = Some(now);
            if performed.effect.waits_for_person() {
                self.paused += now - performed.started;
            }
        }
        let flow = Rc::clone(&self.flow);
        let Some(node) = flow.node(place) else { return self.step(now) };
        let performed = self.effects.get(self.before..).unwrap_or_default();
        let next = then(&mut Call::new(node, &mut self.scope, performed), reply);
        match self.take(place, node, next, now) {
            Walk::On => self.walk(now),
            Walk::Wait(effect) => Step::Perform(effect),
            Walk::End(status, message) => Step::Done(self.finish(status, message, now)),
        }
    }

    /// Ends the run because its time is over; later replies are ignored.
    pub fn expire(&mut self, now: Millis) -> Rc<Outcome> {
        if let Some(outcome) = &self.outcome {
            return Rc::clone(outcome);
        }
        let place = self.at.and_then(|place| self.flow.node(place)).map(Node::label);
        let place = place.unwrap_or_else(|| "its first block".to_owned());
        let waiting = self.waiting.is_some().then(|| self.effects.last()).flatten();
        let message = match waiting {
            Some(performed) => format!(
                "the flow used up its {TIME_BUDGET_SECONDS} s while {place} waited for `{}`",
                performed.effect.name()
            ),
            None => format!("the flow used up its {TIME_BUDGET_SECONDS} s before {place}"),
        };
        self.finish(Status::TimedOut, Some(message), now)
    }

    fn walk(&mut self, now: Millis) -> Step {
        self.scope.now = now;
        let flow = Rc::clone(&self.flow);
        loop {
            let Some((place, node)) = self.at.and_then(|place| Some((place, flow.node(place)?))) else {
                return Step::Done(self.finish(Status::Completed, None, now));
            };
            if now >= self.deadline() {
                return Step::Done(self.expire(now));
            }
            if self.steps >= STEP_LIMIT {
                let message = format!(
                    "the flow executed {STEP_LIMIT} blocks without an end, the last one {}: it goes in a circle",
                    node.label()
                );
                return Step::Done(self.finish(Status::Failed, Some(message), now));
            }
            self.steps += 1;
            self.path.push(Rc::clone(&node.id));
            self.before = self.effects.len();
            let walk = match node.block {
                Some(block) if block.ports == Ports::None => Walk::End(Status::Completed, None),
                Some(block) => {
                    let next = (block.run)(&mut Call::new(node, &mut self.scope, &[]));
                    self.take(place, node, next, now)
                }
                None => self.skip_unknown(place, node),
            };
            match walk {
                Walk::On => {}
                Walk::Wait(effect) => return Step::Perform(effect),
                Walk::End(status, message) => return Step::Done(self.finish(status, message, now)),
            }
        }
    }

    fn take(&mut self, place: usize, node: &Node, next: Next, now: Millis) -> Walk {
        match next {
            Next::Perform(effect, then) => {
                self.scope.charge(weight::effect(&effect));
                if self.scope.is_exhausted() {
                    return self.too_much(node);
                }
                let effect = Rc::new(effect);
                self.waiting = Some(then);
                self.effects.push(Performed {
                    block: Rc::clone(&node.id),
                    effect: Rc::clone(&effect),
                    reply: None,
                    started: now,
                    ended: None,
                });
                Walk::Wait(effect)
            }
            Next::Leave(envelope, exit) => self.leave(place, node, envelope, exit),
        }
    }

    #[inline(always)]
    fn leave(&mut self, place: usize, node: &Node, mut envelope: Envelope, mut exit: Exit) -> Walk {
        let size = envelope.results.as_ref().map_or(0, Results::weight);
        if size > weight::RESULT_LIMIT {
            (envelope, exit) = lighten(exit);
        }
        let port = match exit {
            Exit::Done => "done",
            Exit::Success => "success",
            Exit::Failure => "failure",
            Exit::True => "true",
            Exit::False => "false",
            Exit::NotFound(what) if node.target("failure").is_some() => {
                envelope = Envelope::failure(what);
                "failure"
            }
            Exit::NotFound(_) => "success",
        };
        self.scope.charge(size);
        if self.scope.is_exhausted() {
            return self.too_much(node);
        }
        let walk = self.follow(node, port, &envelope);
        self.scope.leave(place, envelope);
        walk
    }

    fn too_much(&self, node: &Node) -> Walk {
        let megabytes = weight::RUN_LIMIT >> 20;
        let message =
            format!("the flow moved more than {megabytes} MB of data, the last of it in {}", node.label());
        Walk::End(Status::Failed, Some(message))
    }

    fn follow(&mut self, node: &Node, port: &str, envelope: &Envelope) -> Walk {
        match node.target(port) {
            Some(Target::Block(place)) => {
                self.at = Some(*place);
                Walk::On
            }
            Some(Target::Missing(id)) => {
                let message =
                    format!("port `{port}` of {} leads to `{id}`, which does not exist", node.label());
                Walk::End(Status::Incomplete, Some(message))
            }
            None if port == "failure" => {
                let reason = envelope.exception.as_str().unwrap_or_default();
                let message =
                    format!("{} failed and its port `failure` leads nowhere: {reason}", node.label());
                Walk::End(Status::Failed, Some(message))
            }
            None => Walk::End(Status::Completed, None),
        }
    }

    /// A block of an unknown type fails and goes on where it can.
    fn skip_unknown(&mut self, place: usize, node: &Node) -> Walk {
        let message = format!("unknown block type `{}`", node.r#type);
        let envelope = Envelope::failure(message);
        let port = if node.target("failure").is_none() && node.target("done").is_some() {
            "done"
        } else {
            "failure"
        };
        let walk = self.follow(node, port, &envelope);
        self.scope.leave(place, envelope);
        walk
    }

    fn finish(&mut self, status: Status, message: Option<String>, now: Millis) -> Rc<Outcome> {
        self.waiting = None;
        self.at = None;
        let outcome = Rc::new(Outcome {
            status,
            path: std::mem::take(&mut self.path),
            actions: self.scope.take_envelopes(),
            effects: std::mem::take(&mut self.effects),
            message,
            started: self.started,
            ended: now,
        });
        self.outcome = Some(Rc::clone(&outcome));
        outcome
    }
}

/// A result that is too large to keep is a failure of the block.
fn lighten(exit: Exit) -> (Envelope, Exit) {
    let envelope = Envelope::failure(format!("the result is larger than {} MB", weight::RESULT_LIMIT >> 20));
    let exit = match exit {
        Exit::Success | Exit::NotFound(_) => Exit::Failure,
        exit => exit,
    };
    (envelope, exit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Fault, FaultKind};
    use cti_core::phone::NoPhoneEngine;
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn run(actions: Value) -> Run {
        let (flow, problems) = Flow::load("test", &json!({ "actions": actions }).to_string());
        let flow = flow.unwrap_or_else(|| panic!("{problems:?}"));
        Run::new(Rc::new(flow), Input::default(), Rc::new(NoPhoneEngine), 1_000.0)
    }

    fn tell(outcome: &Outcome) -> String {
        let message = outcome.message.as_deref().unwrap_or("-");
        format!(
            "{} [{}] {}\n{message}",
            outcome.status.as_str(),
            outcome.path.join(" "),
            outcome.actions_json()
        )
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
        expect![[r#"failed Some("the flow moved more than 32 MB of data, the last of it in block `j` (Join Strings)")"#]]
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
}
