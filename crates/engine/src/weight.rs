//! How much data a run may move: flows go in circles, and text that is joined with itself doubles each time.
//!
//! Every value that a block reads, leaves, asks for or is answered is weighed, so neither the memory nor the
//! time of the page's one thread can be used up by a flow.

use serde_json::{Map, Value};

use crate::effect::{Effect, Host, Reply, Store};

/// The largest result that a block may leave, in bytes, roughly.
pub const RESULT_LIMIT: usize = 2 << 20;

/// All that a run may move, in bytes, roughly.
pub const RUN_LIMIT: usize = 32 << 20;

/// What a value weighs besides its text.
const NODE: usize = 24;

pub fn value(value: &Value) -> usize {
    NODE + match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(self::value).sum(),
        Value::Object(members) => map(members),
        _ => 0,
    }
}

/// What the text weighs as a value.
pub fn text(text: &str) -> usize {
    NODE + text.len()
}

fn map(members: &Map<String, Value>) -> usize {
    members.iter().map(|(name, member)| name.len() + value(member)).sum()
}

/// An object of these members.
pub fn members<'a>(members: impl IntoIterator<Item = (&'a str, &'a Value)>) -> usize {
    NODE + members.into_iter().map(|(name, member)| name.len() + value(member)).sum::<usize>()
}

pub fn reply(reply: &Reply) -> usize {
    match reply {
        Ok(answer) => value(answer),
        Err(fault) => NODE + fault.message.len() + fault.answer.as_deref().map_or(0, value),
    }
}

pub fn effect(effect: &Effect) -> usize {
    match effect {
        // What flows do most, without a copy of it.
        Effect::Store(Store::Get { key }) => NODE + key.len(),
        Effect::Store(Store::Set { key, value: set }) => NODE + key.len() + value(set),
        Effect::Log(line) => NODE + line.message.len(),
        Effect::Host(Host::SearchAndScreenPop(search)) => {
            let query = search.query_params.as_ref().map_or(0, String::len);
            NODE + search.search_params.len() + query + map(&search.default_field_values)
        }
        effect => value(&effect.args()),
    }
}
