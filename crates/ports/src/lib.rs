//! The ways out: what the softphone needs of the world, as traits, with null adapters and fakes.
//!
//! Every call ends: with a value, a typed failure, or [`PortError::TimedOut`]. None of the libraries behind
//! the real adapters has a time-out of its own, so the adapters carry it.

pub mod choice;
pub mod connect;
pub mod contact_call;
#[cfg(feature = "testing")]
pub mod contract;
pub mod desk;
pub mod error;
#[cfg(feature = "testing")]
pub mod fake;
pub mod host;
pub mod http;
pub mod limit;
pub mod local;
pub mod org;
pub mod refusal;
pub mod task_request;

pub use connect::{Audio, Connect, ConnectEvent, Link, Softphone, StateChoice};
pub use cti_core::recording::RecordingAction;
pub use desk::Desk;
pub use error::PortError;
pub use host::{Host, HostEvent, HostKind};
pub use http::Http;
pub use limit::within;
pub use local::{Archive, Clock, Level, Log, LogLine, Store};
pub use org::{Org, SessionLease};
pub use refusal::refusal;

use std::future::Future;
use std::pin::Pin;

/// How long a port call may take, in milliseconds, unless its own documentation says otherwise.
pub const TIME_LIMIT_MS: u32 = 10_000;

/// A call under way. It needs no polling to start and ends by itself.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, PortError>>>>;

/// An answer that is already there.
pub fn answered<T: 'static>(result: Result<T, PortError>) -> Answer<T> {
    Box::pin(std::future::ready(result))
}
