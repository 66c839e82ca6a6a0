//! What came of a run, and the record of everything that it did.

use std::rc::Rc;

use serde_json::{Map, Value};

use cti_core::Millis;

use crate::effect::{Effect, Reply};
use crate::envelope::Envelope;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Reached End, or a port that leads nowhere on purpose.
    Completed,
    /// A block failed and nothing was connected to its `failure`.
    Failed,
    /// Took a port whose target does not exist.
    Incomplete,
    /// Used up its time.
    TimedOut,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
            Self::TimedOut => "timedOut",
        }
    }
}

/// An effect that a run asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Performed {
    /// The id of the block that asked.
    pub block: Rc<str>,
    pub effect: Rc<Effect>,
    /// `None` where the run ended without waiting any longer.
    pub reply: Option<Reply>,
    pub started: Millis,
    pub ended: Option<Millis>,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub status: Status,
    /// Ids of the blocks that were reached, in order, Start and End included.
    pub path: Vec<Rc<str>>,
    /// Envelopes in order of first execution; End leaves none.
    pub actions: Vec<(Rc<str>, Envelope)>,
    pub effects: Vec<Performed>,
    /// Why the run did not complete.
    pub message: Option<String>,
    pub started: Millis,
    pub ended: Millis,
}

impl Outcome {
    /// `{id: envelope, …}` in the order of execution.
    pub fn actions_json(&self) -> Value {
        let actions = self.actions.iter().map(|(id, envelope)| (id.to_string(), envelope.to_json()));
        Value::Object(actions.collect::<Map<_, _>>())
    }
}

impl Performed {
    /// `{block, effect, args, reply}`; the reply is `{ok}`, `{error}` or null.
    pub fn to_json(&self) -> Value {
        self.effect.performed_json(&self.block, self.reply.as_ref())
    }
}
