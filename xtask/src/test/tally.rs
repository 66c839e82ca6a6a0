//! Counts tests from what test programs print.

use std::ops::Add;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl Tally {
    /// One thing that either holds or does not.
    pub fn one(holds: bool) -> Self {
        Self { passed: usize::from(holds), failed: usize::from(!holds) }
    }

    /// The counts of a whole output, if a test program wrote it: cargo's and wasm-bindgen's print the same
    /// line, `test result: ok. 3 passed; 0 failed; …`, once for each test binary.
    pub fn read(output: &str) -> Option<Self> {
        output.lines().filter_map(Self::read_line).reduce(Self::add)
    }

    fn read_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let count = |unit: &str| {
            let counted = counts.split("; ").find_map(|part| part.strip_suffix(unit))?;
            counted.trim().parse().ok()
        };
        Some(Self { passed: count(" passed")?, failed: count(" failed")? })
    }

    /// A program that failed without naming a failed test has failed all the same (it may not have compiled).
    pub fn of_program(output: &str, success: bool) -> Self {
        let counted = Self::read(output).unwrap_or_else(|| Self::one(success));
        let untold = !success && counted.failed == 0;
        counted + Self { passed: 0, failed: usize::from(untold) }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    const TWO_BINARIES: &str = "running 3 tests\ntest a ... ok\n\n\
        test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
        test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";

    #[test]
    fn counts_of_several_binaries_add_up() {
        assert_eq!(Tally::of_program(TWO_BINARIES, false), Tally { passed: 7, failed: 2 });
    }

    #[test]
    fn a_program_without_tests_counts_as_one() {
        assert_eq!(Tally::of_program("Checking connect-cti\n", true), Tally { passed: 1, failed: 0 });
        assert_eq!(Tally::of_program("error: no\n", false), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn a_test_program_that_stops_short_has_failed() {
        let output = "test result: ok. 3 passed; 0 failed; 0 ignored\nerror: could not compile `b`\n";
        assert_eq!(Tally::of_program(output, false), Tally { passed: 3, failed: 1 });
    }
}
