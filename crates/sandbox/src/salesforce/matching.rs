//! When a stored value answers a search: telephone numbers by their digits, everything else by words.
//!
//! Two numbers are the same when, without punctuation, extension and international prefix, one ends with
//! the other and the shorter has seven digits or more; a leading trunk `0` of either does not count.
//! So one number is found however it was typed, with or without its country code.

const SHORTEST: usize = 7;

/// Is this text a telephone number, and nothing else?
pub fn looks_like_phone(text: &str) -> bool {
    let text = without_extension(text);
    let allowed = |c: char| {
        c.is_ascii_digit() || digit(c).is_some() || "+()-./ \u{a0}\u{2010}\u{2011}\u{2013}".contains(c)
    };
    text.chars().all(allowed) && text.chars().filter(|c| digit(*c).is_some()).count() >= 3
}

pub fn same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (variants(one), variants(other));
    one.iter().any(|a| other.iter().any(|b| ends_alike(a, b)))
}

/// Does every word of the search begin a word of the value? A trailing `*` changes nothing.
pub fn words_match(search: &str, value: &str) -> bool {
    let search = search.replace('*', " ").to_lowercase();
    let value = value.to_lowercase();
    if search.contains('@') {
        return value == search.trim();
    }
    let words: Vec<_> = split(&value).collect();
    let mut asked = split(&search).peekable();
    asked.peek().is_some() && asked.all(|term| words.iter().any(|word| word.starts_with(term)))
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn ends_alike(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    short.len() >= SHORTEST && long.ends_with(short) || long.len() >= 3 && long == short
}

/// The digits as they are, without an international prefix, and without the trunk zero.
fn variants(number: &str) -> Vec<String> {
    let number = without_extension(number).replace("(0)", "");
    let digits: String = number.chars().filter_map(digit).collect();
    let plain = ["011", "00"].iter().find_map(|prefix| digits.strip_prefix(prefix)).unwrap_or(&digits);
    let mut all = vec![plain.to_owned(), digits.clone()];
    all.extend(digits.strip_prefix('0').map(str::to_owned));
    all.dedup();
    all
}

/// ASCII and full-width digits.
fn digit(c: char) -> Option<char> {
    let offset = match c {
        '0'..='9' => return Some(c),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    char::from_digit(offset, 10)
}

fn without_extension(number: &str) -> &str {
    let start = number.char_indices().find(|(_, c)| matches!(c, 'e' | 'E' | 'x' | 'X' | ';' | '#'));
    start.and_then(|(at, _)| number.get(..at)).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stored: &str, asked: &[&str]) {
        for ask in asked {
            assert!(same_phone(stored, ask), "`{stored}` is not found by `{ask}`");
        }
    }

    #[test]
    fn one_number_is_found_however_it_is_written() {
        let ways = [
            "+12135550100",
            "12135550100",
            "2135550100",
            "(213) 555-0100",
            "213.555.0100",
            "1-213-555-0100",
            "001 213 555 0100",
            "011 1 213 555 0100",
            "+1 (213) 555-0100 ext. 7",
            "5550100",
            "２１３ ５５５ ０１００",
        ];
        for stored in ways {
            found(stored, &["+12135550100", "2135550100", "(213) 555-0100"]);
        }
        found("(213) 555-0100", &ways);
    }

    #[test]
    fn trunk_zeros_do_not_count() {
        found("+49 30 901820", &["030 901820", "+49 (0)30 901820", "0049 30 901820", "30901820"]);
        found("03-5550-0142", &["+81 3 5550 0142", "0355500142", "355500142"]);
        found("+39 06 555 0199", &["06 5550199"]);
    }

    #[test]
    fn different_numbers_stay_apart() {
        assert!(!same_phone("(213) 555-0100", "(213) 555-0101"));
        assert!(!same_phone("(213) 555-0100", "0100"), "too short to be a number");
        assert!(!same_phone("(213) 555-0100", ""));
        assert!(!same_phone("", ""));
    }

    #[test]
    fn extensions_of_three_digits_match_exactly() {
        assert!(same_phone("4711", "4711"));
        assert!(!same_phone("14711", "4711"));
    }

    #[test]
    fn words_are_matched_by_their_beginning() {
        assert!(words_match("maya tor", "Maya Torres"));
        assert!(words_match("torres*", "Maya Torres"));
        assert!(!words_match("orres", "Maya Torres"));
        assert!(words_match("maya.torres@example.com", "Maya.Torres@example.com"));
        assert!(!words_match("torres@example.com", "maya.torres@example.com"));
        assert!(words_match("00001002", "00001002"));
        assert!(!words_match("***", "Maya"));
    }

    #[test]
    fn phone_or_text() {
        assert!(looks_like_phone("+1 (213) 555-0100"));
        assert!(looks_like_phone("2135550100 x42"));
        assert!(!looks_like_phone("Maya"));
        assert!(!looks_like_phone("12"));
        assert!(!looks_like_phone("maya213@example.com"));
    }
}
