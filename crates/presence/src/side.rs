//! The two sides that rules keep together, and the states that may be set there.

use crate::names;

/// A side with a state of the agent; as a destination of rules, the state itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Connect,
    Salesforce,
}

/// The state of who is logged out of Omni-Channel. No status has this name; as a target it logs out.
pub const OFFLINE: &str = "Offline";

/// States that Connect gives itself: they may be compared with and never set.
pub const SYSTEM_STATES: [&str; 5] = ["Busy", "Pending", "PendingBusy", "CallingCustomer", "AfterCallWork"];

impl Side {
    pub const ALL: [(Self, &'static str); 2] =
        [(Self::Connect, "Connect Agent State"), (Self::Salesforce, "Salesforce Agent State")];

    /// As a destination, by its label.
    pub fn parse(text: &str) -> Option<Self> {
        names::find(&Self::ALL, text)
    }

    pub fn label(self) -> &'static str {
        names::label(&Self::ALL, self)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Connect => "Connect",
            Self::Salesforce => "Salesforce",
        }
    }
}
