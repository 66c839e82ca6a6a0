//! What the gallery needs of the browser beyond what the softphone's page needs.

use gloo::events::EventListener;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Query and fragment of the page's address.
pub fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let part =
        |of: fn(&web_sys::Location) -> Option<String>| location.as_ref().and_then(of).unwrap_or_default();
    [part(|location| location.search().ok()), part(|location| location.hash().ok())].concat()
}

/// Calls back whenever the fragment changes, as long as the page is there.
pub fn on_address(callback: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "hashchange", move |_| callback(address())).forget();
    }
}

/// An empty value takes the attribute away.
pub fn set_root(name: &str, value: &str) {
    let Some(root) = document().and_then(|page| page.document_element()) else { return };
    let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
}

/// Presses the first element that the selector finds in what is drawn; true if there is one.
pub fn press(selector: &str) -> bool {
    let found = document().and_then(|page| page.query_selector(selector).ok()?);
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.inspect(HtmlElement::click).is_some()
}

pub fn body() -> Option<Element> {
    document()?.body().map(Into::into)
}
