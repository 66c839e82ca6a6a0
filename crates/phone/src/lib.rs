//! The phone engine: Google's rules and metadata, in pure Rust.
//!
//! Programs on the desk link it. The softphone loads it as a wasm module of its own, beside the page, so
//! that the metadata does not delay the start; there its one function is [`parse`](wasm::parse).

use cti_core::phone::{PhoneEngine, PhoneNumber};
use rlibphonenumber::enums::Region;
use rlibphonenumber::{NumberLengthType, PHONE_NUMBER_UTIL, PhoneNumber as Parsed, PhoneNumberFormat};

#[cfg(target_arch = "wasm32")]
mod wasm;

/// Understands the numbers of all regions.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustPhoneEngine;

/// Shorter numbers are service codes and extensions, unless their region says that they are numbers.
const SHORTEST_UNLISTED: usize = 7;

/// What begins with more trunk prefixes than this is no number that somebody has put together wrongly.
const TRUNK_PREFIXES: usize = 4;

impl PhoneEngine for RustPhoneEngine {
    fn parse(&self, text: &str, region: &str) -> Option<PhoneNumber> {
        let text = text.trim();
        // These may hold something like a number; dialling that would call somebody else.
        if is_sip_address(text) || text.starts_with(['*', '#']) {
            return None;
        }
        let region = Region::from_code(region.trim().to_ascii_uppercase().as_str()).ok();
        let parsed = parse_once(&with_plain_tildes(text), region)?;
        // Written as it is typed, but keyed in on a phone.
        let extension =
            parsed.extension.as_deref().map(|digits| PHONE_NUMBER_UTIL.normalize_digits_only(digits));
        let (mut parsed, number) = without_trunk_prefix(parsed, text)?;
        parsed.extension = extension;
        let country = parsed.get_region_code().filter(|region| *region != Region::World);
        Some(PhoneNumber {
            number,
            national_format: parsed.format_as(PhoneNumberFormat::National).into_owned(),
            international_format: parsed.format_as(PhoneNumberFormat::International).into_owned(),
            rfc3966: parsed.format_as(PhoneNumberFormat::RFC3966).into_owned(),
            country: country.map(|region| region.to_string()).unwrap_or_default(),
            country_calling_code: parsed.country_code.to_string(),
            national_number: parsed.get_national_significant_number(),
            extension: parsed.extension.unwrap_or_default(),
        })
    }
}

/// Has its full length, and is no service code.
fn parse_once(text: &str, region: Option<Region>) -> Option<Parsed> {
    let parsed = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
    let length = PHONE_NUMBER_UTIL.is_possible_number_with_reason(&parsed).ok()?;
    let is_long = || parsed.get_national_significant_number().len() >= SHORTEST_UNLISTED;
    (length == NumberLengthType::IsPossible && (is_long() || parsed.is_valid())).then_some(parsed)
}

/// The number with its E.164, which must mean the same to whoever reads it next. The rules take off one trunk
/// prefix a time, so `+31 (0) 06 12345678` keeps a zero that the next reader would take off.
fn without_trunk_prefix(mut parsed: Parsed, text: &str) -> Option<(Parsed, String)> {
    let mut number = parsed.format_as(PhoneNumberFormat::E164).into_owned();
    for _ in 0..=TRUNK_PREFIXES {
        // What Connect reports is E.164 already.
        if number == text {
            return Some((parsed, number));
        }
        let again = parse_once(&number, None)?;
        let shorter = again.format_as(PhoneNumberFormat::E164);
        if shorter == number {
            return Some((parsed, number));
        }
        number = shorter.into_owned();
        parsed = again;
    }
    None
}

/// The rules know the full-width tilde before an extension, but our library not inside a number.
fn with_plain_tildes(text: &str) -> String {
    text.replace('\u{ff5e}', "~")
}

fn is_sip_address(text: &str) -> bool {
    text.contains('@') || starts_with_word(text, "sip:") || starts_with_word(text, "sips:")
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
