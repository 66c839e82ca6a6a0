//! Letters without regard to case, in few bytes.

/// The text in small letters, one by one. The standard library's `to_lowercase` takes three kilobytes more of
/// the page to know a sigma at a word's end, which is any sigma here.
pub fn small(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn texts_that_differ_in_case_only_are_the_same() {
        for (one, other) in [("Ada", "ADA"), ("ÄÖÜ", "äöü"), ("ΟΔΟΣ", "οδος"), ("ЁЖ", "ёж"), ("日本", "日本")]
        {
            assert_eq!(small(one), small(other));
        }
        assert_ne!(small("ß"), small("ss"));
    }
}
