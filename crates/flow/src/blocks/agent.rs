//! Blocks that act for the agent at Connect.

mod dial_number;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[&dial_number::BLOCK];
