//! Amazon Connect through the real amazon-connect-streams, which the page loads as a classic script.

mod ask;
mod assistant;
mod ccp_page;
mod chat;
mod consent;
mod dial;
mod fault;
mod link;
mod login_url;
mod media;
mod own_data;
mod phone;
mod raw;
mod reader;
mod settings;
mod sign_in;
mod snapshot;
mod sound;
mod streams;
mod subscription;
mod task;

pub use assistant::Assistant;
pub use phone::{ConnectError, Phone};
pub use settings::{PhoneSettings, Resilience};
