//! What the Notices panel tells.

use cti_presence::Side;

use crate::session::binding::FlowProblem;

/// Something a person should know, in the Notices panel.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// A stored flow has a problem.
    Flow(FlowProblem),
    /// A flow's run did not complete.
    Run { flow: String, message: String },
    /// A presence rule is broken.
    Rule(cti_presence::Problem),
    /// What a presence rule says could not be set.
    Presence { rule: String, side: Side, state: String, reason: String },
    /// A number was called that goes on with an extension.
    Extension { number: String, extension: String },
    /// The agent's state at the beginning of the session could not be set.
    InitialState { state: String, reason: String },
    /// The agent chose to log out, and it did not work.
    LogOut { reason: String },
    /// A call came up without sound; whether the browser blocks the local network, which can be why.
    Sound { reason: String, local_network: bool },
    /// Nobody will set the agent's state when the last page is closed.
    SessionEnd,
    /// The browser keeps nothing: a reload may run flows again.
    StorageDenied,
    /// What the server merged into the page has something wrong in it.
    Setting(String),
    /// Another region has taken over.
    FailedOver(String),
    /// The agent's state of the old one could not be set in it.
    StateLost { state: String, reason: String },
}
