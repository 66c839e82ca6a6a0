//! What holds for every phone.

use std::future::Future;
use std::pin::Pin;

use cti_core::{Channel, Contact, ContactState};
use serde_json::{Value, json};

use super::{Rig, every_call_ends, last_call};
use crate::{Connect, PortError};

/// A Connect whose contacts a test can set. Its calls are `dial {phoneNumber, queueARN?}` and
/// `add {phoneNumber}`.
pub trait ConnectRig: Rig {
    /// The agent has these contacts, and the phone has heard of it.
    fn have(&self, contacts: Vec<Contact>) -> Pin<Box<dyn Future<Output = ()>>>;

    /// The agent signs out, and the phone has heard of it.
    fn sign_out(&self) -> Pin<Box<dyn Future<Output = ()>>>;
}

/// `queue` is one that the agent may dial from. Begins before the first snapshot.
pub async fn suite(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    no_call_before_the_phone_is_up(phone).await;
    rig.have(Vec::new()).await;
    every_call_ends("dial", rig, &Value::Null, || phone.dial("+12135550100", None)).await;
    dialling_names_the_queue(phone, rig, queue).await;
    a_live_call_takes_the_number(phone, rig, queue).await;
    a_live_contact_keeps_its_phone(phone, rig).await;
    nothing_is_dialled_after_signing_out(phone, rig).await;
}

async fn no_call_before_the_phone_is_up(phone: &dyn Connect) {
    let answer = phone.dial("+12135550100", None).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
}

async fn dialling_names_the_queue(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    assert_eq!(phone.dial("+442079460000", Some(queue)).await, Ok(()));
    last_call(rig, "dial", &json!({"phoneNumber": "+442079460000", "queueARN": queue}));
}

async fn a_live_call_takes_the_number(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    let chat = contact("chat", Channel::Chat, ContactState::Connected);
    let over = contact("over", Channel::Voice, ContactState::Ended);
    let call = contact("call", Channel::Voice, ContactState::Connected);
    rig.have(vec![chat, over, call]).await;
    assert_eq!(phone.dial("+12135550101", Some(queue)).await, Ok(()));
    last_call(rig, "add", &json!({"phoneNumber": "+12135550101"}));
    every_call_ends("add", rig, &Value::Null, || phone.dial("+12135550101", None)).await;
}

async fn a_live_contact_keeps_its_phone(phone: &dyn Connect, rig: &dyn ConnectRig) {
    for state in [ContactState::Connecting, ContactState::Connected, ContactState::Paused] {
        rig.have(vec![contact("task", Channel::Task, state)]).await;
        let answer = phone.reconnect().await;
        assert!(
            matches!(&answer, Err(PortError::Rejected { code, .. }) if code == "contactLive"),
            "{state:?}: {answer:?}"
        );
    }
}

async fn nothing_is_dialled_after_signing_out(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(Vec::new()).await;
    let before = rig.calls().len();
    rig.sign_out().await;
    let answer = phone.dial("+12135550100", None).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
    assert_eq!(rig.calls().len(), before);
}

fn contact(id: &str, channel: Channel, state: ContactState) -> Contact {
    Contact { contact_id: id.into(), r#type: channel, state, ..Contact::default() }
}
