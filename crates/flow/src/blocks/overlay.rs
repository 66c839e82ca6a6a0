//! Blocks that talk to the panels over the phone.

mod send_data;
mod show_attributes;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[&send_data::BLOCK, &show_attributes::BLOCK];
