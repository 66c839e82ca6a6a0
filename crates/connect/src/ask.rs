//! One question to Streams, and the one answer that counts.

use cti_ports::{Answer, PortError};
use futures_util::FutureExt;
use js_sys::{JSON, Object, Promise};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{fault, raw};

pub type Ask = Answer<JsValue>;

/// Both callbacks settle one promise: whatever comes late or twice changes nothing. Streams takes a
/// failure for a success where there is no callback for it, so there are always both.
pub fn ask(run: &mut dyn FnMut(&raw::Callbacks) -> Result<(), JsValue>) -> Result<Ask, PortError> {
    let mut thrown = None;
    let promise = Promise::new(&mut |resolve, reject| {
        let callbacks: raw::Callbacks = Object::new().unchecked_into();
        callbacks.set_success(&resolve);
        callbacks.set_failure(&reject);
        thrown = run(&callbacks).err();
    });
    match thrown {
        Some(thrown) => Err(fault::rejected(&thrown)),
        None => Ok(answer_of(promise)),
    }
}

pub fn answer_of(promise: Promise) -> Ask {
    JsFuture::from(promise).map(|answer| answer.map_err(|reason| fault::rejected(&reason))).boxed_local()
}

/// `stringify` answers `undefined` for what is not there.
pub fn value_of(js: &JsValue) -> Result<Value, JsValue> {
    let text = JSON::stringify(js)?.as_string();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

pub fn js_of(value: &Value) -> Result<JsValue, JsValue> {
    JSON::parse(&value.to_string())
}
