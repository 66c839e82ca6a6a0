//! The mini adapter and the window of the sound.

use connect_cti::modes::App;
use connect_cti::state::State;

use super::made_up::{LONG_TEXT, LONG_WORD, up};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("no-message", || State { agent_state: "Available".to_owned(), ..up() }).of(App::Mini, ""),
    Exhibit::new("message", || State { agent_state: "Available".to_owned(), ..up() })
        .of(App::Mini, "Your phone is open in Amazon Connect.\nLeave this page open."),
    Exhibit::new("long", || State { agent_state: LONG_WORD.to_owned(), ..up() }).of(App::Mini, LONG_TEXT),
    Exhibit::new("nothing-known", State::default).of(App::Mini, ""),
    Exhibit::new("sound-window", up).of(App::SoundWindow, ""),
];
