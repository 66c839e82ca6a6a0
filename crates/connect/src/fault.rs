//! Whatever JavaScript throws, as data. Nothing that it does in doing so can throw again.

use cti_ports::{PortError, refusal};
use js_sys::Reflect;
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

/// Where errors of Streams, of the browser and of the SDK keep what they are about.
const MEMBERS: [&str; 6] = ["type", "code", "errorKey", "name", "message", "reason"];

/// Streams throws and answers with text, plain objects and `Error`s.
pub fn reason(thrown: &JsValue) -> Value {
    if let Some(text) = thrown.as_string() {
        return Value::String(text);
    }
    if let Some(number) = thrown.as_f64() {
        return Value::String(number.to_string());
    }
    let mut members = Map::new();
    for name in MEMBERS {
        // A getter may throw; then the member is as good as absent.
        if let Some(text) = Reflect::get(thrown, &name.into()).ok().and_then(|value| value.as_string()) {
            members.insert(name.to_owned(), Value::String(text));
        }
    }
    if members.is_empty() { Value::Null } else { Value::Object(members) }
}

pub fn rejected(thrown: &JsValue) -> PortError {
    refusal(&reason(thrown))
}
