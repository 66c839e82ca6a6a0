//! The global object of Streams.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::raw;

/// Whether the page has loaded Streams.
pub fn is_loaded() -> bool {
    core().is_ok_and(|core| AsRef::<JsValue>::as_ref(&core).is_object())
}

pub fn core() -> Result<raw::Core, JsValue> {
    let connect = Reflect::get(&js_sys::global(), &"connect".into())?;
    Ok(Reflect::get(&connect, &"core".into())?.unchecked_into())
}
