//! Blocks.

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[];
