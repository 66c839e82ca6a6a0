//! Effects: the complete list of what a flow can do to the world, as data, one file a port.
//!
//! An effect carries the names and shapes of the API that it stands for. Whoever drives a run performs it
//! and answers with a [`Reply`]; a trace is nothing but the list of effects and replies.

mod clock;
mod connect;
mod desk;
mod host;
mod http;
mod log;
mod org;
mod store;

pub use clock::Clock;
pub use connect::{Connect, StateChoice, TaskRequest};
pub use cti_core::recording::RecordingAction;
pub use desk::{Desk, Modal};
pub use host::{CallType, Host, Presence, ScreenPop, SearchAndScreenPop, Tab};
pub use http::HttpRequest;
pub use log::{Level, LogLine};
pub use org::{Org, SearchGroup};
pub use store::Store;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, to_value};
use thiserror::Error;

use crate::json::object;

/// What came of an effect.
pub type Reply = Result<Value, Fault>;

/// Why an effect did not happen. `message` says it in words that an administrator can act on.
#[derive(Clone, Debug, Error, PartialEq, Eq, Serialize, Deserialize)]
#[error("{message}")]
pub struct Fault {
    pub kind: FaultKind,
    #[serde(default)]
    pub message: String,
    /// What the other side said besides, such as the body of an HTTP response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Box<Value>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultKind {
    /// The other side answered no.
    Rejected,
    /// The other side did not answer in time; what was asked may have happened.
    TimedOut,
    /// There is no other side here: no console, no login, no such method.
    Unavailable,
    /// The answer made no sense.
    Malformed,
}

impl Fault {
    pub fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), answer: None }
    }
}

/// One thing that a flow wants done, by the port that does it. The answer each expects stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Connect(Connect),
    Host(Host),
    Org(Org),
    Desk(Desk),
    Store(Store),
    Clock(Clock),
    Http(HttpRequest),
    Log(LogLine),
}

macro_rules! effects {
    ($($port:ident: $effect:ty),+ $(,)?) => {
        $(impl From<$effect> for Effect {
            fn from(effect: $effect) -> Self {
                Self::$port(effect)
            }
        })+

        impl Effect {
            /// `<port>.<method>`, as traces and scenarios name it.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$port(effect) => effect.name()),+ }
            }

            /// The arguments under the names of the API that the effect stands for.
            pub fn args(&self) -> Value {
                match self { $(Self::$port(effect) => effect.args()),+ }
            }

            /// The names of all effects.
            pub fn names() -> impl Iterator<Item = &'static str> {
                [$(<$effect>::NAMES),+].into_iter().flatten().copied()
            }
        }
    };
}

effects! {
    Connect: Connect,
    Host: Host,
    Org: Org,
    Desk: Desk,
    Store: Store,
    Clock: Clock,
    Http: HttpRequest,
    Log: LogLine,
}

impl Effect {
    /// Whether a person decides when the answer comes; that time is not the flow's.
    pub fn waits_for_person(&self) -> bool {
        matches!(self, Self::Desk(Desk::ShowModal(_) | Desk::Alert { .. }))
    }

    /// `{block, effect, args, reply}`; the reply is `{ok}`, `{error}` or null.
    pub fn performed_json(&self, block: &str, reply: Option<&Reply>) -> Value {
        let reply = match reply {
            Some(Ok(value)) => object([("ok", value.clone())]),
            Some(Err(fault)) => object([("error", to_value(fault).unwrap_or_default())]),
            None => Value::Null,
        };
        object([
            ("block", block.into()),
            ("effect", self.name().into()),
            ("args", self.args()),
            ("reply", reply),
        ])
    }
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn map(members: &Map<String, Value>) -> Value {
    Value::Object(members.clone())
}

/// Adds the members that have a value.
fn with_some<const N: usize>(mut object: Value, members: [(&str, &Option<String>); N]) -> Value {
    if let Some(object) = object.as_object_mut() {
        for (name, value) in members {
            if let Some(value) = value {
                object.insert(name.to_owned(), value.as_str().into());
            }
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use std::collections::BTreeSet;

    fn check(effect: impl Into<Effect>, expected: Expect) {
        let effect = effect.into();
        assert!(Effect::names().any(|name| name == effect.name()), "{}", effect.name());
        expected.assert_eq(&format!("{} {}", effect.name(), effect.args()));
    }

    #[test]
    fn a_queue_is_named_only_where_there_is_one() {
        check(
            Connect::Dial { phone_number: "+1".to_owned(), queue_arn: None },
            expect![[r#"connect.dial {"phoneNumber":"+1"}"#]],
        );
    }

    #[test]
    fn completed_work_has_attributes() {
        check(
            Host::CompleteWork {
                work_id: "w".to_owned(),
                disposition: None,
                task_id: Some("00T".to_owned()),
                was_connected: true,
            },
            expect![[
                r#"host.completeWork {"workId":"w","attributes":{"wasConnected":true,"taskId":"00T"}}"#
            ]],
        );
    }

    #[test]
    fn states_are_chosen_by_name_by_arn_or_by_kind() {
        check(
            Connect::SetAgentState(StateChoice::Named("Lunch".to_owned())),
            expect![[r#"connect.setAgentState {"name":"Lunch"}"#]],
        );
        check(
            Connect::SetAgentState(StateChoice::Routable),
            expect![[r#"connect.setAgentState {"type":"routable"}"#]],
        );
    }

    #[test]
    fn every_name_says_its_port_and_is_there_once() {
        let mut seen = BTreeSet::new();
        for name in Effect::names() {
            assert!(name.split_once('.').is_some(), "{name}");
            assert!(seen.insert(name), "{name} is there twice");
        }
    }

    #[test]
    fn faults_are_read_as_scenarios_write_them() {
        let fault: Fault = serde_json::from_str(r#"{"kind":"timedOut","message":"no answer"}"#).unwrap();
        assert_eq!(fault, Fault::new(FaultKind::TimedOut, "no answer"));
    }
}
