//! Plain data across the border to JavaScript, and whatever it throws.

use cti_ports::{PortError, refusal};
use js_sys::{JSON, JsString, Object, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

/// Whether the page has loaded a library, by the path of its global name.
pub fn is_loaded(path: &[&str]) -> bool {
    global(path).is_some_and(|library| library.is_object())
}

/// What the page has under a global name.
pub fn global(path: &[&str]) -> Option<JsValue> {
    let found = path.iter().try_fold(JsValue::from(js_sys::global()), |object, name| {
        Reflect::get(&object, &JsValue::from_str(name))
    });
    found.ok().filter(|found| !found.is_undefined())
}

/// The page's own address.
pub fn address() -> String {
    web_sys::window().and_then(|page| page.location().href().ok()).unwrap_or_default()
}

/// A plain object. Open CTI cannot read a JavaScript `Map`.
pub fn object(members: &Map<String, Value>) -> Object {
    to_js(&Value::Object(members.clone())).dyn_into().unwrap_or_default()
}

pub fn to_js(value: &Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or_default()
}

/// `None` for what cannot become JSON, such as a cycle. `undefined` counts as null.
pub fn from_js(value: &JsValue) -> Option<Value> {
    if value.is_undefined() {
        return Some(Value::Null);
    }
    let text = JSON::stringify(value).ok()?;
    serde_json::from_str(&text.as_string()?).ok()
}

/// More than anybody reads; a text of megabytes would stop the page on its way into wasm.
const LONGEST: u32 = 20_000;

fn text(value: &JsValue) -> Option<String> {
    let text = value.dyn_ref::<JsString>()?;
    Some(if text.length() > LONGEST { text.slice(0, LONGEST).into() } else { text.into() })
}

/// Salesforce's libraries throw text and `Error`s; getters of what they throw may throw again.
pub fn rejected(thrown: &JsValue) -> PortError {
    if let Some(text) = text(thrown) {
        return refusal(&Value::String(text));
    }
    let mut members = Map::new();
    for name in ["code", "type", "name", "message", "description"] {
        if let Some(text) = Reflect::get(thrown, &name.into()).ok().and_then(|value| text(&value)) {
            members.insert(name.to_owned(), Value::String(text));
        }
    }
    refusal(&Value::Object(members))
}
