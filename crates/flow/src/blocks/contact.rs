//! Blocks about the contact of the run.

mod clear_contact;
mod destroy_agent_connection;
mod get_attribute;
mod get_chat_message;
mod get_customer_phone_number;
mod get_interaction_metadata;
mod get_properties;
mod is_callback;
mod is_chat;
mod is_inbound;
mod is_task;
mod is_transfer;
mod is_voice;
mod leave_voicemail;
mod live_call;
mod pop_references;
mod start_recording;
mod stop_recording;
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
    &get_interaction_metadata::BLOCK,
    &pop_references::BLOCK,
    &get_chat_message::BLOCK,
    &start_recording::BLOCK,
    &stop_recording::BLOCK,
    &leave_voicemail::BLOCK,
    &destroy_agent_connection::BLOCK,
    &clear_contact::BLOCK,
];
