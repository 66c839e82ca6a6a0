//! The window that has the sound of calls where the page itself is medialess.
//!
//! It is this same page, opened as `app=sound`. It belongs to nobody: reloading or leaving Salesforce does not touch
//! it. What ties it to the pages is a lock that it holds for as long as it lives, and an entry in shared storage
//! that says when it came.

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::{instance, local_storage, spawn, tabs};

const NAME: &str = "cti:sound";
const FEATURES: &str = "popup,width=360,height=640";

/// Of the window, its lock and its entry.
fn own_name() -> String {
    instance::own(NAME)
}

/// Opens it, straight from a click. False where the browser blocks it.
pub fn open() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Ok(path) = window.location().pathname() else { return false };
    let url = format!("{path}?app=sound");
    // By its name, a window that is still there is used again.
    window
        .open_with_url_and_target_and_features(&url, &own_name(), FEATURES)
        .is_ok_and(|opened| opened.is_some())
}

/// In that window: `f` is called once no other such window is open, which is at once as a rule.
pub fn be(f: impl FnOnce() + 'static) {
    spawn(Box::pin(async move {
        let name = own_name();
        let turn = tabs::turn(&name).await;
        if let Some(storage) = local_storage() {
            let _ = storage.set_item(&name, &js_sys::Date::now().to_string());
        }
        f();
        // To the end of the page.
        std::mem::forget(turn);
    }));
}

/// `f` hears at once whether the window is open, and then whenever it opens or goes.
pub fn watch(f: impl Fn(bool) + 'static) {
    let f = Rc::new(f);
    let watcher = Rc::clone(&f);
    if let Some(window) = web_sys::window() {
        let came = EventListener::new(&window, "storage", move |event| {
            let key = Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string());
            if key == Some(own_name()) {
                follow(Rc::clone(&watcher));
            }
        });
        came.forget();
    }
    follow(f);
}

/// While it is open, its end is waited for.
fn follow(f: Rc<impl Fn(bool) + 'static>) {
    spawn(Box::pin(async move {
        let name = own_name();
        if tabs::is_held(&name).await {
            f(true);
            drop(tabs::turn(&name).await);
        }
        f(false);
    }));
}

/// Asks the agent before the page is left, as long as `is_talking`.
pub fn ask_before_leaving(is_talking: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let leaving = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if is_talking() {
            event.prevent_default();
            // What older browsers go by.
            let _ = Reflect::set(event, &"returnValue".into(), &JsValue::TRUE);
        }
    });
    leaving.forget();
}
