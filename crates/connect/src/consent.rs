//! The page that asks the agent for access to the CCP's cookies, where the browser keeps them from it.
//!
//! Streams shows it instead of the CCP until access is granted; then it goes on to the CCP by itself.

use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::link::Signal;
use crate::raw;

type Callback = Closure<dyn Fn(JsValue)>;

/// Hears the page.
#[derive(Debug, Default)]
pub struct Consent {
    /// Streams calls them as long as its own listener lives.
    callbacks: RefCell<Vec<Callback>>,
    /// The page is up and has not got what it asks for.
    open: Cell<bool>,
}

impl Consent {
    /// Whether the agent may be about to answer the page.
    pub fn is_open(&self) -> bool {
        self.open.get()
    }

    pub fn note(&self, signal: Signal) {
        self.open.set(matches!(signal, Signal::ConsentAsked | Signal::ConsentRefused));
    }

    /// Tells `f` what the page says.
    pub fn hear(&self, f: impl Fn(Signal) + Clone + 'static) -> Result<(), JsValue> {
        let handlers = Object::new();
        let mut callbacks = self.callbacks.borrow_mut();
        for (name, signal) in [
            ("onInit", Signal::ConsentAsked),
            ("onGrant", Signal::ConsentGiven),
            ("onDeny", Signal::ConsentRefused),
        ] {
            let f = f.clone();
            let callback = Callback::new(move |message: JsValue| {
                if signal != Signal::ConsentAsked || !has_access(&message) {
                    f(signal);
                }
            });
            Reflect::set(&handlers, &name.into(), callback.as_ref())?;
            callbacks.push(callback);
        }
        raw::on_storage_access(&handlers)
    }
}

/// `{event, data: {hasAccess}}`: where access is there already, nobody is asked.
fn has_access(message: &JsValue) -> bool {
    let data = Reflect::get(message, &"data".into());
    let access = data.and_then(|data| Reflect::get(&data, &"hasAccess".into()));
    access.is_ok_and(|access| access.is_truthy())
}
