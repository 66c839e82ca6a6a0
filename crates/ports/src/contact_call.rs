//! What a wish for a contact asks of Connect, as far as the contact's last snapshot decides it.

use cti_core::{Channel, Contact, ContactState};
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
    pub fn call(self, contacts: &[Contact], contact_id: &str) -> Result<ContactCall, PortError> {
        let contact = live(contacts, contact_id)?;
        let rings = contact.state.is_ringing();
        match self {
            Self::Accept if rings => Ok(ContactCall::Accept),
            Self::Reject if rings => Ok(ContactCall::Reject),
            Self::HangUp if waits_for_the_agent(contact) => Ok(ContactCall::Reject),
            Self::Accept | Self::Reject => Err(rejected("notOffered", "the contact does not ring")),
            Self::HangUp | Self::Leave => agents_leg(contact).map(ContactCall::Destroy),
            Self::Hold => on_hold(contact, ContactCall::Pause, ContactCall::HoldLeg),
            Self::Resume => on_hold(contact, ContactCall::Resume, ContactCall::ResumeLeg),
        }
    }
}

/// A callback that was accepted and a call that the agent placed ring too, but at the customer's.
fn waits_for_the_agent(contact: &Contact) -> bool {
    match contact.state {
        ContactState::Incoming => true,
        ContactState::Connecting => contact.is_inbound && contact.r#type != Channel::QueueCallback,
        _ => false,
    }
}

/// Takes a contact off the list; `None` where it is gone already.
pub fn clear(contacts: &[Contact], contact_id: &str) -> Result<Option<ContactCall>, PortError> {
    match find(contacts, contact_id) {
        Some(contact) if contact.state.is_over() => Ok(Some(ContactCall::Clear)),
        Some(_) => Err(rejected("contactLive", "the contact is not over yet")),
        None => Ok(None),
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

fn find<'a>(contacts: &'a [Contact], contact_id: &str) -> Option<&'a Contact> {
    contacts.iter().find(|contact| contact.contact_id.as_str() == contact_id)
}

/// The contact, where there is still something to be done with it.
pub fn live<'a>(contacts: &'a [Contact], contact_id: &str) -> Result<&'a Contact, PortError> {
    match find(contacts, contact_id) {
        Some(contact) if contact.state.is_over() => Err(rejected("contactOver", "the contact is over")),
        Some(contact) => Ok(contact),
        None => Err(rejected("noContact", "the agent has no such contact any more")),
    }
}

