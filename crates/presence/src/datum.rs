//! One side of a comparison: text, or a number.

use std::fmt;

use cti_core::number::decimal;

#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    Text(String),
    Number(f64),
}

impl Datum {
    /// A number, or text that is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number).filter(|number| number.is_finite()),
            Self::Text(text) => decimal(text.trim()),
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}
