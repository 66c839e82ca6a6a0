//! One state of the page, by its name.

use connect_cti::modes::App;
use connect_cti::state::State;

/// A made-up state, and what an agent has pressed since.
#[derive(Clone, Copy, Debug)]
pub struct Exhibit {
    /// Within its panel; the whole name has the panel's before it.
    pub name: &'static str,
    pub state: fn() -> State,
    /// Selectors of what is pressed, one after the other.
    pub presses: &'static [&'static str],
    pub app: App,
    /// What the mini adapter says.
    pub message: &'static str,
}

impl Exhibit {
    pub const fn new(name: &'static str, state: fn() -> State) -> Self {
        Self { name, state, presses: &[], app: App::Phone, message: "" }
    }

    pub const fn pressed(self, presses: &'static [&'static str]) -> Self {
        Self { presses, ..self }
    }

    pub const fn of(self, app: App, message: &'static str) -> Self {
        Self { app, message, ..self }
    }
}
