//! The browser's own services behind our ports: time, storage, tabs, marks, phone numbers.
//!
//! Together with the adapter crates, the only place that touches JavaScript values.

pub mod archive;
pub mod check;
pub mod claims;
pub mod clock;
pub mod console;
pub mod devices;
pub mod element;
pub mod http;
pub mod instance;
pub mod intl;
pub mod language;
pub mod leaving;
pub mod marks;
pub mod page;
pub mod phone;
pub mod search;
pub mod sound_window;
pub mod speaker;
pub mod store;
pub mod tab_memory;
pub mod tabs;

use std::future::Future;
use std::pin::Pin;

/// Runs a future in this page, beside everything else.
pub fn spawn(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// This page's storage, unless the browser denies it.
fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten())
}
