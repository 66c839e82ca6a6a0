//! Calls a number.

use cti_core::{Contact, ContactId, ContactState};
use cti_ports::PortError;
use cti_ports::choice::rejected;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::ask::{Ask, ask};
use crate::{own_data, raw};

/// The call that a further number is added to. Listening in to somebody's call is not having one.
pub fn live_call(contacts: &[Contact]) -> Option<&ContactId> {
    contacts
        .iter()
        .find(|contact| {
            contact.r#type.is_phone() && contact.state == ContactState::Connected && !contact.is_monitor
        })
        .map(|contact| &contact.contact_id)
}

/// Adds a number to a call.
pub fn add(contact: &ContactId, phone_number: &str) -> Result<Ask, PortError> {
    ask(&mut |callbacks| {
        let endpoint = raw::endpoint_of_number(phone_number)?;
        raw::ContactCalls::of(contact.as_str())?.add_connection(&endpoint, callbacks.unchecked_ref())
    })
}

/// Places a call from a queue, or from the agent's default outbound queue.
pub fn call(phone_number: &str, queue_arn: Option<&str>) -> Result<Ask, PortError> {
    ask(&mut |callbacks| {
        let endpoint = raw::endpoint_of_number(phone_number)?;
        if let Some(arn) = queue_arn {
            callbacks.set_queue_arn(arn);
        }
        raw::AgentCalls::new()?.connect(&endpoint, callbacks.unchecked_ref())
    })
}

/// Refuses a queue that the agent's routing profile does not have: Connect's own answer does not say so.
pub fn check_queue(arn: &str) -> Result<(), PortError> {
    queue_of(own_data::configuration()?.get("routingProfile").unwrap_or(&Value::Null), arn)
}

fn queue_of(profile: &Value, arn: &str) -> Result<(), PortError> {
    let queues = profile.get("queues").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_it = |queue: &Value| {
        ["queueARN", "queueId"].iter().any(|name| queue.get(name).and_then(Value::as_str) == Some(arn))
    };
    if queues.iter().any(is_it) {
        return Ok(());
    }
    let name = profile.get("name").and_then(Value::as_str).unwrap_or("?");
    let message = format!("queue `{arn}` is not in the agent's routing profile `{name}`");
    Err(rejected("unknownQueue", message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::Channel;
    use serde_json::json;

    fn contact(id: &str, channel: Channel, state: ContactState) -> Contact {
        Contact { contact_id: id.into(), r#type: channel, state, ..Contact::default() }
    }

    #[test]
    fn a_number_is_added_to_the_call_that_is_connected() {
        let mut contacts = vec![
            contact("chat", Channel::Chat, ContactState::Connected),
            contact("over", Channel::Voice, ContactState::Ended),
            contact("ringing", Channel::Voice, ContactState::Connecting),
            Contact { is_monitor: true, ..contact("monitor", Channel::Voice, ContactState::Connected) },
        ];
        assert_eq!(live_call(&contacts), None);
        contacts.push(contact("callback", Channel::QueueCallback, ContactState::Connected));
        assert_eq!(live_call(&contacts), Some(&"callback".into()));
    }

    #[test]
    fn a_queue_outside_the_routing_profile_is_refused_by_name() {
        let profile = json!({"name": "Basic", "queues": [{"queueARN": "arn:1"}, {"queueId": "arn:2"}]});
        assert_eq!(queue_of(&profile, "arn:1"), Ok(()));
        assert_eq!(queue_of(&profile, "arn:2"), Ok(()));
        assert_eq!(
            queue_of(&profile, "arn:3").unwrap_err().to_string(),
            "unknownQueue: queue `arn:3` is not in the agent's routing profile `Basic`"
        );
        assert!(queue_of(&json!(null), "arn:1").is_err());
    }
}
