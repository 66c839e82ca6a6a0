//! What looks like a phone number or an e-mail address inside a text.
//!
//! Without a pattern engine, which would cost the page more bytes than everything else here.

use std::ops::RangeInclusive;

use super::{ADDRESS, HIDDEN, NUMBER};

/// Digits of a number that says by its plus that it is one; E.164 allows 15.
const WITH_PLUS: RangeInclusive<usize> = 7..=15;

/// Digits of any other number: fewer are case numbers and dates, 15 and 18 are Salesforce ids.
const WITHOUT_PLUS: RangeInclusive<usize> = 10..=14;

/// Digits that are enough to recognise a number that was hidden elsewhere.
const SHORTEST_KNOWN: usize = 6;

/// Replaces a text where it stands as words of its own.
pub(super) fn replace_words(text: &str, words: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(words) {
        let alone = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if alone { with } else { words });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What a whole text is.
pub(super) fn stand_for(text: &str) -> &'static str {
    let text = text.trim();
    if is_address(text) {
        ADDRESS
    } else if is_number(text) {
        NUMBER
    } else {
        HIDDEN
    }
}

/// A text of nothing but a number. Under a name that says so, fewer digits are enough.
pub(super) fn is_number(text: &str) -> bool {
    run_length(text) == text.len() && WITH_PLUS.contains(&digits(text).len()) && !is_date(text)
}

pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Replaces every e-mail address.
pub(super) fn hide_addresses(text: &str) -> String {
    let ends_word = |c: char| c.is_whitespace() || "<>()[]{}\",;:'".contains(c);
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(ends_word) {
        let word = piece.trim_end_matches(ends_word).trim_end_matches('.');
        if is_address(word) {
            out.push_str(ADDRESS);
            out.push_str(piece.strip_prefix(word).unwrap_or_default());
        } else {
            out.push_str(piece);
        }
    }
    out
}

fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, domain)| {
        !user.is_empty()
            && !user.contains(char::is_whitespace)
            && !domain.starts_with('.')
            && domain.contains('.')
            && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
    })
}

/// Replaces whatever the digits of a known number end with, and with `all` everything that looks like one.
/// Names of Amazon's resources hold account numbers of twelve digits and stay.
pub(super) fn hide_numbers(text: &str, known: &[String], all: bool) -> String {
    if text.starts_with("arn:") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let starts = matches!(first, '+' | '(' | '0'..='9') && !before.is_some_and(char::is_alphanumeric);
        let taken = match if starts { number_at(rest, known, all) } else { None } {
            Some(length) => {
                out.push_str(NUMBER);
                length
            }
            // Past the whole run, or its tail would be taken for a number of its own.
            None => {
                let length = if starts { run_length(rest).max(first.len_utf8()) } else { first.len_utf8() };
                out.push_str(rest.get(..length).unwrap_or_default());
                length
            }
        };
        before = rest.get(..taken).and_then(|run| run.chars().next_back());
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// How many bytes digits take here, with what may stand between them.
fn run_length(text: &str) -> usize {
    let run = text.find(|c: char| !matches!(c, '0'..='9' | '+' | ' ' | '(' | ')' | '-' | '.' | '/'));
    let run = text.get(..run.unwrap_or(text.len())).unwrap_or_default();
    run.trim_end_matches(|c: char| !c.is_ascii_digit()).len()
}

/// The length of the number that a text starts with.
fn number_at(text: &str, known: &[String], all: bool) -> Option<usize> {
    let length = run_length(text);
    let (run, after) = text.split_at_checked(length)?;
    let digits = digits(run);
    let enough = if run.starts_with('+') { WITH_PLUS } else { WITHOUT_PLUS }.contains(&digits.len());
    // National numbers are written with a zero in front that the international ones lack.
    let national = digits.trim_start_matches('0');
    let is_known = national.len() >= SHORTEST_KNOWN && known.iter().any(|known| known.ends_with(national));
    let is_number = (all && enough && !is_date(run)) || is_known;
    (is_number && !after.starts_with(char::is_alphanumeric)).then_some(length)
}

/// `2026-01-05`, with or without an hour.
fn is_date(run: &str) -> bool {
    let mut parts = run.splitn(3, '-').map(|part| part.split(' ').next().unwrap_or_default().len());
    (parts.next(), parts.next(), parts.next()) == (Some(4), Some(2), Some(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(hide_numbers(&hide_addresses(text), &[], true), expected);
    }

    #[test]
    fn numbers_are_found_in_sentences() {
        check("+12135550100", "+…");
        check("Call from +1 213-555-0100, Support.", "Call from +…, Support.");
        check("(213) 555-0100 or 213.555.0100", "+… or +…");
        check("tel:+493012345678;ext=7", "tel:+…;ext=7");
        check("+4930123", "+…");
    }

    #[test]
    fn a_known_number_is_found_however_it_is_written() {
        let known = ["4722334455".to_owned()];
        assert_eq!(
            hide_numbers("22 33 44 55 or 022334455, case 33445566", &known, false),
            "+… or +…, case 33445566"
        );
    }

    #[test]
    fn ids_dates_and_case_numbers_stay() {
        for text in [
            "00001026",
            "500000000000001",
            "0035g00000ABCDEAA4",
            "11111111-2222-3333-4444-555555555555",
            "2026-01-05T10:00:00Z",
            "2026-01-05 10:00",
            "arn:aws:connect:us-east-1:123456789012:instance/i",
            "5.32",
            "a+b",
            "",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn addresses_are_found_in_sentences() {
        check("ada@example.com", "…@…");
        check("From Ada <ada.l+x@mail.example.com>.", "From Ada <…@…>.");
        check("mailto:ada@example.com, @ada and a@b", "mailto:…@…, @ada and a@b");
        check("Write to ada@example.com.", "Write to …@….");
    }

    #[test]
    fn a_secret_is_words_of_its_own() {
        assert_eq!(replace_words("Ada, Adair and Ada", "Ada", "…"), "…, Adair and …");
    }
}
