//! Calls to Open CTI for Lightning Experience, and its listeners.

use std::rc::Rc;

use cti_ports::{Answer, HostEvent, PortError, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Promise, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::raw::opencti as raw;
use crate::{envelope, js};

/// A method of Open CTI: takes one object and answers to its `callback`, or reports to its `listener`.
pub type Method = fn(&Object) -> Result<(), JsValue>;

/// Open CTI is there even if it did not initialise; only an answer proves that it did.
pub fn is_loaded() -> bool {
    js::is_loaded(&["sforce", "opencti"])
}

/// Calls a method and waits for its answer.
pub fn ask(limit_ms: u32, call: &'static str, method: Method, arguments: Value) -> Answer<Value> {
    match send(call, method, arguments) {
        Ok(promise) => {
            let answer = async move {
                let answer = JsFuture::from(promise).await.map_err(|thrown| js::rejected(&thrown))?;
                let answer = js::from_js(&answer)
                    .ok_or_else(|| PortError::Malformed { call, reason: "no JSON".to_owned() })?;
                envelope::open(call, answer)
            };
            within(call, limit_ms, TimeoutFuture::new(limit_ms), answer).boxed_local()
        }
        Err(error) => answered(Err(error)),
    }
}

/// The callback settles a promise: an answer that comes late or twice changes nothing.
fn send(call: &'static str, method: Method, arguments: Value) -> Result<Promise, PortError> {
    if !is_loaded() {
        let reason = "Open CTI is not loaded; the page must load `opencti_min.js` first".to_owned();
        return Err(PortError::Unavailable { call, reason });
    }
    let arguments = js::object(arguments.as_object().unwrap_or(&Map::new()));
    let mut thrown = None;
    let promise = Promise::new(&mut |resolve, _| {
        thrown =
            Reflect::set(&arguments, &"callback".into(), &resolve).and_then(|_| method(&arguments)).err();
    });
    thrown.map_or(Ok(promise), |thrown| Err(js::rejected(&thrown)))
}

/// The host gives what happened as it is, without an envelope. It never lets go of a listener.
pub fn listen(sink: &Rc<dyn Fn(HostEvent)>, method: Method, event: fn(Value) -> HostEvent) {
    let sink = Rc::clone(sink);
    let listener = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
        if let Some(payload) = js::from_js(&payload) {
            sink(event(payload));
        }
    });
    let arguments = Object::new();
    // Versions of Open CTI without sales cadences lack that one method; the others are unharmed.
    let _ = Reflect::set(&arguments, &"listener".into(), &listener.into_js_value())
        .and_then(|_| method(&arguments));
}

/// Hears the messages of a Lightning message channel, from now to the end of the page. Versions of Open CTI without
/// message channels are unharmed.
pub fn subscribe(channel: &str, listener: JsValue) {
    let arguments = Object::new();
    let _ = Reflect::set(&arguments, &"channelName".into(), &channel.into())
        .and_then(|_| Reflect::set(&arguments, &"listener".into(), &listener))
        .and_then(|_| raw::subscribe(&arguments));
}
