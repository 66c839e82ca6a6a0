//! What holds in every state of the softphone's page: it is accessible, nothing is cut or covered, the keyboard
//! reaches all of it, and nothing moves for those who do not want that.
//!
//! `cargo xtask test` builds what these need and says where it is.

mod accessible;
mod boxes;
mod gallery;
mod keyboard;
mod motion;
mod sheets;
mod shown;
