//! Presence rules: when something changes on one side, the agent's state on the other follows.
//!
//! Owns no clock and no port: changes and time come in, what to set and when comes out. Whether a change is
//! heard here at all (one tab leads) and how a state is set is the session's.

mod change;
mod comparator;
mod cycle;
mod datum;
mod names;
mod operand;
mod problem;
mod read;
mod rule;
mod side;
pub mod simulation;
mod source;
mod sync;

pub use change::Change;
pub use comparator::Comparator;
pub use datum::Datum;
pub use operand::{Operand, Term};
pub use problem::{Problem, Severity};
pub use rule::{Rule, Rules, Verdict};
pub use side::{OFFLINE, SYSTEM_STATES, Side};
pub use source::Source;
pub use sync::{Due, ECHO_MS, Heard, SPACING_MS, Sync, Write};
