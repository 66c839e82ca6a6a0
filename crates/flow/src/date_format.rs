//! Dates in the words that a pattern of Moment.js asks for, in English.
//!
//! `[text]` and what follows a `\` stand for themselves, and so does every letter that is no token. The tokens
//! of a locale's own order (`L`, `LT`, …) are none here.

use crate::calendar::Wall;
use crate::moment::Located;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Longer ones first.
const TOKENS: &[&str] = &[
    "YYYY", "YY", "Y", "MMMM", "MMM", "MM", "Mo", "M", "DDDD", "DDDo", "DDD", "DD", "Do", "D", "dddd", "ddd",
    "dd", "do", "d", "E", "GGGG", "GG", "WW", "Wo", "W", "Qo", "Q", "HH", "H", "hh", "h", "kk", "k", "mm",
    "m", "ss", "s", "SSS", "SS", "S", "A", "a", "ZZ", "Z", "X", "x",
];

pub(crate) fn format(moment: Located, pattern: &str) -> String {
    let wall = Wall::new(moment.at + moment.offset);
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    loop {
        if let Some((text, after)) = bracketed(rest) {
            out.push_str(text);
            rest = after;
            continue;
        }
        let (escaped, unescaped) = match rest.strip_prefix('\\') {
            Some(unescaped) => (true, unescaped),
            None => (false, rest),
        };
        match TOKENS.iter().find_map(|token| Some((*token, unescaped.strip_prefix(token)?))) {
            Some((token, after)) => {
                if escaped {
                    out.push_str(token)
                } else {
                    write(token, &wall, moment, &mut out)
                }
                rest = after;
            }
            None => {
                let mut chars = unescaped.chars();
                let Some(next) = chars.next() else { return out };
                out.push(next);
                rest = chars.as_str();
            }
        }
    }
}

/// `[text]` at the beginning, and what follows.
fn bracketed(rest: &str) -> Option<(&str, &str)> {
    let (text, after) = rest.strip_prefix('[')?.split_once(']')?;
    (!text.contains('[')).then_some((text, after))
}

fn write(token: &str, wall: &Wall, moment: Located, out: &mut String) {
    let hour12 = (wall.hour + 11) % 12 + 1;
    match token {
        "YYYY" | "Y" => year(wall.year, token, out),
        "YY" => number(wall.year.rem_euclid(100), 2, out),
        "MMMM" => out.push_str(named(&MONTHS, wall.month - 1, 9)),
        "MMM" => out.push_str(named(&MONTHS, wall.month - 1, 3)),
        "MM" => number(wall.month, 2, out),
        "Mo" => ordinal(wall.month, out),
        "M" => number(wall.month, 1, out),
        "DDDD" => number(wall.day_of_year(), 3, out),
        "DDDo" => ordinal(wall.day_of_year(), out),
        "DDD" => number(wall.day_of_year(), 1, out),
        "DD" => number(wall.day, 2, out),
        "Do" => ordinal(wall.day, out),
        "D" => number(wall.day, 1, out),
        "dddd" => out.push_str(named(&WEEKDAYS, wall.weekday(), 9)),
        "ddd" => out.push_str(named(&WEEKDAYS, wall.weekday(), 3)),
        "dd" => out.push_str(named(&WEEKDAYS, wall.weekday(), 2)),
        "do" => ordinal(wall.weekday(), out),
        "d" => number(wall.weekday(), 1, out),
        "E" => number(wall.iso_weekday(), 1, out),
        "GGGG" => year(wall.iso_week().0, "YYYY", out),
        "GG" => number(wall.iso_week().0.rem_euclid(100), 2, out),
        "WW" => number(wall.iso_week().1, 2, out),
        "Wo" => ordinal(wall.iso_week().1, out),
        "W" => number(wall.iso_week().1, 1, out),
        "Qo" => ordinal((wall.month + 2) / 3, out),
        "Q" => number((wall.month + 2) / 3, 1, out),
        "HH" => number(wall.hour, 2, out),
        "H" => number(wall.hour, 1, out),
        "hh" => number(hour12, 2, out),
        "h" => number(hour12, 1, out),
        "kk" => number((wall.hour + 23) % 24 + 1, 2, out),
        "k" => number((wall.hour + 23) % 24 + 1, 1, out),
        "mm" => number(wall.minute, 2, out),
        "m" => number(wall.minute, 1, out),
        "ss" => number(wall.second, 2, out),
        "s" => number(wall.second, 1, out),
        "SSS" => number(wall.millisecond, 3, out),
        "SS" => number(wall.millisecond / 10, 2, out),
        "S" => number(wall.millisecond / 100, 1, out),
        "A" => out.push_str(if wall.hour < 12 { "AM" } else { "PM" }),
        "a" => out.push_str(if wall.hour < 12 { "am" } else { "pm" }),
        "ZZ" => zone(moment.offset, "", out),
        "Z" => zone(moment.offset, ":", out),
        "X" => number(moment.at.div_euclid(1000), 1, out),
        "x" => number(moment.at, 1, out),
        other => out.push_str(other),
    }
}

