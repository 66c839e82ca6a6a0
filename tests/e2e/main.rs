//! End to end: a real browser, the real client libraries, the sandbox.
//!
//! `cargo xtask test` builds what these need and says where it is.

mod actions;
mod around;
mod assistant;
mod attributes;
mod block_matrix;
mod broken_flows;
mod classic;
mod click_to_dial;
mod commands;
mod console_toolkit;
mod contact_lives;
mod conversations;
mod diagnostics;
mod dialogs;
mod do_no_harm;
mod drawer;
mod event_matrix;
mod exactly_once;
mod failover;
mod history;
mod host_faults;
mod hostile_data;
mod hostile_queries;
mod interleaved;
mod look;
mod main_job;
mod moved_time;
mod phone_modes;
mod presence_rules;
mod published_flows;
mod recording;
mod sent_data;
mod session_end;
mod session_state;
mod sign_in;
mod stage;
mod waiting_flows;
