//! Salesforce record ids: a key prefix per object, and a checksum suffix that makes 15 characters 18.

use serde::{Serialize, Serializer};
use std::fmt;

/// A record id in its 18-character form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SUFFIX: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
/// Characters four to ten: the pod and reserved part, the same for the whole sandbox.
const INSTANCE: &str = "5g00000";

impl Id {
    /// The `number`-th id of the object with this three-character key prefix.
    pub fn new(prefix: &str, number: u32) -> Self {
        Self(with_suffix(&format!("{prefix}{INSTANCE}{}", base62(number))))
    }

    /// Reads 15 or 18 characters; the suffix of the longer form must be right, its case may be lost.
    pub fn parse(text: &str) -> Option<Self> {
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        match text.len() {
            15 => Some(Self(with_suffix(text))),
            18 => {
                let long = with_suffix(text.get(..15)?);
                long.eq_ignore_ascii_case(text).then_some(Self(long))
            }
            _ => None,
        }
    }

    /// The three characters that say which object it is.
    pub fn prefix(&self) -> &str {
        self.0.get(..3).unwrap_or_default()
    }

    /// All 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Three groups of five characters; each group's capital letters are the bits of one suffix character.
fn with_suffix(id15: &str) -> String {
    let suffix = id15.as_bytes().chunks(5).map(|group| {
        let capitals = group.iter().enumerate().filter(|(_, byte)| byte.is_ascii_uppercase());
        let index = capitals.fold(0usize, |bits, (place, _)| bits | (1 << place));
        char::from(SUFFIX.get(index).copied().unwrap_or(b'A'))
    });
    id15.chars().chain(suffix).collect()
}

fn base62(mut number: u32) -> String {
    let mut digits = [b'0'; 5];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62.get(number as usize % 62).copied().unwrap_or(b'0');
        number /= 62;
    }
    digits.iter().copied().map(char::from).collect()
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        expected.assert_eq(&Id::parse(text).map_or_else(|| "not an id".into(), |id| id.to_string()));
    }

    #[test]
    fn fifteen_characters_get_their_suffix() {
        check("001A0000006Vm9u", expect!["001A0000006Vm9uIAC"]);
        check("500D0000001Rv7W", expect!["500D0000001Rv7WIAS"]);
    }

    #[test]
    fn eighteen_characters_are_checked() {
        check("001A0000006Vm9uIAC", expect!["001A0000006Vm9uIAC"]);
        check("001A0000006Vm9uIAD", expect!["not an id"]);
    }

    #[test]
    fn anything_else_is_not_an_id() {
        check("", expect!["not an id"]);
        check("null", expect!["not an id"]);
        check("001A0000006Vm9!", expect!["not an id"]);
        check("００１A0000006Vm", expect!["not an id"]);
    }

    #[test]
    fn numbers_make_distinct_ids() {
        let ids: Vec<_> = [1, 61, 62, 4000].map(|n| Id::new("003", n).to_string()).into();
        expect![[
            r#"["0035g0000000001AAA", "0035g000000000zAAA", "0035g0000000010AAA", "0035g000000012WAAQ"]"#
        ]]
        .assert_eq(&format!("{ids:?}"));
    }
}
