//! Finds a presence status of Omni-Channel by its id or its DeveloperName.

use serde_json::Value;

use super::phone_lookup::first_id;
use crate::call::{Call, Next, Then};
use crate::effect::{Org, Reply};
use crate::org::{ApiName, ApiNameError, Condition, Op, Query};
use crate::spec::{Control, text};

/// The control that names the status.
pub(super) const STATUS: Control =
    text("statusId").required().about("The id or the DeveloperName of a presence status.");

/// Goes on with the id of the status where the flow has it, else with what the org answers.
pub(super) fn with_status(call: &Call<'_>, with_id: fn(String) -> Next, then: Then) -> Next {
    let Some(status) = call.some_text(STATUS.name) else { return Next::failure("`statusId` is empty") };
    if is_id(&status) {
        return with_id(status);
    }
    match by_developer_name(status) {
        Ok(query) => Next::perform(Org::Query(query), then),
        Err(error) => Next::failure(error.to_string()),
    }
}

/// Goes on with the id that the org answers.
pub(super) fn found(call: &Call<'_>, reply: Reply, with_id: fn(String) -> Next) -> Next {
    match reply.as_ref().map(first_id) {
        Ok(Some(id)) => with_id(id.to_owned()),
        Ok(None) => Next::failure(
            [
                "no presence status has the DeveloperName `",
                &call.text(STATUS.name),
                "`, or the user may not see it",
            ]
            .concat(),
        ),
        Err(fault) => Next::failure(fault.message.clone()),
    }
}

/// Ids of presence statuses, short or long.
fn is_id(text: &str) -> bool {
    text.starts_with("0N5")
        && matches!(text.len(), 15 | 18)
        && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn by_developer_name(name: String) -> Result<Query, ApiNameError> {
    let field = ApiName::new("DeveloperName")?;
    Ok(Query {
        object: ApiName::new("ServicePresenceStatus")?,
        fields: vec![ApiName::new("Id")?],
        conditions: vec![Condition { field, op: Op::Equal, value: Value::String(name) }],
        order: None,
        limit: 1,
    })
}
