//! Local stand-ins for a Connect instance and a Salesforce org, served as three origins by one process.
//!
//! The state of both lives here, so that tabs and reloads of their pages behave as in the real thing.

pub mod connect;
pub mod control;
pub mod fault;
pub mod journal;
pub mod lease;
pub mod salesforce;
pub mod server;
mod voicemail;
mod web;
pub mod world;

pub use fault::{Fault, Faults, Mode};
pub use journal::{Journal, Side};
pub use world::{Origins, Sandbox, Shared, World};
