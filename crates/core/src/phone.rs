//! Phone numbers: what an engine must offer. The engine itself is `cti-phone`.

use serde::Serialize;
use serde_json::Value;

use crate::members::{Member, MemberError, deserialize_member, read_members};

/// A number that was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PhoneNumber {
    /// E.164, such as `+12135550100`: what is searched for and dialled. It never holds the extension.
    pub number: String,
    /// The national significant number, such as `2135550100`.
    pub national_number: String,
    /// National display format, such as `(213) 555-0100 ext. 5`.
    pub national_format: String,
    /// International display format, such as `+1 213-555-0100 ext. 5`.
    pub international_format: String,
    /// Such as `tel:+1-213-555-0100;ext=5`.
    pub rfc3966: String,
    /// The digits that are keyed in once somebody has answered; empty where there are none.
    pub extension: String,
    /// ISO 3166-1 alpha-2 region, such as `US`; empty where the number belongs to none.
    pub country: String,
    /// Such as `1`.
    pub country_calling_code: String,
}

read_members!(PhoneNumber {
    number: "number",
    national_number: "nationalNumber",
    national_format: "nationalFormat",
    international_format: "internationalFormat",
    rfc3966: "rfc3966",
    extension: "extension",
    country: "country",
    country_calling_code: "countryCallingCode",
});

impl PhoneNumber {
    pub fn formatted(&self, format: PhoneNumberFormat) -> &str {
        match format {
            PhoneNumberFormat::National => &self.national_format,
            PhoneNumberFormat::International => &self.international_format,
            PhoneNumberFormat::Rfc3966 => &self.rfc3966,
        }
    }
}

/// How numbers are shown to people, as the adapter's settings say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum PhoneNumberFormat {
    #[default]
    National,
    International,
    Rfc3966,
}

/// Any case; what is unknown counts as national, so that one wrong setting does not take all the others away.
impl From<String> for PhoneNumberFormat {
    fn from(text: String) -> Self {
        let is = |name: &str| text.trim().eq_ignore_ascii_case(name);
        if is("INTERNATIONAL") {
            Self::International
        } else if is("RFC3966") {
            Self::Rfc3966
        } else {
            Self::National
        }
    }
}

impl Member for PhoneNumberFormat {
    fn read(value: Value) -> Result<Self, MemberError> {
        String::read(value).map(Self::from)
    }
}

deserialize_member!(PhoneNumberFormat);

/// Parses and formats phone numbers. `region` is an ISO 3166-1 alpha-2 code for numbers without `+`.
pub trait PhoneEngine {
    /// `None` for what is no phone number: short codes, service codes, SIP addresses, words.
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value, from_value, to_value};

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let empty = to_value(PhoneNumber::default()).unwrap();
        let names = empty.as_object().unwrap().keys().cloned();
        let written: Value = names.map(|name| (name.clone(), name.into())).collect::<Map<_, _>>().into();
        let read: PhoneNumber = from_value(written.clone()).unwrap();
        assert_eq!(to_value(read).unwrap(), written);
    }
}
