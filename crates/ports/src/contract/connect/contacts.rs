//! What holds for what is done with a contact.

use cti_core::{Channel, ContactState};
use serde_json::{Value, json};

use super::{ConnectRig, contact, refused};
use crate::contract::{Reason, call_ends, every_call_ends, last_call};
use crate::fake::Behaviour;
use crate::{Answer, Connect};

pub(super) async fn suite(phone: &dyn Connect, rig: &dyn ConnectRig) {
    a_contact_that_rings(phone, rig).await;
    a_call(phone, rig).await;
    a_task(phone, rig).await;
    a_contact_that_is_over(phone, rig).await;
    a_contact_that_is_gone(phone, rig).await;
}

async fn asks(rig: &dyn ConnectRig, answer: Answer<()>, method: &str, params: Value) {
    assert_eq!(answer.await, Ok(()), "{method}");
    last_call(rig, method, &params);
}

async fn a_contact_that_rings(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(vec![contact("c", Channel::Voice, ContactState::Connecting)]).await;
    // Streams keeps to itself why a contact could not be accepted.
    call_ends("accept", rig, &Value::Null, || phone.accept("c"), Reason::Lost).await;
    every_call_ends("reject", rig, &Value::Null, || phone.reject("c")).await;
    asks(rig, phone.accept("c"), "acceptContact", json!({ "contactId": "c" })).await;
    asks(rig, phone.reject("c"), "rejectContact", json!({ "contactId": "c" })).await;
    asks(rig, phone.hang_up("c"), "rejectContact", json!({ "contactId": "c" })).await;
    refused(&phone.clear_contact("c").await, "contactLive");
}

async fn a_call(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(vec![contact("c", Channel::Voice, ContactState::Connected)]).await;
    every_call_ends("hang_up", rig, &Value::Null, || phone.hang_up("c")).await;
    every_call_ends("destroy_agent_connection", rig, &Value::Null, || phone.destroy_agent_connection("c"))
        .await;
    every_call_ends("hold", rig, &Value::Null, || phone.hold("c")).await;
    every_call_ends("resume", rig, &Value::Null, || phone.resume("c")).await;
    let leg = |leg: &str| json!({ "contactId": "c", "connectionId": leg });
    asks(rig, phone.hang_up("c"), "destroyConnection", leg("c-a")).await;
    asks(rig, phone.destroy_agent_connection("c"), "destroyConnection", leg("c-a")).await;
    asks(rig, phone.hold("c"), "holdConnection", leg("c-c")).await;
    asks(rig, phone.resume("c"), "resumeConnection", leg("c-c")).await;
    refused(&phone.accept("c").await, "notOffered");
    refused(&phone.clear_contact("c").await, "contactLive");
}

async fn a_task(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(vec![contact("t", Channel::Task, ContactState::Connected)]).await;
    asks(rig, phone.hold("t"), "pauseContact", json!({ "contactId": "t" })).await;
    rig.have(vec![contact("t", Channel::Task, ContactState::Paused)]).await;
    asks(rig, phone.resume("t"), "resumeContact", json!({ "contactId": "t" })).await;
    let leg = json!({ "contactId": "t", "connectionId": "t-a" });
    asks(rig, phone.hang_up("t"), "destroyConnection", leg).await;
}

async fn a_contact_that_is_over(phone: &dyn Connect, rig: &dyn ConnectRig) {
    use ContactState::{Ended, Error, Missed, Rejected};
    for state in [Error, Missed, Rejected, Ended] {
        rig.have(vec![contact("c", Channel::Voice, state)]).await;
        asks(rig, phone.clear_contact("c"), "clearContact", json!({ "contactId": "c" })).await;
        refused(&phone.hang_up("c").await, "contactOver");
    }
    every_call_ends("clear_contact", rig, &Value::Null, || phone.clear_contact("c")).await;
    rig.will(Behaviour::Refuses { code: "ContactNotFoundException", message: "gone" });
    assert_eq!(phone.clear_contact("c").await, Ok(()), "what is gone is cleared");
}

async fn a_contact_that_is_gone(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(Vec::new()).await;
    let before = rig.calls().len();
    for answer in [
        phone.accept("c").await,
        phone.reject("c").await,
        phone.hang_up("c").await,
        phone.destroy_agent_connection("c").await,
        phone.hold("c").await,
        phone.resume("c").await,
    ] {
        refused(&answer, "noContact");
    }
    assert_eq!(phone.clear_contact("c").await, Ok(()));
    assert_eq!(rig.calls().len(), before);
}
