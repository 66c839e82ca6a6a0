//! What the console answers about one tab.

use serde_json::{Value, json};

use crate::call::Next;
use crate::effect::Reply;

/// The id of the tab that opened; hosts say it bare or as a member.
pub(super) fn opened(reply: Reply) -> Next {
    match reply.map(id) {
        Ok(Some(id)) => Next::success(json!({ "id": id, "value": id })),
        Ok(None) => Next::failure("the tab did not open: the answer has no id"),
        Err(fault) => Next::failure(fault.message),
    }
}

/// The id of a tab's record. Many tabs have none, which is an answer too.
pub(super) fn record(reply: Reply) -> Next {
    match reply.map(id) {
        Ok(id) => Next::success(json!({ "id": id, "value": id })),
        Err(fault) => Next::failure(fault.message),
    }
}

fn id(answer: Value) -> Option<String> {
    match answer {
        Value::String(id) => Some(id).filter(|id| !id.is_empty()),
        Value::Object(mut members) => {
            ["id", "tabId"].iter().find_map(|name| id(members.shift_remove(*name)?))
        }
        _ => None,
    }
}
