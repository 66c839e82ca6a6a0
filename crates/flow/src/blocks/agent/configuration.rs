//! What Connect says of the agent's configuration.

use serde_json::{Map, Value};

use crate::call::Next;
use crate::effect::Reply;

/// The agent's configuration, by the names of Streams' `AgentConfiguration`.
pub(super) struct Configuration(pub(super) Map<String, Value>);

/// Without an agent a flow goes on with null.
pub(super) const NO_AGENT: &str = "no agent is logged in";

impl Configuration {
    /// A text; null where there is none.
    pub(super) fn text(&self, member: &str) -> Value {
        self.0.get(member).filter(|value| value.as_str().is_some_and(|text| !text.is_empty())).cloned().into()
    }

    /// A list, empty where there is none.
    pub(super) fn list(&self, member: &str) -> Value {
        self.0
            .get(member)
            .filter(|value| value.is_array())
            .cloned()
            .unwrap_or_else(|| Value::Array(Vec::new()))
    }
}

/// The configuration in a reply, or why there is none.
pub(super) fn known(reply: Reply) -> Result<Configuration, String> {
    match reply {
        Ok(Value::Object(members)) if !members.is_empty() => Ok(Configuration(members)),
        Ok(_) => Err(NO_AGENT.to_owned()),
        Err(fault) => Err(fault.message),
    }
}

/// Leaves results that are made from the configuration.
pub(super) fn read(reply: Reply, results: fn(Configuration) -> Value) -> Next {
    match known(reply) {
        Ok(configuration) => Next::done(results(configuration)),
        Err(message) => Next::thrown(Value::Null, message),
    }
}
