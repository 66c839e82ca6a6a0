//! What holds for every phone.

mod agent;
mod contacts;
mod endpoints;

use std::future::Future;
use std::pin::Pin;

use cti_core::contact::Connection;
use cti_core::{Channel, Contact, ContactState};
use serde_json::{Value, json};

use super::{Rig, every_call_ends, last_call};
use crate::{Connect, PortError, Softphone, StateChoice};

/// A Connect whose contacts a test can set. Its calls are those of Connect's API, but for
/// `dial {phoneNumber, queueARN?}`, `add {phoneNumber}` and `mute {mute}`.
///
/// Its agent is `Available`, may choose `Available`, `Lunch` and `Offline`, takes calls on the softphone
/// and has one quick connect, `Second level`, with the ARN `arn:second`.
pub trait ConnectRig: Rig {
    /// The agent has these contacts, and the phone has heard of it. Those of a phone are on the softphone;
    /// legs are `<contact>-a` of the agent and `<contact>-c` of the customer.
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
    agent::suite(phone, rig, queue).await;
    endpoints::suite(phone, rig, queue).await;
    contacts::suite(phone, rig).await;
    nothing_is_dialled_after_signing_out(phone, rig).await;
}

async fn no_call_before_the_phone_is_up(phone: &dyn Connect) {
    nothing_can_be_asked(phone).await;
}

/// Whatever is asked, the answer is that there is no phone.
async fn nothing_can_be_asked(phone: &dyn Connect) {
    let task = json!({ "name": "n", "endpoint": "Second level" });
    let answers = [
        ("dial", phone.dial("+12135550100", None).await),
        ("mute", phone.mute(true).await),
        ("sign_out", phone.sign_out().await),
        ("audio", phone.audio().await.map(drop)),
        ("agent_state", phone.agent_state().await.map(drop)),
        ("agent_configuration", phone.agent_configuration().await.map(drop)),
        ("set_agent_state", phone.set_agent_state(StateChoice::Routable).await),
        ("set_softphone", phone.set_softphone(Softphone::On).await),
        ("endpoints", phone.endpoints(None).await.map(drop)),
        ("create_task", phone.create_task(task).await.map(drop)),
        ("add_connection", phone.add_connection("c", "Second level").await),
        ("destroy_agent_connection", phone.destroy_agent_connection("c").await),
        ("clear_contact", phone.clear_contact("c").await),
        ("accept", phone.accept("c").await),
        ("reject", phone.reject("c").await),
        ("hang_up", phone.hang_up("c").await),
        ("hold", phone.hold("c").await),
        ("resume", phone.resume("c").await),
    ];
    for (name, answer) in answers {
        assert!(
            matches!(answer, Err(PortError::Unavailable { call, .. }) if call == name),
            "{name}: {answer:?}"
        );
    }
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
        refused(&phone.reconnect(false).await, "contactLive");
        refused(&phone.sign_out().await, "contactLive");
    }
}

async fn nothing_is_dialled_after_signing_out(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(Vec::new()).await;
    let before = rig.calls().len();
    rig.sign_out().await;
    nothing_can_be_asked(phone).await;
    assert_eq!(rig.calls().len(), before);
}

fn contact(id: &str, channel: Channel, state: ContactState) -> Contact {
    let leg = |end: &str, r#type: &str, initial| Connection {
        connection_id: [id, end].concat(),
        r#type: r#type.to_owned(),
        initial,
        ..Connection::default()
    };
    let connections = vec![leg("-a", "agent", false), leg("-c", "inbound", true)];
    let contact_id = id.into();
    Contact { contact_id, r#type: channel, state, is_inbound: true, connections, ..Contact::default() }
}

/// Refused on this side, with this code.
fn refused<T: std::fmt::Debug>(answer: &Result<T, PortError>, code: &str) {
    assert!(matches!(answer, Err(PortError::Rejected { code: it, .. }) if it == code), "{answer:?}");
}

/// Empty where there is none.
fn text<'a>(data: &'a Value, member: &str) -> &'a str {
    data.get(member).and_then(Value::as_str).unwrap_or_default()
}
