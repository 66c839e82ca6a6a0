//! Blocks that need nothing but the flow itself, the property store and the log.

mod cast_value;
mod decide;
mod divide;
mod ends_with;
mod extract_value;
mod fill_template;
mod format_phone_number;
mod format_phone_number_e164;
mod get_payload;
mod get_property;
mod is_one_of;
mod is_truthy;
mod join_strings;
mod measure_length;
mod multiply;
mod replace_string;
mod set_property;
mod slice_value;
mod starts_with;
mod write_log;

use crate::provenance::Compose;
use crate::spec::Block;

pub(super) static BLOCKS: &[&Block] = &[
    &decide::BLOCK,
    &cast_value::BLOCK,
    &get_property::BLOCK,
    &format_phone_number::BLOCK,
    &format_phone_number_e164::BLOCK,
    &is_truthy::BLOCK,
    &set_property::BLOCK,
    &write_log::BLOCK,
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
    &extract_value::BLOCK,
    &get_payload::BLOCK,
];

pub(super) static COMPOSERS: &[(&str, Compose)] =
    &[(fill_template::BLOCK.r#type, fill_template::parts), (join_strings::BLOCK.r#type, join_strings::parts)];
