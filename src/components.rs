//! Parts that panels are made of.

pub mod attribute_row;
pub mod check;
pub mod copy_button;
pub mod dialog;
pub mod icon;
pub mod lines;
pub mod sign;
pub mod status;
