//! How long something took, in the unit that people would say.

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;

/// A time with its unit, rounded for reading: whole milliseconds, else one digit after the point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    Milliseconds(f64),
    Seconds(f64),
    Minutes(f64),
}

/// A time in milliseconds; nothing took less than none, even if a clock was set back.
pub fn span(ms: f64) -> Span {
    let ms = ms.max(0.0).round();
    let tenths = |unit: f64| (ms * 10.0 / unit).round() / 10.0;
    if ms < SECOND {
        Span::Milliseconds(ms)
    } else if tenths(SECOND) < 60.0 {
        Span::Seconds(tenths(SECOND))
    } else {
        Span::Minutes(tenths(MINUTE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ms: f64, expected: Span) {
        assert_eq!(span(ms), expected, "{ms}");
    }

    #[test]
    fn the_unit_grows_with_the_time() {
        check(0.4, Span::Milliseconds(0.0));
        check(999.4, Span::Milliseconds(999.0));
        check(999.6, Span::Seconds(1.0));
        check(1_260.0, Span::Seconds(1.3));
        check(59_940.0, Span::Seconds(59.9));
        check(59_960.0, Span::Minutes(1.0));
        check(150_000.0, Span::Minutes(2.5));
    }

    #[test]
    fn a_clock_that_was_set_back_and_no_number_count_as_nothing() {
        check(-5.0, Span::Milliseconds(0.0));
        check(f64::NAN, Span::Milliseconds(0.0));
    }
}
