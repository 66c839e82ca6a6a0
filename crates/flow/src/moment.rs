//! Moments as flows have them: ISO 8601 text with or without a zone, or milliseconds since 1970.
//!
//! What says no zone is meant by the agent's clock, whose distance from UTC only the page knows.

use cti_core::Millis;
use serde_json::Value;

use crate::calendar::milliseconds;
use crate::outcome::Performed;
use crate::value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Milliseconds since 1970 in UTC.
    At(i64),
    /// Milliseconds since 1970 by a clock whose zone is not said.
    Wall { time: i64, only_date: bool },
}

/// A moment and the agent's clock at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    /// Milliseconds since 1970 in UTC.
    pub at: i64,
    /// How far the clock is ahead of UTC, in milliseconds.
    pub offset: i64,
}

/// What to do to find a moment on the agent's clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Locate {
    /// Ask how far the clock is ahead of UTC then.
    Ask(Millis),
    Found(Located),
    /// The answers so far make no sense.
    Malformed,
}

/// The last moment that JavaScript's dates know, and minus that the first.
const LIMIT: i64 = 8_640_000_000_000_000;

impl Moment {
    pub(crate) fn from_millis(millis: Millis) -> Option<Self> {
        let fits = millis.is_finite() && millis.abs() <= LIMIT as f64;
        fits.then(|| Self::At(millis.trunc() as i64))
    }

    /// Numbers are milliseconds, and so is text of nine digits or more: attributes are always text.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Self::from_millis(number.as_f64()?),
            Value::String(text) => {
                let text = text.trim();
                let digits = text.strip_prefix('-').unwrap_or(text);
                if digits.len() >= 9 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
                    return Self::from_millis(value::number(value)?);
                }
                read_iso(text)
            }
            _ => None,
        }
    }

    /// The block's effects so far say what is known of the clock. Near a change of the clock the first answer
    /// is that of another moment; a time that the clock skips is read by the clock of before, as browsers do.
    pub(crate) fn locate(self, performed: &[Performed]) -> Locate {
        let mut answers = performed.iter().map(|performed| performed.reply.as_ref().and_then(offset));
        let mut answer = |at: i64| match answers.next() {
            None => Err(Locate::Ask(at as Millis)),
            Some(None) => Err(Locate::Malformed),
            Some(Some(offset)) => Ok(offset),
        };
        let mut found = || match self {
            Self::At(at) => Ok(Located { at, offset: answer(at)? }),
            Self::Wall { time, .. } => {
                let first = answer(time)?;
                let second = answer(time - first)?;
                if first == second {
                    return Ok(Located { at: time - first, offset: first });
                }
                let third = answer(time - second)?;
                Ok(Located { at: time - second.min(third), offset: second.max(third) })
            }
        };
        found().map_or_else(|locate| locate, Locate::Found)
    }
}

fn offset(reply: &crate::Reply) -> Option<i64> {
    let minutes = reply.as_ref().ok()?.as_f64()?;
    (minutes.abs() < 24.0 * 60.0).then(|| (minutes * 60_000.0).round() as i64)
}

fn read_iso(text: &str) -> Option<Moment> {
    let mut text = Text(text);
    let date = text.date()?;
    if text.0.is_empty() {
        return Some(Moment::Wall { time: milliseconds(date, [0; 4])?, only_date: true });
    }
    if !(text.takes('T') || text.takes('t') || text.takes(' ')) {
        return None;
    }
    let time = milliseconds(date, text.time()?)?;
    let zone = text.zone()?;
    Some(match zone {
        _ if !text.0.is_empty() => return None,
        Some(offset) => Moment::At(time - offset),
        None => Moment::Wall { time, only_date: false },
    })
}

/// Text that is being read from its beginning.
struct Text<'a>(&'a str);

