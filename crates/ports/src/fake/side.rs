//! The other side of a port: Salesforce or Connect, as a test wants it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::pending;
use std::rc::Rc;

use serde_json::{Value, json};

use crate::fake::MovedClock;
use crate::{Answer, Clock, TIME_LIMIT_MS, answered, refusal, within};

/// How the other side behaves towards one call.
#[derive(Clone, Debug, PartialEq)]
pub enum Behaviour {
    Answers(Value),
    Refuses {
        code: &'static str,
        message: &'static str,
    },
    /// The library in between throws a piece of text.
    Throws(&'static str),
    Silent,
    /// Answers when the time limit has passed.
    Late(Value),
    /// Answers, and answers again.
    Twice(Value),
}

/// One thing that the other side was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub name: String,
    pub arguments: Value,
}

/// Records calls and answers each as the script says; without a script the answer is null.
#[derive(Debug, Default)]
pub struct Side {
    clock: Rc<MovedClock>,
    script: RefCell<VecDeque<Behaviour>>,
    calls: RefCell<Vec<Call>>,
}

impl Side {
    pub fn new(clock: Rc<MovedClock>) -> Self {
        Self { clock, ..Self::default() }
    }

    /// How the next call without a behaviour of its own goes.
    pub fn will(&self, behaviour: Behaviour) {
        self.script.borrow_mut().push_back(behaviour);
    }

    /// Everything asked so far, oldest first.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.borrow().clone()
    }

    pub(crate) fn call(&self, name: &'static str, arguments: Value) -> Answer<Value> {
        self.calls.borrow_mut().push(Call { name: name.to_owned(), arguments });
        let limit = TIME_LIMIT_MS;
        let behaviour = self.script.borrow_mut().pop_front().unwrap_or(Behaviour::Answers(Value::Null));
        match behaviour {
            // The second answer finds nobody waiting.
            Behaviour::Answers(value) | Behaviour::Twice(value) => answered(Ok(value)),
            Behaviour::Refuses { code, message } => {
                answered(Err(refusal(&json!({ "code": code, "message": message }))))
            }
            Behaviour::Throws(text) => answered(Err(refusal(&text.into()))),
            Behaviour::Silent => Box::pin(within(name, limit, self.clock.delay(limit), pending())),
            Behaviour::Late(value) => {
                let late = self.clock.delay(limit + 1);
                let answer = async move {
                    late.await;
                    Ok(value)
                };
                Box::pin(within(name, limit, self.clock.delay(limit), answer))
            }
        }
    }
}

/// Forgets what a command answered.
pub(crate) fn done(answer: Answer<Value>) -> Answer<()> {
    Box::pin(async move { answer.await.map(drop) })
}
