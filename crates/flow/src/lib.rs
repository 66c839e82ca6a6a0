//! The CTI Flow language: stored JSON, validation, and an interpreter whose effects are data.
//!
//! `wire` (what files say) → `graph` → `validate` → [`Flow`] (the only thing that runs) → [`Run`]. The last two, and
//! all that they need, are `cti-engine`.
//! A run owns no timer, no promise and no browser: it asks for [`Effect`]s and is told what came of them.

mod address;
pub mod blocks;
mod calendar;
pub mod catalogue;
pub mod check;
mod date_format;
mod graph;
mod load;
mod moment;
mod pattern;
pub mod problem;
pub mod record;
pub mod upgrade;
mod validate;
pub mod wire;

pub use cti_engine::{
    Effect, Envelope, Fault, FaultKind, Flow, Input, Outcome, Performed, Reply, Results, Run, Status, Step,
};
pub use cti_engine::{
    call, effect, envelope, flow, org, outcome, reference, run, scope, soql, spec, template,
};
// Only blocks and checks need these.
use cti_engine::{marks, provenance, value, weight};
pub use load::Load;
pub use problem::{Problem, Severity};
pub use record::{Record, Redaction};
