//! Leaving the page: whether somebody should ask first, and who must know that it goes or comes back.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, Event, Window};

use super::tabs;

/// What the page has to say about its going.
pub struct Leaving {
    /// Whether something would be lost: the browser then asks the user first.
    pub loses: Box<dyn Fn() -> bool>,
    /// The page goes; true with the last page of the adapter in this browser.
    pub on_departure: Box<dyn Fn(bool)>,
    /// The page is back out of the browser's memory.
    pub on_return: Box<dyn Fn()>,
}

impl std::fmt::Debug for Leaving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Leaving").finish_non_exhaustive()
    }
}

/// Listens from now on to the end of the page. `tab` is this tab's name among the open ones.
pub fn watch(tab: String, leaving: Leaving) {
    let Some(window) = web_sys::window() else { return };
    let leaving = Rc::new(leaving);
    let asks = Rc::clone(&leaving);
    // The listener of an event that is to be held up must not be passive.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if (asks.loses)() {
            ask_first(event);
        }
    })
    .forget();
    let goes = Rc::clone(&leaving);
    let name = tab.clone();
    on(&window, "pagehide", move |_| (goes.on_departure)(tabs::sign_off(&name)));
    on(&window, "pageshow", move |event| {
        let persisted = Reflect::get(event, &"persisted".into()).is_ok_and(|value| value.is_truthy());
        if persisted {
            tabs::sign_on(&tab);
            (leaving.on_return)();
        }
    });
}

fn on(window: &Window, name: &'static str, act: impl Fn(&Event) + 'static) {
    EventListener::new(window, name, move |event| act(event)).forget();
}

/// Older browsers go by the value that is returned.
fn ask_first(event: &Event) {
    event.prevent_default();
    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
        event.set_return_value("leave");
    }
}
