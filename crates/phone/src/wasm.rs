//! The module's face to the page.

use cti_core::phone::PhoneEngine;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::RustPhoneEngine;

/// The parsed number as JSON (the members of [`PhoneNumber`](cti_core::phone::PhoneNumber)), or undefined
/// for what is no phone number. One crossing a number.
#[wasm_bindgen]
pub fn parse(text: &str, region: &str) -> Option<String> {
    let number = RustPhoneEngine.parse(text, region)?;
    serde_json::to_string(&number).ok()
}
