//! The engine of the CTI Flow language: what executes, and nothing of what reads or judges files.
//!
//! A crate of its own because it is compiled for speed, where all else that agents download is compiled for
//! size. Code that a flow runs through again and again belongs here; the language around it is `cti-flow`,
//! which compiles stored bodies to a [`Flow`] and names the modules of this crate as its own.

pub mod call;
pub mod envelope;
pub mod flow;
pub mod marks;
pub mod outcome;
pub mod provenance;
pub mod reference;
pub mod run;
pub mod scope;
pub mod spec;
pub mod template;
pub mod value;
pub mod weight;

pub use cti_effect::{effect, org, soql};
pub use effect::{Effect, Fault, FaultKind, Reply};
pub use envelope::{Envelope, Results};
pub use flow::Flow;
pub use outcome::{Outcome, Performed, Status};
pub use run::{Run, Step};
pub use scope::Input;
