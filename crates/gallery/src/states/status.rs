//! The line that says how we stand.

use connect_cti::state::State;
use cti_ports::Link;

use super::made_up::up;
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] =
    &[Exhibit::new("none", up), Exhibit::new("signed-out", || link(Link::SignedOut))];

fn link(link: Link) -> State {
    State { link, ..up() }
}
