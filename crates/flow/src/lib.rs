//! The CTI Flow language: stored JSON, validation, and an interpreter whose effects are data.
//!
//! `wire` (what files say) → `graph` → `validate` → [`Flow`] (the only thing that runs) → [`Run`].
//! A run owns no timer, no promise and no browser: it asks for [`Effect`]s and is told what came of them.

mod address;
pub mod blocks;
mod calendar;
pub mod call;
pub mod catalogue;
pub mod check;
mod date_format;
pub mod effect;
pub mod envelope;
pub mod flow;
mod graph;
mod moment;
pub mod org;
pub mod outcome;
mod pattern;
pub mod problem;
mod provenance;
pub mod record;
pub mod reference;
pub mod run;
pub mod scope;
pub mod soql;
pub mod spec;
pub mod template;
pub mod upgrade;
mod validate;
mod value;
mod weight;
pub mod wire;

pub use effect::{Effect, Fault, FaultKind, Reply};
pub use envelope::{Envelope, Results};
pub use flow::Flow;
pub use outcome::{Outcome, Performed, Status};
pub use problem::{Problem, Severity};
pub use record::{Record, Redaction};
pub use run::{Run, Step};
pub use scope::Input;
