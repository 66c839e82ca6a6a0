//! What the agent is asked about and asked to do.

use cti_ports::choice::{rejected, shown};
use cti_ports::{Answer, PortError, Softphone, StateChoice, answered};
use futures_util::FutureExt;
use js_sys::{Promise, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::ask::{Ask, answer_of, ask, js_of};
use crate::subscription::Subscription;
use crate::{fault, own_data, raw};

impl PhoneCore {
    pub(super) fn mute(&self, muted: bool) -> Answer<()> {
        self.done("mute", &|| with_sound(&|| mute(Some(muted))))
    }

    pub(super) fn is_muted(&self) -> Answer<bool> {
        self.limited("is_muted", &|| with_sound(&|| mute(None)))
            .map(|answer| answer.map(|muted| muted.is_truthy()))
            .boxed_local()
    }

    /// The reader is up to date: a snapshot is read before anybody hears of it.
    pub(super) fn agent_state(&self) -> Answer<Value> {
        answered(self.check_up("agent_state").map(|()| shown(&self.reader.borrow().agent().state)))
    }

    pub(super) fn agent_configuration(&self) -> Answer<Value> {
        let up = self.check_up("agent_configuration");
        answered(up.and_then(|()| Ok(own_data::documented(&own_data::configuration()?))))
    }

    pub(super) fn set_agent_state(&self, choice: &StateChoice) -> Answer<()> {
        let enqueue = self.contacts.borrow().iter().any(|contact| !contact.state.is_over());
        self.done("set_agent_state", &|| set_state(choice, enqueue))
    }

    /// What is left of the log of this page's Streams, which has that of the phone in it.
    pub(super) fn log_text() -> Answer<String> {
        let text = raw::logger().and_then(|logger| {
            let lines = logger.earlier_lines()?.concat(&logger.lines()?);
            Ok(String::from(lines.join("\n")))
        });
        answered(text.map_err(|thrown| fault::rejected(&thrown)))
    }

    pub(super) fn set_softphone(&self, softphone: &Softphone) -> Answer<()> {
        self.done("set_softphone", &|| {
            let mut configuration = own_data::configuration()?;
            if let (Value::Object(all), Value::Object(change)) = (&mut configuration, softphone.change()?) {
                all.extend(change);
            }
            ask(&mut |callbacks| {
                let agent = raw::AgentCalls::new()?;
                agent.set_configuration(&js_of(&configuration)?, callbacks.unchecked_ref())
            })
        })
    }
}

/// Without a call in the browser nobody answers.
fn with_sound(question: &dyn Fn() -> Result<Ask, JsValue>) -> Result<Ask, PortError> {
    if own_data::has_softphone_call()? {
        return question().map_err(|thrown| fault::rejected(&thrown));
    }
    Err(rejected("noSoftphoneCall", "there is no call on the softphone"))
}

/// Streams only passes the wish on; who owns the sound says when it has come true. Without a wish it says how
/// the microphone is.
fn mute(wish: Option<bool>) -> Result<Ask, JsValue> {
    let mut subscription = Ok(None);
    let confirmed = Promise::new(&mut |resolve, _| {
        let toggled = Subscription::to("agent::mute_toggle", move |data| {
            let now = muted(&data);
            if now.is_some() && wish.is_none_or(|wish| now == Some(wish)) {
                let _ = resolve.call1(&JsValue::UNDEFINED, &now.into());
            }
        });
        subscription = toggled.map(Some);
    });
    let subscription = subscription?;
    match wish {
        Some(true) => raw::AgentCalls::new()?.mute(),
        Some(false) => raw::AgentCalls::new()?.unmute(),
        None => raw::upstream()?.send_with("broadcast", &js_of(&json!({ "event": "mute" }))?),
    }?;
    Ok(answer_of(confirmed).inspect(move |_| drop(subscription)).boxed_local())
}

/// What `agent::mute_toggle` says.
pub(super) fn muted(data: &JsValue) -> Option<bool> {
    Reflect::get(data, &"muted".into()).ok().and_then(|muted| muted.as_bool())
}

fn set_state(choice: &StateChoice, enqueue: bool) -> Result<Ask, PortError> {
    let configuration = own_data::configuration()?;
    let states = configuration.get("agentStates").and_then(Value::as_array);
    let state = choice.among(states.map_or(&[][..], Vec::as_slice))?;
    ask(&mut |callbacks| {
        let options = js_of(&json!({ "enqueueNextState": enqueue }))?;
        raw::AgentCalls::new()?.set_state(&js_of(state)?, callbacks.unchecked_ref(), &options)
    })
}
