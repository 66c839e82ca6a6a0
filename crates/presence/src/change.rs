//! One thing that happened, as rules see it.

use crate::side::{OFFLINE, Side};
use crate::source::Source;

#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The agent is in another state in Connect.
    ConnectState {
        old: String,
        new: String,
    },
    /// The agent has another Omni-Channel status; `new` is its developer name.
    SalesforceState {
        new: String,
    },
    /// The agent is logged out of Omni-Channel.
    SalesforceLogout,
    /// The agent took a work item; `channel` is the developer name of its service channel, where it is known.
    WorkAccepted {
        channel: Option<String>,
    },
    WorkloadChanged {
        previous: f64,
        new: f64,
        capacity: f64,
    },
}

impl Change {
    pub fn source(&self) -> Source {
        match self {
            Self::ConnectState { .. } => Source::ConnectState,
            Self::SalesforceState { .. } => Source::SalesforceState,
            Self::SalesforceLogout => Source::SalesforceLogout,
            Self::WorkAccepted { .. } => Source::WorkAccepted,
            Self::WorkloadChanged { .. } => Source::WorkloadChanged,
        }
    }

    /// The side whose state changed, and what it is now.
    pub fn state(&self) -> Option<(Side, &str)> {
        match self {
            Self::ConnectState { new, .. } => Some((Side::Connect, new)),
            Self::SalesforceState { new } => Some((Side::Salesforce, new)),
            Self::SalesforceLogout => Some((Side::Salesforce, OFFLINE)),
            Self::WorkAccepted { .. } | Self::WorkloadChanged { .. } => None,
        }
    }

    /// What it is when a side has come to a state.
    pub fn to(side: Side, old: &str, new: &str) -> Self {
        match side {
            Side::Connect => Self::ConnectState { old: old.to_owned(), new: new.to_owned() },
            Side::Salesforce if new == OFFLINE => Self::SalesforceLogout,
            Side::Salesforce => Self::SalesforceState { new: new.to_owned() },
        }
    }
}
