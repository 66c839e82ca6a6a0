//! Amazon Connect: what the agent and the contacts do, and what we may ask of them.

use cti_core::{Agent, Contact, ContactId, Millis};

use crate::Answer;

/// How the softphone stands with Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Loading; nothing is known yet.
    Starting,
    /// Snapshots arrive.
    Up,
    /// The agent has to sign in.
    SignedOut,
    /// The phone stopped answering.
    Lost,
    /// It will not come up by itself; the text says why, for the log.
    Failed(String),
}

/// What Connect tells us.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "almost every event is a snapshot")]
pub enum ConnectEvent {
    /// Everything about the agent and the contacts, whenever any of it may have changed.
    Snapshot {
        at: Millis,
        agent: Agent,
        contacts: Vec<Contact>,
    },
    /// The agent looks at another contact, or at none.
    Viewed(Option<ContactId>),
    Link(Link),
}

/// Commands to Connect. Success means that Connect took the command, not that it has happened yet.
pub trait Connect {
    /// Calls a number; while a call is live, adds the number to it and ignores the queue.
    /// `phone_number` is E.164. `queue_arn` `None` means the agent's default outbound queue.
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()>;

    /// Shows the sign-in window. Only ever called from a click.
    fn sign_in(&self) -> Answer<()>;

    /// Starts the phone anew without reloading the page. Refused while a contact is live.
    fn reconnect(&self) -> Answer<()>;
}