/// At least so many digits.
fn number(number: i64, digits: usize, out: &mut String) {
    if number < 0 {
        out.push('-');
    }
    let text = number.unsigned_abs().to_string();
    out.extend(std::iter::repeat_n('0', digits.saturating_sub(text.len())));
    out.push_str(&text);
}

/// Years of more than four digits have a sign, so that they cannot be taken for something else.
fn year(year: i64, token: &str, out: &mut String) {
    if year > 9999 {
        out.push('+');
    }
    number(year, if token == "Y" && year < 0 { 1 } else { 4 }, out);
}

fn ordinal(count: i64, out: &mut String) {
    number(count, 1, out);
    out.push_str(match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    });
}

/// The beginning of a name.
fn named(names: &[&'static str], place: i64, letters: usize) -> &'static str {
    let name = usize::try_from(place).ok().and_then(|place| names.get(place)).copied().unwrap_or_default();
    name.get(..letters).unwrap_or(name)
}

fn zone(offset: i64, between: &str, out: &mut String) {
    let minutes = offset / 60_000;
    out.push(if minutes < 0 { '-' } else { '+' });
    number(minutes.abs() / 60, 2, out);
    out.push_str(between);
    number(minutes.abs() % 60, 2, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Monday, 5 January 2026, 10:07:09.042 in UTC, where the clock is ahead by so many minutes.
    fn check(pattern: &str, minutes: i64, expected: Expect) {
        let moment = Located { at: 1_767_607_629_042, offset: minutes * 60_000 };
        expected.assert_eq(&format(moment, pattern));
    }

    #[test]
    fn dates() {
        check("YYYY YY | MMMM MMM MM M Mo", 0, expect!["2026 26 | January Jan 01 1 1st"]);
        check("DD D Do | DDDD DDD DDDo", 0, expect!["05 5 5th | 005 5 5th"]);
        check(
            "dddd ddd dd d do E | GGGG-[W]WW W Wo | Q Qo",
            0,
            expect!["Monday Mon Mo 1 1st 1 | 2026-W02 2 2nd | 1 1st"],
        );
    }

    #[test]
    fn times() {
        check("HH H hh h kk k mm m ss s SSS SS S", 0, expect!["10 10 10 10 10 10 07 7 09 9 042 04 0"]);
        check("h:mm A, hh:mm a", 14 * 60, expect!["12:07 AM, 12:07 am"]);
        check("h:mm A, kk:mm", 120, expect!["12:07 PM, 12:07"]);
    }

    #[test]
    fn zones() {
        check("YYYY-MM-DDTHH:mm:ssZ", -330, expect!["2026-01-05T04:37:09-05:30"]);
        check("DD HH:mm ZZ", 14 * 60, expect!["06 00:07 +1400"]);
        check("X x", 60, expect!["1767607629 1767607629042"]);
    }

    #[test]
    fn what_is_no_token_stands_for_itself() {
        check("[Today is] dddd[!]", 0, expect!["Today is Monday!"]);
        check(r"\YYYY \D [open D", 0, expect!["YYYY D [open 5"]);
        check("'<b>' {{D}} é日", 0, expect!["'<b>' {{5}} é日"]);
        check("[[D]]", 0, expect!["[D]"]);
        check("", 0, expect![""]);
    }

    #[test]
    fn elevenths_are_th() {
        let mut text = String::new();
        for count in [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 111] {
            ordinal(count, &mut text);
        }
        assert_eq!(text, "1st2nd3rd4th11th12th13th21st22nd23rd111th");
    }

    #[test]
    fn years_far_away() {
        let far = |at: i64| format(Located { at, offset: 0 }, "YYYY");
        assert_eq!(far(8_640_000_000_000_000), "+275760");
        assert_eq!(far(-62_135_596_800_001), "0000");
        assert_eq!(far(-62_198_755_200_000), "-0001");
    }
}
