//! Phone numbers: what an engine must offer. The engine itself is `cti-phone`.

use serde::{Deserialize, Serialize};

/// A number that was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PhoneNumber {
    /// E.164, such as `+12135550100`.
    pub number: String,
    /// The national significant number, such as `2135550100`.
    pub national_number: String,
    /// National display format, such as `(213) 555-0100`.
    pub national_format: String,
    /// ISO 3166-1 alpha-2 region, such as `US`; empty where the number belongs to none.
    pub country: String,
    /// Such as `1`.
    pub country_calling_code: String,
}

/// Parses and formats phone numbers. `region` is an ISO 3166-1 alpha-2 code for numbers without `+`.
pub trait PhoneEngine {
    /// `None` for what is no phone number: short codes, SIP addresses, words.
    fn parse(&self, text: &str, region: &str) -> Option<PhoneNumber>;
}

/// Understands no number at all: every text stays as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPhoneEngine;

impl PhoneEngine for NoPhoneEngine {
    fn parse(&self, _text: &str, _region: &str) -> Option<PhoneNumber> {
        None
    }
}
