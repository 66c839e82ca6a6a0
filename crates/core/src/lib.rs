//! The vocabulary of a contact center, shared by every other crate.
//!
//! Plain data and pure functions: no browser, no clock, no input or output.

pub mod action;
pub mod agent;
pub mod attribute;
pub mod contact;
pub mod event;
pub mod letters;
pub mod lifecycle;
pub mod members;
pub mod merged;
pub mod number;
pub mod phone;
pub mod recording;
pub mod session_end;
pub mod settings;
pub mod sorted;
pub mod texts;

pub use agent::{Agent, AgentState};
pub use contact::{Channel, Connection, Contact, ContactId, ContactState, Timeline, Unanswered};
pub use event::{Event, EventSpec, Source};
pub use recording::{Recording, RecordingAction};

/// Milliseconds since 1970-01-01T00:00:00Z, as browsers count them.
pub type Millis = f64;
