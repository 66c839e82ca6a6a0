//! Which language the user wants, and its texts.

use std::cell::RefCell;

use cti_ports::{TIME_LIMIT_MS, within};
use futures_channel::oneshot;
use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
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
        let _ = storage.set_item(&super::instance::own(REMEMBERED), code);
    }
}

/// The user's language as last heard, else the browser's.
fn recall() -> String {
    super::local_storage()
        .and_then(|storage| storage.get_item(&super::instance::own(REMEMBERED)).ok().flatten())
        .unwrap_or_else(super::page::browser_language)
}

/// The first wait after a failure; each further one is twice as long.
const FIRST_WAIT_MS: u32 = 1_000;
const LONGEST_WAIT_MS: u32 = 60_000;

/// The JSON text of a language. What fails is tried again, ever less often and as soon as the network is back;
/// the page speaks what it has meanwhile. `None` once another language is wished for.
pub async fn bring(language: &Language) -> Option<String> {
    let mut wait = FIRST_WAIT_MS;
    loop {
        let fetched = async { Ok(fetch(language.code).await) };
        let text = within("language", TIME_LIMIT_MS, TimeoutFuture::new(TIME_LIMIT_MS), fetched).await;
        if !is_wished(language) {
            return None;
        }
        if let Ok(Some(text)) = text {
            return Some(text);
        }
        let back = async {
            online().await;
            Ok(())
        };
        // Whichever comes first.
        let _ = within("network", wait, TimeoutFuture::new(wait), back).await;
        wait = (wait * 2).min(LONGEST_WAIT_MS);
    }
}

/// Ends when the browser says that the network is back.
async fn online() {
    let (tell, told) = oneshot::channel();
    let window = web_sys::window();
    let _listener = window.map(|window| {
        EventListener::once(&window, "online", move |_| {
            // Nobody may listen any more.
            let _ = tell.send(());
        })
    });
    let _ = told.await;
}

/// A language's texts, asked for once. Something else may answer in their place, such as a page to sign in at.
pub async fn fetch(code: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(&format!("locales/{code}.json"))).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    text.starts_with('{').then_some(text)
}
