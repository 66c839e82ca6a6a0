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

    /// What was asked for so far; the last one may still be under way.
    pub fn effects(&self) -> &[Performed] {
        &self.effects
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
