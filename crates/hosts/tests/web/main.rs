//! The adapters over Salesforce in a browser, against libraries that behave as told.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod bridge;
mod classic;
mod console;
mod contracts;
mod library;
mod pops;
mod salesforce;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
