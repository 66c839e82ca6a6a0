//! What a CTI Flow can ask of the world, as data: effects, queries, and the values in them.
//!
//! Apart from the engine, because there is much of it and little of it is run through twice: it is compiled
//! for size, the engine for speed.

pub mod effect;
pub mod json;
pub mod org;
pub mod soql;
pub mod written;

pub use effect::{Effect, Fault, FaultKind, Reply};
