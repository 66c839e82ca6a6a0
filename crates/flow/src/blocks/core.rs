//! Blocks that need nothing but the flow itself, the property store and the log.

mod call_element;
mod cast_value;
mod clear_properties;
mod decide;
mod delay_flow;
mod divide;
mod ends_with;
mod extract_value;
mod fill_template;
mod format_date;
mod format_phone_number;
mod format_phone_number_e164;
mod get_all_properties;
mod get_counter;
mod get_payload;
mod get_property;
mod http_request;
mod is_one_of;
mod is_truthy;
mod join_strings;
mod measure_length;
mod multiply;
mod replace_string;
mod set_property;
mod show_alert;
mod show_modal;
mod slice_value;
mod starts_with;
mod unset_property;
mod update_counter;
mod write_log;

pub(super) use decide::MATCHES;

use crate::provenance::Compose;
use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &decide::BLOCK,
    &cast_value::BLOCK,
    &http_request::BLOCK,
    &get_property::BLOCK,
    &get_all_properties::BLOCK,
    &format_phone_number::BLOCK,
    &format_phone_number_e164::BLOCK,
    &format_date::BLOCK,
    &is_truthy::BLOCK,
    &set_property::BLOCK,
    &unset_property::BLOCK,
    &clear_properties::BLOCK,
    &write_log::BLOCK,
    &show_modal::BLOCK,
    &show_alert::BLOCK,
    &update_counter::BLOCK,
    &get_counter::BLOCK,
    &is_one_of::BLOCK,
    &fill_template::BLOCK,
    &join_strings::BLOCK,
    &replace_string::BLOCK,
    &starts_with::BLOCK,
    &ends_with::BLOCK,
    &multiply::BLOCK,
    &divide::BLOCK,
    &measure_length::BLOCK,
    &slice_value::BLOCK,
    &delay_flow::BLOCK,
    &extract_value::BLOCK,
    &call_element::BLOCK,
    &get_payload::BLOCK,
];

pub(super) static COMPOSERS: &[(&str, Compose)] =
    &[(fill_template::BLOCK.r#type, fill_template::parts), (join_strings::BLOCK.r#type, join_strings::parts)];
