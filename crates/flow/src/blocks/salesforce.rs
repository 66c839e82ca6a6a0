//! Blocks that search, show and write records.

mod complete_work;
mod create_task;
mod get_contact_id;
mod get_lead_id;
mod phone_lookup;
mod pop_list;
mod pop_new_record;
mod pop_object_home;
mod pop_record;
mod pop_search;
mod pop_url;
mod retrieve_record;
mod save_record;
mod search_and_pop;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &complete_work::BLOCK,
    &pop_record::BLOCK,
    &pop_url::BLOCK,
    &pop_object_home::BLOCK,
    &pop_list::BLOCK,
    &pop_search::BLOCK,
    &pop_new_record::BLOCK,
    &search_and_pop::BLOCK,
    &save_record::BLOCK,
    &create_task::BLOCK,
    &get_lead_id::BLOCK,
    &get_contact_id::BLOCK,
    &retrieve_record::BLOCK,
];
