//! Calls to Open CTI for Salesforce Classic, and its listeners.

use std::rc::Rc;

use cti_ports::{Answer, HostEvent, PortError, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::interaction_answer::{self as answer, Members};
use crate::js;
use crate::raw::interaction as raw;

/// The script is there even if it stays silent, which it does on a frame that is not Salesforce's.
pub fn is_loaded() -> bool {
    js::is_loaded(&raw::LIBRARY)
}

/// Calls a method and waits for its answer.
pub fn ask(limit_ms: u32, call: &'static str, arguments: &[Value]) -> Answer<Members> {
    match send(call, arguments) {
        Ok(promise) => {
            let answer = async move {
                let answer = JsFuture::from(promise).await.map_err(|thrown| js::rejected(&thrown))?;
                let answer = js::from_js(&answer).ok_or_else(|| answer::malformed(call, "no JSON"))?;
                answer::open(call, answer)
            };
            within(call, limit_ms, TimeoutFuture::new(limit_ms), answer).boxed_local()
        }
        Err(error) => answered(Err(error)),
    }
}

/// The callback settles a promise: an answer that comes late or twice changes nothing.
fn send(call: &'static str, arguments: &[Value]) -> Result<Promise, PortError> {
    if !is_loaded() {
        let reason = "Open CTI is not loaded; the page must load `interaction.js` first".to_owned();
        return Err(PortError::Unavailable { call, reason });
    }
    let arguments: Array = arguments.iter().map(js::to_js).collect();
    let mut thrown = None;
    let promise = Promise::new(&mut |resolve, _| {
        arguments.push(&resolve);
        thrown = raw::call(call, &arguments).err();
    });
    thrown.map_or(Ok(promise), |thrown| Err(js::rejected(&thrown)))
}

/// Says something that nobody answers.
pub fn tell(call: &str) -> Result<(), PortError> {
    raw::call(call, &Array::new()).map_err(|thrown| js::rejected(&thrown))
}

/// The host never lets go of a listener. A version without the method leaves the others unharmed.
pub fn listen(sink: &Rc<dyn Fn(HostEvent)>, method: &str, event: fn(Value) -> HostEvent) {
    let sink = Rc::clone(sink);
    let listener = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
        let told = js::from_js(&told).unwrap_or_default();
        if let Some(page) = told.get("result").and_then(answer::page) {
            sink(event(page));
        }
    });
    let _ = raw::call(method, &Array::of1(&listener.into_js_value()));
}
