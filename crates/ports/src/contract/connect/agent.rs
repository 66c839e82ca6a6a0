//! What holds for what the agent is and does.

use cti_core::{Channel, ContactState};
use serde_json::{Map, Value, json};

use super::{ConnectRig, contact, refused, text};
use crate::contract::{every_call_ends, last_call, meanwhile};
use crate::fake::Behaviour;
use crate::{Connect, PortError, Softphone, StateChoice};

pub(super) async fn suite(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    rig.have(Vec::new()).await;
    the_agent_is_known(phone, queue).await;
    every_call_ends("set_agent_state", rig, &Value::Null, || phone.set_agent_state(StateChoice::Routable))
        .await;
    every_call_ends("set_softphone", rig, &Value::Null, || phone.set_softphone(Softphone::On)).await;
    a_state_is_chosen_by_name_arn_or_kind(phone, rig).await;
    a_state_waits_for_the_last_contact(phone, rig).await;
    a_desk_phone_needs_a_number(phone, rig).await;
    a_microphone_needs_a_call(phone, rig).await;
    muting_ends(phone, rig).await;
    assert!(phone.log_text().await.is_ok());
}

async fn the_agent_is_known(phone: &dyn Connect, queue: &str) {
    let state = phone.agent_state().await.unwrap_or_default();
    assert_eq!(state.get("name"), Some(&json!("Available")), "{state}");
    assert_eq!(state.get("type"), Some(&json!("routable")), "{state}");
    let configuration = phone.agent_configuration().await.unwrap_or_default();
    assert_eq!(configuration.as_object().map(Map::len), Some(10), "{configuration}");
    assert_eq!(configuration.pointer("/routingProfile/queues/0/queueARN"), Some(&json!(queue)));
}

/// The state of that name, as the agent's configuration has it.
async fn state(phone: &dyn Connect, name: &str) -> Value {
    let configuration = phone.agent_configuration().await.unwrap_or_default();
    let states = configuration.get("agentStates").and_then(Value::as_array);
    let named = states.into_iter().flatten().find(|state| text(state, "name") == name);
    assert!(named.is_some(), "no `{name}` in {configuration}");
    named.cloned().unwrap_or_default()
}

async fn a_state_is_chosen_by_name_arn_or_kind(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let (lunch, available) = (state(phone, "Lunch").await, state(phone, "Available").await);
    let arn = text(&lunch, "agentStateARN").to_owned();
    for (choice, state) in [
        (StateChoice::Named("Lunch".to_owned()), &lunch),
        (StateChoice::Arn(arn), &lunch),
        (StateChoice::Routable, &available),
    ] {
        assert_eq!(phone.set_agent_state(choice).await, Ok(()));
        last_call(rig, "putAgentState", &json!({ "state": state, "enqueueNextState": false }));
    }
    let before = rig.calls().len();
    for name in ["lunch", "Busy"] {
        let answer = phone.set_agent_state(StateChoice::Named(name.to_owned())).await;
        refused(&answer, "unknownState");
        assert!(format!("{answer:?}").contains("`Lunch`"), "the known ones are named: {answer:?}");
    }
    assert_eq!(rig.calls().len(), before);
}

async fn a_state_waits_for_the_last_contact(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let lunch = state(phone, "Lunch").await;
    for (contact_state, waits) in [(ContactState::Connected, true), (ContactState::Ended, false)] {
        rig.have(vec![contact("chat", Channel::Chat, contact_state)]).await;
        assert_eq!(phone.set_agent_state(StateChoice::Named("Lunch".to_owned())).await, Ok(()));
        last_call(rig, "putAgentState", &json!({ "state": lunch, "enqueueNextState": waits }));
    }
}

async fn a_desk_phone_needs_a_number(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let desk_phone = |extension: &str| Softphone::Deskphone { extension: extension.to_owned() };
    assert_eq!(phone.set_softphone(desk_phone("+12135550100")).await, Ok(()));
    let change = json!({ "softphoneEnabled": false, "extension": "+12135550100" });
    last_call(rig, "updateAgentConfiguration", &change);
    let before = rig.calls().len();
    refused(&phone.set_softphone(desk_phone("2135550100")).await, "notE164");
    assert_eq!(rig.calls().len(), before);
}

async fn a_microphone_needs_a_call(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let before = rig.calls().len();
    for none in [
        contact("chat", Channel::Chat, ContactState::Connected),
        contact("call", Channel::Voice, ContactState::Ended),
    ] {
        rig.have(vec![none]).await;
        refused(&phone.mute(true).await, "noSoftphoneCall");
        refused(&phone.is_muted().await, "noSoftphoneCall");
    }
    assert_eq!(rig.calls().len(), before);
}

async fn muting_ends(phone: &dyn Connect, rig: &dyn ConnectRig) {
    rig.have(vec![contact("call", Channel::Voice, ContactState::Connected)]).await;
    rig.will(Behaviour::Silent);
    let answer = meanwhile(phone.is_muted(), rig.pass_limit()).await;
    assert!(answer.is_err(), "{answer:?}");
    for (muted, behaviour) in [
        (true, Behaviour::Answers(Value::Null)),
        (false, Behaviour::Twice(Value::Null)),
        (false, Behaviour::Answers(Value::Null)),
    ] {
        rig.will(behaviour);
        assert_eq!(phone.mute(muted).await, Ok(()));
        last_call(rig, "mute", &json!({ "mute": muted }));
        // Later, what was said twice would answer the question before it is asked.
        if muted {
            assert_eq!(phone.is_muted().await, Ok(true));
            last_call(rig, "mute", &json!({}));
        }
    }
    for behaviour in [Behaviour::Silent, Behaviour::Late(Value::Null)] {
        rig.will(behaviour.clone());
        let answer = meanwhile(phone.mute(true), rig.pass_limit()).await;
        assert!(matches!(answer, Err(PortError::TimedOut { call: "mute", .. })), "{behaviour:?}: {answer:?}");
    }
}
