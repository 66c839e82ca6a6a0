//! Where a flow starts and ends.

mod end;
mod start;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[&start::BLOCK, &end::BLOCK];
