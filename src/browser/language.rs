//! Which language the user wants, and its texts.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::locale::ENGLISH;

/// The user's Salesforce language of last time, so that a page starts in it before the settings are there.
const REMEMBERED: &str = "cti:language";

thread_local! {
    static WISHED: std::cell::Cell<&'static str> = const { std::cell::Cell::new(ENGLISH) };
}

/// Wishes for a language and says which one was wished for before.
pub fn wish(code: &'static str) -> &'static str {
    WISHED.replace(code)
}

pub fn wished() -> &'static str {
    WISHED.get()
}

/// Keeps the language of the user's Salesforce profile; an empty one says nothing.
pub fn remember(code: &str) {
    if let Some(storage) = super::local_storage().filter(|_| !code.is_empty()) {
        let _ = storage.set_item(REMEMBERED, code);
    }
}

/// The user's language as last heard, else the browser's.
pub fn recall() -> String {
    super::local_storage()
        .and_then(|storage| storage.get_item(REMEMBERED).ok().flatten())
        .unwrap_or_else(super::page::browser_language)
}

/// The JSON text of a language; `None` where it cannot be had (English, built in, serves then).
pub async fn fetch(code: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(&format!("locales/{code}.json"))).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
