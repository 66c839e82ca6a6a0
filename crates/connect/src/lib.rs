//! Amazon Connect through the real amazon-connect-streams, which the page loads as a classic script.

mod ccp_page;
mod dial;
mod fault;
mod link;
mod phone;
mod raw;
mod reader;
mod settings;
mod sign_in;
mod snapshot;
mod streams;
mod subscription;

pub use phone::{ConnectError, Phone};
pub use settings::PhoneSettings;
