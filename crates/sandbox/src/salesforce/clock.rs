//! The org's time: the machine's, or one that tests can rely on.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Starts here and moves one second with every reading.
    Stepping(Timestamp),
}

impl Clock {
    /// Now, as Salesforce writes a date and time: `2026-01-05T10:11:12.000Z`.
    pub fn now(&mut self) -> String {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Stepping(next) => {
                let now = *next;
                *next = now.checked_add(1.second()).unwrap_or(now);
                now
            }
        };
        written(now)
    }

    /// The date of now, in UTC: the sandbox's user has no other time zone.
    pub fn today(&self) -> Date {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Stepping(next) => *next,
        };
        now.to_zoned(TimeZone::UTC).date()
    }

    /// The same moment some hours earlier, for records that exist from the start.
    pub fn hours_ago(&mut self, hours: i64) -> String {
        let now = match self {
            Self::System => Timestamp::now(),
            Self::Stepping(next) => *next,
        };
        written(now.checked_sub(hours.hours()).unwrap_or(now))
    }
}

fn written(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}
