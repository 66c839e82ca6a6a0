//! Blocks for the tabs of a Salesforce console. Outside a console they take `failure`.

mod close_tab;
mod find_tabs;
mod get_primary_record;
mod get_primary_tabs;
mod get_subtab_record;
mod get_tab_records;
mod open_primary_tab;
mod open_subtab;
mod tab_id;
mod tabs;

use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &open_primary_tab::BLOCK,
    &open_subtab::BLOCK,
    &get_primary_record::BLOCK,
    &get_subtab_record::BLOCK,
    &get_tab_records::BLOCK,
    &close_tab::BLOCK,
    &get_primary_tabs::BLOCK,
    &find_tabs::BLOCK,
];
