//! Lists of quick connects.

use crate::call::Next;
use crate::effect::{Connect, Reply};
use crate::value::object;

/// The quick connects of some queues, or of all that the agent has.
pub(super) fn list(queue_arns: Option<Vec<String>>) -> Next {
    Next::perform(Connect::GetEndpoints { queue_arns }, |_, reply| take(reply))
}

fn take(reply: Reply) -> Next {
    match reply {
        Ok(endpoints) if endpoints.is_array() => Next::success(object([("value", endpoints)])),
        Ok(_) => Next::failure("Connect does not say which quick connects there are"),
        Err(fault) => Next::failure(fault.message),
    }
}
