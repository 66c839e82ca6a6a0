//! The benchmarks that take a browser, each a row of the table: what it prints, and what it compares with.
//!
//! Numbers only: a machine that is busy makes no test fail.

pub mod cold_start;
pub mod contacts;
pub mod engine;
pub mod event_to_pop;
pub mod figures;
pub mod flood;
pub mod heap;
pub mod select;
pub mod shift;
mod stage;

use serde_json::Value;

pub use stage::Stage;

/// A row of the table, and in words how it came about.
#[derive(Debug)]
pub struct Row {
    pub key: &'static str,
    pub values: Value,
    pub note: String,
}
