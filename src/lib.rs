//! The softphone page: composition root and agent's user interface.
//!
//! The only code that knows every crate. `boot` names the concrete adapters, `perform` joins the flow engine
//! to the ports, `session` decides what runs, the rest draws.

pub mod app;
pub mod boot;
pub mod browser;
pub mod check;
pub mod components;
pub mod desk;
pub mod guide;
pub mod lines;
pub mod locale;
pub mod look;
pub mod mini;
pub mod modes;
pub mod panels;
pub mod perform;
pub mod ring;
pub mod session;
pub mod state;
