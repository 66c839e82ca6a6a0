//! The phone in a browser, over the real amazon-connect-streams and a CCP that behaves as told.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod calls;
mod commands;
mod contacts;
mod conversations;
mod link;
mod start;
mod world;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
