//! What end-to-end tests and benchmarks share: a sandbox of one's own and a browser that a test drives.

pub mod browser;
pub mod flood;
pub mod measure;
pub mod sandbox;
pub mod wait;
