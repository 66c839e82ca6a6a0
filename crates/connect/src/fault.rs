//! Whatever JavaScript throws, as data. Nothing that it does in doing so can throw again.

use cti_ports::{PortError, refusal};
use js_sys::{JsString, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

/// Where errors of Streams, of the browser and of the SDK keep what they are about.
const MEMBERS: [&str; 6] = ["type", "code", "errorKey", "name", "message", "reason"];

/// More than anybody reads; a text of megabytes would stop the page on its way into wasm.
const LONGEST: u32 = 20_000;

fn text(value: &JsValue) -> Option<String> {
    let text = value.dyn_ref::<JsString>()?;
    Some(if text.length() > LONGEST { text.slice(0, LONGEST).into() } else { text.into() })
}

/// Streams throws and answers with text, plain objects and `Error`s.
pub fn reason(thrown: &JsValue) -> Value {
    if let Some(text) = text(thrown) {
        return Value::String(text);
    }
    if let Some(number) = thrown.as_f64() {
        return Value::String(number.to_string());
    }
    let mut members = Map::new();
    for name in MEMBERS {
        // A getter may throw; then the member is as good as absent.
        if let Some(text) = Reflect::get(thrown, &name.into()).ok().and_then(|value| text(&value)) {
            members.insert(name.to_owned(), Value::String(text));
        }
    }
    if members.is_empty() { Value::Null } else { Value::Object(members) }
}

pub fn rejected(thrown: &JsValue) -> PortError {
    refusal(&reason(thrown))
}
