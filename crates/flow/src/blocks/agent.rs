//! Blocks that read and change what Connect knows of the agent, and act for the agent there.

mod change_to_deskphone;
mod change_to_softphone;
mod configuration;
mod create_task;
mod dial_number;
mod endpoints;
mod get_configuration;
mod get_deskphone_number;
mod get_dialable_countries;
mod get_endpoint;
mod get_extension;
mod get_logs;
mod get_name;
mod get_quick_connects;
mod get_states;
mod get_status;
mod get_transfer_connects;
mod is_softphone_enabled;
mod mute;
mod set_available;
mod set_status;
mod set_status_by_name;
mod unmute;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &dial_number::BLOCK,
    &mute::BLOCK,
    &unmute::BLOCK,
    &get_status::BLOCK,
    &set_status::BLOCK,
    &set_status_by_name::BLOCK,
    &set_available::BLOCK,
    &get_quick_connects::BLOCK,
    &get_transfer_connects::BLOCK,
    &get_endpoint::BLOCK,
    &get_states::BLOCK,
    &get_name::BLOCK,
    &get_extension::BLOCK,
    &get_deskphone_number::BLOCK,
    &is_softphone_enabled::BLOCK,
    &change_to_softphone::BLOCK,
    &change_to_deskphone::BLOCK,
    &get_configuration::BLOCK,
    &get_dialable_countries::BLOCK,
    &create_task::BLOCK,
    &get_logs::BLOCK,
];
