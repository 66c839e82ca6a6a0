//! Blocks that search, show and write records, and those for the softphone's place in Salesforce.

mod can_dial;
mod complete_work;
mod create_task;
mod disable_click_to_dial;
mod enable_click_to_dial;
mod get_agent_state;
mod get_app_view;
mod get_contact_id;
mod get_layout;
mod get_lead_id;
mod get_workload;
mod hide_panel;
mod is_do_not_call;
mod log_in_agent;
mod log_out_agent;
mod panel_size;
mod phone_lookup;
mod pop_list;
mod pop_new_record;
mod pop_object_home;
mod pop_record;
mod pop_search;
mod pop_url;
mod presence_status;
mod query_records;
mod query_value;
mod refresh_view;
mod retrieve_record;
mod run_apex;
mod save_record;
mod search_and_pop;
mod set_agent_state;
mod set_panel_height;
mod set_panel_width;
mod show_panel;

use crate::spec::Block;
pub(super) use query_records::QUERY;

pub(super) static BLOCKS: &[&Block] = &[
    &can_dial::BLOCK,
    &enable_click_to_dial::BLOCK,
    &disable_click_to_dial::BLOCK,
    &get_app_view::BLOCK,
    &get_layout::BLOCK,
    &get_workload::BLOCK,
    &complete_work::BLOCK,
    &refresh_view::BLOCK,
    &show_panel::BLOCK,
    &hide_panel::BLOCK,
    &set_panel_height::BLOCK,
    &set_panel_width::BLOCK,
    &pop_record::BLOCK,
    &pop_url::BLOCK,
    &pop_object_home::BLOCK,
    &pop_list::BLOCK,
    &pop_search::BLOCK,
    &pop_new_record::BLOCK,
    &search_and_pop::BLOCK,
    &run_apex::BLOCK,
    &get_agent_state::BLOCK,
    &set_agent_state::BLOCK,
    &log_in_agent::BLOCK,
    &log_out_agent::BLOCK,
    &save_record::BLOCK,
    &create_task::BLOCK,
    &is_do_not_call::BLOCK,
    &query_value::BLOCK,
    &query_records::BLOCK,
    &get_lead_id::BLOCK,
    &get_contact_id::BLOCK,
    &retrieve_record::BLOCK,
];
