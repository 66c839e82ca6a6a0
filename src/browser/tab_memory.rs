//! What this tab keeps over a reload, and no other tab knows. It goes with the tab.

const DRAWERS: &str = "cti:drawers";

fn storage() -> Option<web_sys::Storage> {
    web_sys::window().and_then(|window| window.session_storage().ok().flatten())
}

/// Where the browser keeps nothing, a reload begins afresh.
pub fn keep_drawers(text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&super::instance::own(DRAWERS), text);
    }
}

pub fn drawers() -> Option<String> {
    storage()?.get_item(&super::instance::own(DRAWERS)).ok().flatten()
}
