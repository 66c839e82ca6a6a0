//! How much data a run may move: flows go in circles, and text that is joined with itself doubles each time.
//!
//! Every value that a block reads, leaves, asks for or is answered is weighed, so neither the memory nor the
//! time of the page's one thread can be used up by a flow.

use serde_json::{Map, Value};

use crate::effect::{Effect, Reply, ScreenPop};
use crate::org::Query;

/// The largest result that a block may leave, in bytes, roughly.
pub(crate) const RESULT_LIMIT: usize = 2 << 20;

/// All that a run may move, in bytes, roughly.
pub(crate) const RUN_LIMIT: usize = 32 << 20;

/// What a value weighs besides its text.
const NODE: usize = 24;

pub(crate) fn value(value: &Value) -> usize {
    NODE + match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(self::value).sum(),
        Value::Object(members) => map(members),
        _ => 0,
    }
}

fn map(members: &Map<String, Value>) -> usize {
    members.iter().map(|(name, member)| name.len() + value(member)).sum()
}

pub(crate) fn reply(reply: &Reply) -> usize {
    match reply {
        Ok(answer) => value(answer),
        Err(fault) => NODE + fault.message.len(),
    }
}

pub(crate) fn effect(effect: &Effect) -> usize {
    NODE + match effect {
        Effect::Dial { phone_number, queue_arn } => phone_number.len() + some(queue_arn),
        Effect::ScreenPop(pop) => screen_pop(pop),
        Effect::SearchAndScreenPop(search) => {
            search.search_params.len() + some(&search.query_params) + map(&search.default_field_values)
        }
        Effect::SaveLog { value } => map(value),
        Effect::CompleteWork { work_id, disposition, task_id, .. } => {
            work_id.len() + some(disposition) + some(task_id)
        }
        Effect::Search { find, returning, .. } => find.len() + returning.iter().map(query).sum::<usize>(),
        Effect::Query(asked) => query(asked),
        Effect::Retrieve { id, fields, .. } => {
            id.len() + fields.iter().map(|f| f.as_str().len()).sum::<usize>()
        }
        Effect::UpdateContactAttributes { attributes, .. } => map(attributes),
        Effect::StoreGet { key } => key.len(),
        Effect::StoreSet { key, value: set } => key.len() + value(set),
        Effect::Log { message, .. } => message.len(),
    }
}

fn screen_pop(pop: &ScreenPop) -> usize {
    match pop {
        ScreenPop::Url { url: text }
        | ScreenPop::Record { record_id: text }
        | ScreenPop::ObjectHome { scope: text }
        | ScreenPop::Search { search_string: text } => text.len(),
        ScreenPop::List { list_view_id, scope } => list_view_id.len() + scope.len(),
        ScreenPop::NewRecord { entity_name, default_field_values } => {
            entity_name.len() + map(default_field_values)
        }
        ScreenPop::Flow { flow_dev_name, flow_args } => {
            flow_dev_name.len() + flow_args.iter().map(value).sum::<usize>()
        }
    }
}

fn query(query: &Query) -> usize {
    query.fields.len() * NODE
        + query.conditions.iter().map(|condition| value(&condition.value)).sum::<usize>()
}

fn some(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, String::len)
}
