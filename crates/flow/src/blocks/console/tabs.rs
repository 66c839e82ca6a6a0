//! What the console answers about its primary tabs.

use serde_json::{Value, json};

use crate::call::Next;
use crate::effect::Reply;

/// A primary tab; what is not known of it is null.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) url: Value,
    pub(super) object_id: Value,
    pub(super) object: Value,
}

const NO_LIST: &str = "the console does not say which tabs are open";

/// The primary tabs, or why there is nothing to say about them.
pub(super) fn tabs(reply: Reply) -> Result<Vec<Shown>, String> {
    let Value::Array(tabs) = reply.map_err(|fault| fault.message)? else { return Err(NO_LIST.to_owned()) };
    let shown = tabs.into_iter().filter_map(|mut tab| {
        let mut take = |member: &str| tab.get_mut(member).map(Value::take).unwrap_or_default();
        let Value::String(id) = take("tabId") else { return None };
        Some(Shown { id, url: take("url"), object_id: take("objectId"), object: take("object") })
    });
    Ok(shown.collect())
}

/// Ids of tabs, as `ids` and as `value`.
pub(super) fn ids(ids: Vec<String>) -> Next {
    Next::success(json!({ "ids": ids, "value": ids }))
}

/// The ids in a bare list.
pub(super) fn listed(reply: Reply) -> Next {
    match reply {
        Ok(Value::Array(tabs)) => ids(tabs
            .into_iter()
            .filter_map(|tab| match tab {
                Value::String(id) => Some(id),
                _ => None,
            })
            .collect()),
        Ok(_) => Next::failure(NO_LIST),
        Err(fault) => Next::failure(fault.message),
    }
}
