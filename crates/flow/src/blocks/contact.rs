//! Blocks about the contact of the run.

mod get_attribute;
mod get_customer_phone_number;
mod get_properties;
mod is_callback;
mod is_chat;
mod is_inbound;
mod is_task;
mod is_transfer;
mod is_voice;
mod update_attributes;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &get_attribute::BLOCK,
    &update_attributes::BLOCK,
    &is_voice::BLOCK,
    &is_chat::BLOCK,
    &is_task::BLOCK,
    &is_inbound::BLOCK,
    &is_transfer::BLOCK,
    &is_callback::BLOCK,
    &get_properties::BLOCK,
    &get_customer_phone_number::BLOCK,
];
