//! The Gregorian calendar and the clock on the wall, without time zones.

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A date and time as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wall {
    pub year: i64,
    /// From 1.
    pub month: i64,
    /// From 1.
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub millisecond: i64,
    /// Days since the first of January 1970.
    days: i64,
}

impl Wall {
    /// From milliseconds since the start of 1970 by the same clock.
    pub(crate) fn new(milliseconds: i64) -> Self {
        let days = milliseconds.div_euclid(DAY);
        let rest = milliseconds.rem_euclid(DAY);
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            millisecond: rest % 1000,
            days,
        }
    }

    /// Sunday is 0.
    pub(crate) fn weekday(&self) -> i64 {
        (self.days + 4).rem_euclid(7)
    }

    /// Monday is 1, Sunday is 7 (ISO 8601).
    pub(crate) fn iso_weekday(&self) -> i64 {
        (self.days + 3).rem_euclid(7) + 1
    }

    /// From 1.
    pub(crate) fn day_of_year(&self) -> i64 {
        self.days - days(self.year, 1, 1) + 1
    }

    /// Year and week of ISO 8601: a week belongs to the year of its Thursday.
    pub(crate) fn iso_week(&self) -> (i64, i64) {
        let thursday = Self::new((self.days + 4 - self.iso_weekday()) * DAY);
        (thursday.year, (thursday.day_of_year() - 1) / 7 + 1)
    }
}

/// Milliseconds since 1970 of a date and time; `None` where there is no such date or time.
pub(crate) fn milliseconds(date: [i64; 3], time: [i64; 4]) -> Option<i64> {
    let [year, month, day] = date;
    let [hour, minute, second, millisecond] = time;
    let midnight = hour == 24 && (minute, second, millisecond) == (0, 0, 0);
    let is_time = (hour < 24 || midnight) && minute < 60 && second < 60;
    let is_date = (1..=12).contains(&month) && day >= 1 && day <= days_of_month(year, month);
    let of_day = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    (is_time && is_date).then(|| days(year, month, day) * DAY + of_day)
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days(next_year, next, 1) - days(year, month, 1)
}

/// Days since the first of January 1970. The year starts in March here, so that the leap day is its last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The reverse of [`days`].
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_reverse() {
        let mut previous = date(-300_000);
        for day in -299_999..300_000 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
            assert!((year, month, of_month) > previous);
            previous = (year, month, of_month);
        }
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(-1), (1969, 12, 31));
    }

    #[test]
    fn only_real_dates_and_times_are_some() {
        assert_eq!(milliseconds([2026, 1, 5], [10, 0, 0, 7]), Some(1_767_607_200_007));
        assert_eq!(milliseconds([2024, 2, 29], [24, 0, 0, 0]), milliseconds([2024, 3, 1], [0, 0, 0, 0]));
        for date in [[2026, 2, 29], [1900, 2, 29], [2026, 13, 1], [2026, 0, 1], [2026, 4, 31], [2026, 1, 0]] {
            assert_eq!(milliseconds(date, [0, 0, 0, 0]), None, "{date:?}");
        }
        for time in [[24, 0, 1, 0], [25, 0, 0, 0], [0, 60, 0, 0], [0, 0, 60, 0]] {
            assert_eq!(milliseconds([2026, 1, 1], time), None, "{time:?}");
        }
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        let week = |year, month, day| Wall::new(milliseconds([year, month, day], [12, 0, 0, 0]).unwrap());
        assert_eq!(week(2027, 1, 3).iso_week(), (2026, 53));
        assert_eq!(week(2027, 1, 4).iso_week(), (2027, 1));
        assert_eq!(week(2024, 12, 30).iso_week(), (2025, 1));
        assert_eq!((week(2026, 1, 4).weekday(), week(2026, 1, 4).iso_weekday()), (0, 7));
        assert_eq!(week(2024, 12, 31).day_of_year(), 366);
    }

    #[test]
    fn before_1970_clocks_run_forward_too() {
        let wall = Wall::new(-1);
        assert_eq!((wall.year, wall.hour, wall.second, wall.millisecond), (1969, 23, 59, 999));
    }
}
