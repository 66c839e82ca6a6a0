//! Which language the user wants, and its texts.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::locale::{self, Language};

/// The user's Salesforce language of last time, so that a page starts in it before the settings are there.
const REMEMBERED: &str = "cti:language";

thread_local! {
    static WISHED: RefCell<Language> = RefCell::default();
}

/// Wishes for a language and says which one was wished for before.
pub fn wish(language: Language) -> Language {
    WISHED.replace(language)
}

pub fn is_wished(language: &Language) -> bool {
    WISHED.with_borrow(|wished| wished == language)
}

/// The language that the page shall speak: the one that its address asks for (`?lang=qps`), if we speak it,
/// else the user's.
pub fn wanted() -> Language {
    let asked = super::page::parameter("lang").and_then(|code| locale::find(&code));
    asked.unwrap_or_else(|| locale::choose(&recall()))
}

/// Keeps the language of the user's Salesforce profile; an empty one says nothing.
pub fn remember(code: &str) {
    if let Some(storage) = super::local_storage().filter(|_| !code.is_empty()) {
        let _ = storage.set_item(REMEMBERED, code);
    }
}

/// The user's language as last heard, else the browser's.
fn recall() -> String {
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
