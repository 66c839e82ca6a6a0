//! What a rule listens to.

use crate::names;
use crate::operand::Operand;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    ConnectState,
    SalesforceState,
    SalesforceLogout,
    WorkAccepted,
    WorkloadChanged,
}

impl Source {
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::ConnectState, "Connect Agent State Change"),
        (Self::SalesforceState, "Salesforce Agent State Change"),
        (Self::SalesforceLogout, "Salesforce Agent Logout"),
        (Self::WorkAccepted, "Salesforce Work Accepted"),
        (Self::WorkloadChanged, "Salesforce Workload Changed"),
    ];

    pub fn parse(text: &str) -> Option<Self> {
        names::find(&Self::ALL, text)
    }

    pub fn label(self) -> &'static str {
        names::label(&Self::ALL, self)
    }

    /// Whether a change of this source says what the operand asks. What it does not say compares with nothing.
    pub fn tells(self, operand: Operand) -> bool {
        match operand {
            Operand::Static => true,
            Operand::ConnectNewState | Operand::ConnectOldState => self == Self::ConnectState,
            Operand::SalesforceNewState => matches!(self, Self::SalesforceState | Self::SalesforceLogout),
            Operand::ServiceChannel => self == Self::WorkAccepted,
            Operand::PreviousWorkload
            | Operand::PreviousWorkloadPct
            | Operand::NewWorkload
            | Operand::NewWorkloadPct
            | Operand::ConfiguredCapacity => self == Self::WorkloadChanged,
        }
    }
}