impl Text<'_> {
    fn takes(&mut self, sign: char) -> bool {
        let rest = self.0.strip_prefix(sign);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        let number = number.bytes().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
        })?;
        self.0 = rest;
        Some(number)
    }

    fn starts_with_digit(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_digit())
    }

    /// `2026`, `2026-01`, `2026-01-05`, `20260105`.
    fn date(&mut self) -> Option<[i64; 3]> {
        let year = self.number(4)?;
        if self.takes('-') {
            let month = self.number(2)?;
            let day = if self.takes('-') { self.number(2)? } else { 1 };
            return Some([year, month, day]);
        }
        let compact = self.starts_with_digit();
        Some(if compact { [year, self.number(2)?, self.number(2)?] } else { [year, 1, 1] })
    }

    /// `10`, `10:00`, `10:00:00`, `10:00:00.123`, and the same without colons.
    fn time(&mut self) -> Option<[i64; 4]> {
        let mut time = [self.number(2)?, 0, 0, 0];
        for part in time.iter_mut().take(3).skip(1) {
            if self.takes(':') || self.starts_with_digit() {
                *part = self.number(2)?;
            } else {
                return Some(time);
            }
        }
        if (self.takes('.') || self.takes(','))
            && let Some(milliseconds) = time.last_mut()
        {
            *milliseconds = self.fraction()?;
        }
        Some(time)
    }

    /// Thousandths; further digits are dropped.
    fn fraction(&mut self) -> Option<i64> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())?;
        self.0 = rest;
        let padded = digits.bytes().chain(*b"000").take(3);
        Some(padded.fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    }

    /// `Z`, `+02:00`, `+0200`, `+02`, or nothing.
    fn zone(&mut self) -> Option<Option<i64>> {
        if self.takes('Z') || self.takes('z') {
            return Some(Some(0));
        }
        let sign = match () {
            () if self.takes('+') => 1,
            () if self.takes('-') => -1,
            () => return Some(None),
        };
        let hours = self.number(2)?;
        let minutes = if self.takes(':') || self.starts_with_digit() { self.number(2)? } else { 0 };
        (hours < 24 && minutes < 60).then_some(Some(sign * (hours * 60 + minutes) * 60_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const TEN: i64 = 1_767_607_200_000;

    #[test]
    fn a_zone_makes_it_a_moment() {
        for text in [
            "2026-01-05T10:00:00Z",
            "2026-01-05T10:00:00.000+0000",
            "2026-01-05t10:00z",
            "2026-01-05 12:00:00+02:00",
            "2026-01-05T05:30-0430",
            "20260105T120000+02",
            " 2026-01-05T10Z ",
            "1767607200000",
        ] {
            assert_eq!(Moment::read(&json!(text)), Some(Moment::At(TEN)), "{text}");
        }
        assert_eq!(Moment::read(&json!(TEN)), Some(Moment::At(TEN)));
        assert_eq!(Moment::read(&json!("-1000000000")), Some(Moment::At(-1_000_000_000)));
        assert_eq!(Moment::read(&json!("2026-01-05T10:00:00,0079Z")), Some(Moment::At(TEN + 7)));
    }

    #[test]
    fn without_a_zone_it_is_what_the_clock_shows() {
        let wall = |text: &str| match Moment::read(&json!(text)) {
            Some(Moment::Wall { time, only_date }) => (time, only_date),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(wall("2026-01-05T10:00"), (TEN, false));
        assert_eq!(wall("2026-01-05"), (TEN - 36_000_000, true));
        assert_eq!(wall("20260105"), wall("2026-01-05"));
        assert_eq!(wall("2026-01"), wall("2026-01-01"));
        assert_eq!(wall("2026"), wall("2026-01-01"));
    }

    #[test]
    fn everything_else_is_no_moment() {
        for text in [
            "",
            "tomorrow",
            "2026-02-30",
            "2026-1-5",
            "26-01-05",
            "2026-01-05T",
            "2026-01-05T10:00Zx",
            "2026-01-05T10:00+25:00",
            "2026-01-05T10:0",
            "2026-01-05Z",
            "2026/01/05",
            "12345",
            "２０２６-01-05",
            "2026-01-05T10:00:00.Z",
            "99999999999999999999",
            "<b>2026</b>",
        ] {
            assert_eq!(Moment::read(&json!(text)), None, "{text}");
        }
        for value in [json!(null), json!(true), json!({}), json!([2026, 1, 5]), json!(1e300)] {
            assert_eq!(Moment::read(&value), None, "{value}");
        }
    }
}
