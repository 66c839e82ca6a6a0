//! The Salesforce org: its records and settings, Open CTI for Lightning and for Classic, remoting, and its pages.
//!
//! `Org` is plain state; `console` and `frame` put it on the two origins. Everything the softphone asks is
//! journaled and subject to planted faults.

mod apex;
mod call_center;
mod clock;
mod console;
mod error;
mod frame;
mod host_event;
mod id;
mod interaction;
mod layout;
mod matching;
mod omni;
mod opencti;
mod org;
mod pages;
mod pop;
mod query;
mod remoting;
mod schema;
mod search;
mod seed;
mod settings;
mod soql;
mod tabs;
mod toolkit;
mod view;
mod write;

pub use console::router as host_router;
pub use error::OrgError;
pub use frame::router as frame_router;
pub use host_event::host_event;
pub use id::Id;
pub use org::{Fields, Org, Record};
pub use pages::escaped;
pub use tabs::Tabs;

#[cfg(test)]
#[path = "salesforce/fault_tests.rs"]
mod fault_tests;
