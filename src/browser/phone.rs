//! The phone engine in its own module, loaded beside ours so that neither waits for the other's download.

use cti_core::members::Member;
use cti_core::phone::{PhoneEngine, PhoneNumber};
use js_sys::{Function, Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The module's `parse(text, region)`, once it is there.
#[derive(Debug)]
pub struct ModulePhoneEngine {
    parse: Function,
}

impl ModulePhoneEngine {
    /// Waits for the module that `start.js` began to load. The error is a text for the log.
    pub async fn load() -> Result<Self, String> {
        let window = web_sys::window().ok_or("no window")?;
        let loading = Reflect::get(&window, &"ctiPhone".into()).map_err(describe)?;
        let module = JsFuture::from(Promise::resolve(&loading)).await.map_err(describe)?;
        let parse = Reflect::get(&module, &"parse".into()).map_err(describe)?;
        Ok(Self { parse: parse.dyn_into().map_err(|_| "the module has no `parse`".to_owned())? })
    }
}

impl PhoneEngine for ModulePhoneEngine {
    fn parse(&self, text: &str, region: &str) -> Option<PhoneNumber> {
        let parsed = self.parse.call2(&JsValue::NULL, &text.into(), &region.into()).ok()?;
        let parsed: Value = serde_json::from_str(&parsed.as_string()?).ok()?;
        PhoneNumber::read(parsed).ok()
    }
}

fn describe(thrown: JsValue) -> String {
    thrown
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| thrown.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}
