//! Properties and counters.

use cti_flow::effect::Store;
use serde_json::Value;

use super::{Performing, at_once};
use crate::session::Session;

/// The adapter's own counter: how many of its tabs the agent has open.
const OPEN_TABS: &str = "openAgentTabs";

pub(super) fn perform<'a>(session: &'a Session, effect: &Store) -> Performing<'a> {
    let store = &*session.ports.store;
    let reply = match effect {
        // What flows have set comes before what the adapter knows under the same name.
        Store::Get { key } => store.get(key).or_else(|| session.system_property(key)).unwrap_or_default(),
        Store::Set { key, value } => {
            store.set(key, value);
            Value::Null
        }
        Store::GetAll => Value::Object(store.all()),
        Store::Remove { key } => {
            store.remove(key);
            Value::Null
        }
        Store::Clear => {
            store.clear();
            Value::Null
        }
        Store::GetCounter { key } if key == OPEN_TABS => {
            let counting = (session.ports.open_tabs)();
            // This one at least, where the browser does not tell.
            return Box::pin(async { Ok(counting.await.len().max(1).into()) });
        }
        Store::GetCounter { key } => store.counter(key).into(),
        Store::AddToCounter { key, amount } => {
            let counting = store.count(key, *amount);
            return Box::pin(async { Ok(counting.await.into()) });
        }
    };
    at_once(Ok(reply))
}
