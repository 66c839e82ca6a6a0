//! Properties and counters.

use cti_flow::Reply;
use cti_flow::effect::Store;
use serde_json::Value;

use crate::session::Session;

/// The adapter's own counter: how many of its tabs the agent has open.
const OPEN_TABS: &str = "openAgentTabs";

pub(super) async fn perform(session: &Session, effect: &Store) -> Reply {
    let store = &*session.ports.store;
    match effect {
        // What flows have set comes before what the adapter knows under the same name.
        Store::Get { key } => Ok(store.get(key).or_else(|| session.system_property(key)).unwrap_or_default()),
        Store::Set { key, value } => {
            store.set(key, value);
            Ok(Value::Null)
        }
        Store::GetAll => Ok(Value::Object(store.all())),
        Store::Remove { key } => {
            store.remove(key);
            Ok(Value::Null)
        }
        Store::Clear => {
            store.clear();
            Ok(Value::Null)
        }
        Store::GetCounter { key } if key == OPEN_TABS => Ok((session.ports.open_tabs)().await.into()),
        Store::GetCounter { key } => Ok(store.counter(key).into()),
        Store::AddToCounter { key, amount } => Ok(store.count(key, *amount).await.into()),
    }
}