/// Connect may have dropped a contact that the last snapshot still had.
pub fn cleared(answer: Result<(), PortError>) -> Result<(), PortError> {
    match answer {
        Err(PortError::Rejected { code, .. }) if code == "ContactNotFoundException" => Ok(()),
        answer => answer,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::ContactState::*;
    use cti_core::contact::Connection;
    use expect_test::{Expect, expect};

    fn leg(id: &str, r#type: &str, initial: bool) -> Connection {
        Connection {
            connection_id: id.to_owned(),
            r#type: r#type.to_owned(),
            initial,
            ..Connection::default()
        }
    }

    fn contact(channel: Channel, state: ContactState, is_inbound: bool) -> Contact {
        let connections = vec![leg("mine", "agent", false), leg("theirs", "inbound", true)];
        Contact {
            contact_id: "c".into(),
            r#type: channel,
            state,
            is_inbound,
            connections,
            ..Contact::default()
        }
    }

    /// Each wish for each contact.
    fn check(contacts: &[(&str, Contact)], expected: Expect) {
        use ContactWish::*;
        let mut lines = String::new();
        for (name, contact) in contacts {
            for wish in [Accept, Reject, HangUp, Leave, Hold, Resume] {
                let call = match wish.call(std::slice::from_ref(contact), "c") {
                    Ok(call) => format!("{call:?}"),
                    Err(PortError::Rejected { code, .. }) => code,
                    Err(other) => other.to_string(),
                };
                lines += &format!("{name}: {wish:?} {call}\n");
            }
        }
        expected.assert_eq(&lines);
    }

    #[test]
    fn a_call() {
        check(
            &[
                ("rings", contact(Channel::Voice, Connecting, true)),
                ("offered callback", contact(Channel::QueueCallback, Incoming, false)),
                ("accepted callback", contact(Channel::QueueCallback, Connecting, true)),
                ("dialled", contact(Channel::Voice, Connecting, false)),
                ("talking", contact(Channel::QueueCallback, Connected, true)),
                ("over", contact(Channel::Voice, Missed, true)),
            ],
            expect![[r#"
                rings: Accept Accept
                rings: Reject Reject
                rings: HangUp Reject
                rings: Leave Destroy("mine")
                rings: Hold HoldLeg("theirs")
                rings: Resume ResumeLeg("theirs")
                offered callback: Accept Accept
                offered callback: Reject Reject
                offered callback: HangUp Reject
                offered callback: Leave Destroy("mine")
                offered callback: Hold HoldLeg("theirs")
                offered callback: Resume ResumeLeg("theirs")
                accepted callback: Accept Accept
                accepted callback: Reject Reject
                accepted callback: HangUp Destroy("mine")
                accepted callback: Leave Destroy("mine")
                accepted callback: Hold HoldLeg("theirs")
                accepted callback: Resume ResumeLeg("theirs")
                dialled: Accept Accept
                dialled: Reject Reject
                dialled: HangUp Destroy("mine")
                dialled: Leave Destroy("mine")
                dialled: Hold HoldLeg("theirs")
                dialled: Resume ResumeLeg("theirs")
                talking: Accept notOffered
                talking: Reject notOffered
                talking: HangUp Destroy("mine")
                talking: Leave Destroy("mine")
                talking: Hold HoldLeg("theirs")
                talking: Resume ResumeLeg("theirs")
                over: Accept contactOver
                over: Reject contactOver
                over: HangUp contactOver
                over: Leave contactOver
                over: Hold contactOver
                over: Resume contactOver
            "#]],
        );
    }

    #[test]
    fn what_is_no_call() {
        check(
            &[
                ("task", contact(Channel::Task, Connected, true)),
                ("chat", contact(Channel::Chat, Connected, true)),
            ],
            expect![[r#"
                task: Accept notOffered
                task: Reject notOffered
                task: HangUp Destroy("mine")
                task: Leave Destroy("mine")
                task: Hold Pause
                task: Resume Resume
                chat: Accept notOffered
                chat: Reject notOffered
                chat: HangUp Destroy("mine")
                chat: Leave Destroy("mine")
                chat: Hold notHoldable
                chat: Resume notHoldable
            "#]],
        );
    }

    #[test]
    fn one_that_listens_in_leaves_by_its_own_leg() {
        let mut monitored = contact(Channel::Voice, Connected, true);
        monitored.connections = vec![leg("mine", "monitoring", true)];
        assert_eq!(ContactWish::Leave.call(&[monitored], "c"), Ok(ContactCall::Destroy("mine".to_owned())));
        let mut bare = contact(Channel::Voice, Connected, true);
        bare.connections.clear();
        assert!(ContactWish::HangUp.call(&[bare], "c").is_err());
    }

    #[test]
    fn a_contact_is_cleared_once_it_is_over() {
        let over = contact(Channel::Chat, Ended, true);
        let live = contact(Channel::Chat, Connected, true);
        assert_eq!(clear(&[over], "c"), Ok(Some(ContactCall::Clear)));
        assert_eq!(clear(&[live], "c").unwrap_err().to_string(), "contactLive: the contact is not over yet");
        assert_eq!(clear(&[], "c"), Ok(None));
        assert_eq!(
            ContactWish::HangUp.call(&[], "c").unwrap_err().to_string(),
            "noContact: the agent has no such contact any more"
        );
        assert_eq!(cleared(Err(rejected("ContactNotFoundException", "gone"))), Ok(()));
        assert!(cleared(Err(rejected("InvalidStateException", "live"))).is_err());
    }

    #[test]
    fn requests_name_the_contact_and_the_connection() {
        assert_eq!(ContactCall::Clear.request("c"), ("clearContact", json!({"contactId": "c"})));
        assert_eq!(
            ContactCall::HoldLeg("l".to_owned()).request("c"),
            ("holdConnection", json!({"contactId": "c", "connectionId": "l"}))
        );
    }
}
