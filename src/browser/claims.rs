//! The journal's claims in this origin's storage, which all tabs of the agent share.

use gloo::events::EventListener;
use js_sys::Reflect;

use crate::session::journal::Claims;

/// Hears whenever another tab writes or removes an entry whose key begins so.
pub fn on_change(prefix: String, act: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    EventListener::new(&window, "storage", move |event| {
        let key = Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string());
        if key.is_some_and(|key| key.starts_with(&prefix)) {
            act();
        }
    })
    .forget();
}

/// Written at once and kept over reloads; `put` says whether the browser took it.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalClaims;

impl Claims for LocalClaims {
    fn get(&self, key: &str) -> Option<String> {
        super::local_storage()?.get_item(key).ok().flatten()
    }

    fn put(&self, key: &str, value: &str) -> bool {
        super::local_storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    fn remove(&self, key: &str) {
        if let Some(storage) = super::local_storage() {
            let _ = storage.remove_item(key);
        }
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        let Some(storage) = super::local_storage() else { return Vec::new() };
        let count = storage.length().unwrap_or(0);
        (0..count)
            .filter_map(|index| storage.key(index).ok().flatten())
            .filter(|key| key.starts_with(prefix))
            .collect()
    }
}
