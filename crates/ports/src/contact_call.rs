//! What a wish for a contact asks of Connect, as far as the contact's last snapshot decides it.

use cti_core::{Channel, Contact};
use serde_json::{Value, json};

use crate::PortError;
use crate::choice::rejected;

/// What is wished for a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactWish {
    Accept,
    Reject,
    HangUp,
    Leave,
    Clear,
    Hold,
    Resume,
}

/// A call of Connect's API about a contact; text is the id of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactCall {
    Accept,
    Reject,
    Clear,
    Pause,
    Resume,
    Destroy(String),
    HoldLeg(String),
    ResumeLeg(String),
}

impl ContactWish {
    /// The call to make; `None` where there is nothing left to do.
    pub fn call(self, contacts: &[Contact], contact_id: &str) -> Result<Option<ContactCall>, PortError> {
        let found = contacts.iter().find(|contact| contact.contact_id.as_str() == contact_id);
        let Some(contact) = found else {
            return if self == Self::Clear { Ok(None) } else { Err(no_contact()) };
        };
        if self != Self::Clear && contact.state.is_over() {
            return Err(rejected("contactOver", "the contact is over"));
        }
        let is_offered = contact.state.is_ringing() && contact.is_inbound;
        match self {
            Self::Clear if contact.state.is_over() => Ok(ContactCall::Clear),
            Self::Clear => Err(rejected("contactLive", "the contact is not over yet")),
            Self::Accept if is_offered => Ok(ContactCall::Accept),
            Self::Reject | Self::HangUp if is_offered => Ok(ContactCall::Reject),
            Self::Accept | Self::Reject => Err(rejected("notOffered", "the contact does not ring")),
            Self::HangUp | Self::Leave => agents_leg(contact).map(ContactCall::Destroy),
            Self::Hold => on_hold(contact, ContactCall::Pause, ContactCall::HoldLeg),
            Self::Resume => on_hold(contact, ContactCall::Resume, ContactCall::ResumeLeg),
        }
        .map(Some)
    }
}

fn on_hold(
    contact: &Contact,
    task: ContactCall,
    leg: fn(String) -> ContactCall,
) -> Result<ContactCall, PortError> {
    match contact.r#type {
        Channel::Task => Ok(task),
        Channel::Voice | Channel::QueueCallback => contact
            .connections
            .iter()
            .find(|connection| connection.initial)
            .map(|connection| leg(connection.connection_id.clone()))
            .ok_or_else(|| rejected("noConnection", "the customer is not in the call any more")),
        _ => Err(rejected("notHoldable", "only a call or a task can wait")),
    }
}

/// Somebody who listens in has a leg of another type.
fn agents_leg(contact: &Contact) -> Result<String, PortError> {
    contact
        .connections
        .iter()
        .find(|connection| matches!(connection.r#type.as_str(), "agent" | "monitoring"))
        .map(|connection| connection.connection_id.clone())
        .ok_or_else(|| rejected("noConnection", "the agent is not in the contact any more"))
}

fn no_contact() -> PortError {
    rejected("noContact", "the agent has no such contact any more")
}

impl ContactCall {
    /// Connect's own name of it, and its parameters.
    pub fn request(&self, contact_id: &str) -> (&'static str, Value) {
        let (method, leg) = match self {
            Self::Accept => ("acceptContact", None),
            Self::Reject => ("rejectContact", None),
            Self::Clear => ("clearContact", None),
            Self::Pause => ("pauseContact", None),
            Self::Resume => ("resumeContact", None),
            Self::Destroy(leg) => ("destroyConnection", Some(leg)),
            Self::HoldLeg(leg) => ("holdConnection", Some(leg)),
            Self::ResumeLeg(leg) => ("resumeConnection", Some(leg)),
        };
        let mut params = json!({ "contactId": contact_id });
        if let (Some(leg), Some(params)) = (leg, params.as_object_mut()) {
            params.insert("connectionId".to_owned(), leg.clone().into());
        }
        (method, params)
    }
}
