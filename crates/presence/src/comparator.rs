//! How two values are compared.

use crate::datum::Datum;
use crate::names;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

impl Comparator {
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Equal, "Equal to"),
        (Self::NotEqual, "Not equal to"),
        (Self::Greater, "Greater than"),
        (Self::GreaterOrEqual, "Greater than or equal to"),
        (Self::Less, "Less than"),
        (Self::LessOrEqual, "Less than or equal to"),
    ];

    pub fn parse(text: &str) -> Option<Self> {
        names::find(&Self::ALL, text)
    }

    pub fn label(self) -> &'static str {
        names::label(&Self::ALL, self)
    }

    /// Whether it asks for an order, which only numbers have here.
    pub fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }

    /// Two numbers are compared as numbers. All else is equal where it is the same text, letter by letter, and
    /// has no order. With a value that is not there nothing holds.
    pub fn holds(self, a: Option<&Datum>, b: Option<&Datum>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return false };
        let (less, equal) = match (a.number(), b.number()) {
            (Some(a), Some(b)) => (a < b, a.total_cmp(&b).is_eq() || (a - b).abs() < f64::EPSILON),
            _ if self.orders() => return false,
            _ => (false, a.to_string() == b.to_string()),
        };
        match self {
            Self::Equal => equal,
            Self::NotEqual => !equal,
            Self::Greater => !less && !equal,
            Self::GreaterOrEqual => !less,
            Self::Less => less && !equal,
            Self::LessOrEqual => less || equal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// A row for each comparator, a column for each pair.
    fn check(pairs: &[(Option<&str>, Option<&str>)], expected: Expect) {
        let datum = |text: &str| Datum::Text(text.to_owned());
        let rows = Comparator::ALL.iter().map(|(comparator, label)| {
            let cells = pairs.iter().map(|(a, b)| {
                let (a, b) = (a.map(datum), b.map(datum));
                if comparator.holds(a.as_ref(), b.as_ref()) { " yes" } else { "   -" }
            });
            format!("{label:24}{}\n", cells.collect::<String>())
        });
        expected.assert_eq(&rows.collect::<String>());
    }

    #[test]
    fn text_is_equal_letter_by_letter_and_has_no_order() {
        check(
            &[(Some("Break"), Some("Break")), (Some("Break"), Some("break")), (Some("a"), Some("b"))],
            expect![[r#"
                Equal to                 yes   -   -
                Not equal to               - yes yes
                Greater than               -   -   -
                Greater than or equal to   -   -   -
                Less than                  -   -   -
                Less than or equal to      -   -   -
            "#]],
        );
    }

    #[test]
    fn numbers_are_numbers_however_they_are_written() {
        check(
            &[
                (Some("5"), Some("5.0")),
                (Some("5"), Some(" 10")),
                (Some("10"), Some("9")),
                (Some("5"), Some("x")),
            ],
            expect![[r#"
                Equal to                 yes   -   -   -
                Not equal to               - yes yes yes
                Greater than               -   - yes   -
                Greater than or equal to yes   - yes   -
                Less than                  - yes   -   -
                Less than or equal to    yes yes   -   -
            "#]],
        );
    }

    #[test]
    fn with_nothing_nothing_holds() {
        check(
            &[(None, Some("")), (Some(""), None), (None, None)],
            expect![[r#"
                Equal to                   -   -   -
                Not equal to               -   -   -
                Greater than               -   -   -
                Greater than or equal to   -   -   -
                Less than                  -   -   -
                Less than or equal to      -   -   -
            "#]],
        );
    }

    #[test]
    fn what_no_number_can_be_is_text() {
        check(
            &[(Some("NaN"), Some("NaN")), (Some("inf"), Some("1")), (Some("80%"), Some("80"))],
            expect![[r#"
                Equal to                 yes   -   -
                Not equal to               - yes yes
                Greater than               -   -   -
                Greater than or equal to   -   -   -
                Less than                  -   -   -
                Less than or equal to      -   -   -
            "#]],
        );
    }
}
