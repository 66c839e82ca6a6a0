//! Decimal numbers in texts, in few bytes.

/// So many digits are a whole number that needs no rounding.
const EXACT_DIGITS: usize = 15;

/// A number as people write it: a plus, leading zeros, and nothing before or after the point will do.
///
/// The JSON parser reads it, which is in the page anyway. The one of the standard library brings tables of
/// 10 KB that do not compress, for the last bit of numbers with more than 19 digits.
pub fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) => (text.starts_with('-'), digits),
        None => (false, text),
    };
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => digits.split_at_checked(at)?,
        None => (digits, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let plain = whole.chars().all(|c| c.is_ascii_digit());
    if !plain || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    if fraction.is_empty() && exponent.is_empty() && whole.len() <= EXACT_DIGITS {
        let number = whole.bytes().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')) as f64;
        return Some(if sign { -number } else { number });
    }
    let whole = whole.trim_start_matches('0');
    let mut spelt = if whole.is_empty() { "0".to_owned() } else { whole.to_owned() };
    if !fraction.is_empty() {
        spelt.push('.');
        spelt.push_str(fraction);
    }
    spelt.push_str(exponent);
    let number: f64 = serde_json::from_str(&spelt).ok()?;
    Some(if sign { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_one_that_the_standard_library_reads() {
        for text in [
            "0",
            "-0",
            "7",
            "007",
            "+7",
            "1.",
            ".5",
            "-.5",
            "0.1",
            "1e3",
            "1E-3",
            "12.50e+1",
            "33.333333333333336",
            "1732000000000.5",
            "1234567890123456",
            "18446744073709551615",
            "-12345678901234567890",
        ] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_finite_number_is_none() {
        for text in
            ["", ".", "+", "-", "--1", "+-1", "e5", "1e", "1e999", "inf", "NaN", "0x10", "1 2", "1,5", "١"]
        {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
