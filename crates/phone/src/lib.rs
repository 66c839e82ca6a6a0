//! The phone engine: Google's rules and metadata, in pure Rust.
//!
//! Programs on the desk link it. The softphone loads it as a wasm module of its own, beside the page, so
//! that the metadata does not delay the start; there its one function is [`parse`](wasm::parse).

use cti_core::phone::{PhoneEngine, PhoneNumber};
use rlibphonenumber::enums::Region;
use rlibphonenumber::{NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumberFormat};

#[cfg(target_arch = "wasm32")]
mod wasm;

/// Understands the numbers of all regions.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustPhoneEngine;

/// Shorter numbers are service codes and extensions, unless their region says that they are numbers.
const SHORTEST_UNLISTED: usize = 7;

impl PhoneEngine for RustPhoneEngine {
    fn parse(&self, text: &str, region: &str) -> Option<PhoneNumber> {
        let text = text.trim();
        // A SIP address may hold something like a number; dialling that would call somebody else.
        if text.contains('@') || starts_with_word(text, "sip:") || starts_with_word(text, "sips:") {
            return None;
        }
        let region = Region::from_code(region.trim().to_ascii_uppercase().as_str()).ok();
        let parsed = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
        let length = PHONE_NUMBER_UTIL.is_possible_number_with_reason(&parsed).ok()?;
        if length != NumberLengthType::IsPossible {
            return None;
        }
        let national_number = parsed.get_national_significant_number();
        if national_number.len() < SHORTEST_UNLISTED && !parsed.is_valid() {
            return None;
        }
        let country = parsed.get_region_code().filter(|region| *region != Region::World);
        Some(PhoneNumber {
            number: parsed.format_as(PhoneNumberFormat::E164).into_owned(),
            national_format: parsed.format_as(PhoneNumberFormat::National).into_owned(),
            country: country.map(|region| region.to_string()).unwrap_or_default(),
            country_calling_code: parsed.country_code.to_string(),
            national_number,
        })
    }
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
