//! The size of the softphone's panel.

use std::ops::RangeInclusive;

use thiserror::Error;

use crate::call::Call;

/// Why a size is none.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(super) enum SizeError {
    #[error("`{0}` is no number of pixels")]
    NotANumber(&'static str),
    #[error("`{control}` must be from {least} to {most} pixels")]
    Outside { control: &'static str, least: u32, most: u32 },
}

/// Whole pixels in a range.
pub(super) fn pixels(
    call: &Call<'_>,
    control: &'static str,
    range: RangeInclusive<u32>,
) -> Result<u32, SizeError> {
    let size = call.number(control).ok_or(SizeError::NotANumber(control))?.round();
    let (least, most) = (*range.start(), *range.end());
    // A cast stops at the ends of its type, which are outside of every range.
    let pixels = size as u32;
    if range.contains(&pixels) { Ok(pixels) } else { Err(SizeError::Outside { control, least, most }) }
}
