//! A subscription to an event of Streams that ends when it is dropped.

use wasm_bindgen::prelude::*;

use crate::raw;

#[derive(Debug)]
#[must_use = "dropping it unsubscribes"]
pub struct Subscription {
    handle: raw::BusSubscription,
    /// Streams calls it as long as we are subscribed.
    _callback: Closure<dyn Fn(JsValue)>,
}

impl Subscription {
    /// Calls `f` with the event's data. Events are those of Streams' bus, such as `agent::refresh`.
    pub fn to(event: &str, f: impl Fn(JsValue) + 'static) -> Result<Self, JsValue> {
        let callback = Closure::<dyn Fn(JsValue)>::new(f);
        let handle = raw::event_bus()?.subscribe(event, callback.as_ref())?;
        Ok(Self { handle, _callback: callback })
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        // A bus that is gone needs no unsubscribing.
        let _ = self.handle.unsubscribe();
    }
}
