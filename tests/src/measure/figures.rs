//! What is said of a series of measurements.

use std::fmt;

/// Measurements in ascending order.
#[derive(Clone, Debug)]
pub struct Figures(Vec<f64>);

impl Figures {
    /// Panics where nothing was measured: a row without measurements is a fault of the benchmark.
    pub fn new(mut measured: Vec<f64>) -> Self {
        assert!(!measured.is_empty(), "nothing was measured");
        measured.sort_by(f64::total_cmp);
        Self(measured)
    }

    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The value that this share of the measurements does not exceed, by nearest rank.
    pub fn at(&self, share: f64) -> f64 {
        let rank = (share * self.0.len() as f64).ceil() as usize;
        self.0[rank.clamp(1, self.0.len()) - 1]
    }
}

/// How many there are, the middle half of them, and the worst.
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high, worst) = (rounded(self.at(0.25)), rounded(self.at(0.75)), rounded(self.at(1.0)));
        write!(f, "{} times, middle half {low} to {high}, most {worst}", self.0.len())
    }
}

/// Two digits after the point say all that is measured.
pub fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(measured: &[f64], share: f64, expected: f64) {
        assert_eq!(Figures::new(measured.to_vec()).at(share), expected, "{share} of {measured:?}");
    }

    #[test]
    fn shares_are_by_nearest_rank() {
        check(&[3.0, 1.0, 2.0], 0.5, 2.0);
        check(&[4.0, 1.0, 3.0, 2.0], 0.5, 2.0);
        check(&[1.0], 0.99, 1.0);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        check(&hundred, 0.99, 99.0);
        check(&hundred, 1.0, 100.0);
        check(&hundred, 0.0, 1.0);
    }

    #[test]
    fn a_series_says_how_long_and_how_wide_it_is() {
        let series = Figures::new(vec![1.0, 2.0, 3.0, 4.567]);
        assert_eq!(series.to_string(), "4 times, middle half 1 to 3, most 4.57");
    }
}
