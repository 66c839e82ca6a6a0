//! What a rule compares: something that the change says, or a value of the rule's own.

use crate::change::Change;
use crate::datum::Datum;
use crate::names;
use crate::side::OFFLINE;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    ConnectNewState,
    ConnectOldState,
    SalesforceNewState,
    ServiceChannel,
    PreviousWorkload,
    PreviousWorkloadPct,
    NewWorkload,
    NewWorkloadPct,
    ConfiguredCapacity,
    Static,
}

impl Operand {
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::ConnectNewState, "Connect Agent New State"),
        (Self::ConnectOldState, "Connect Agent Old State"),
        (Self::SalesforceNewState, "Salesforce Agent New State"),
        (Self::ServiceChannel, "Salesforce Service Channel"),
        (Self::PreviousWorkload, "Salesforce Previous Workload"),
        (Self::PreviousWorkloadPct, "Salesforce Previous Workload Pct"),
        (Self::NewWorkload, "Salesforce New Workload"),
        (Self::NewWorkloadPct, "Salesforce New Workload Pct"),
        (Self::ConfiguredCapacity, "Salesforce Configured Capacity"),
        (Self::Static, "Static Value"),
    ];

    pub fn parse(text: &str) -> Option<Self> {
        names::find(&Self::ALL, text)
    }

    pub fn label(self) -> &'static str {
        names::label(&Self::ALL, self)
    }

    pub fn is_number(self) -> bool {
        matches!(
            self,
            Self::PreviousWorkload
                | Self::PreviousWorkloadPct
                | Self::NewWorkload
                | Self::NewWorkloadPct
                | Self::ConfiguredCapacity
        )
    }
}

/// An operand with its value, which counts for [`Operand::Static`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub operand: Operand,
    pub value: String,
}

impl Term {
    /// What it is of a change; nothing where the change does not say.
    pub fn of(&self, change: &Change) -> Option<Datum> {
        let text = |text: &str| Some(Datum::Text(text.to_owned()));
        match (self.operand, change) {
            (Operand::Static, _) => text(&self.value),
            (Operand::ConnectNewState, Change::ConnectState { new, .. }) => text(new),
            (Operand::ConnectOldState, Change::ConnectState { old, .. }) => text(old),
            (Operand::SalesforceNewState, Change::SalesforceState { new }) => text(new),
            (Operand::SalesforceNewState, Change::SalesforceLogout) => text(OFFLINE),
            (Operand::ServiceChannel, Change::WorkAccepted { channel }) => channel.clone().map(Datum::Text),
            (operand, Change::WorkloadChanged { previous, new, capacity }) => {
                workload(operand, *previous, *new, *capacity).map(Datum::Number)
            }
            _ => None,
        }
    }

    /// The value of its own, if it has one.
    pub fn fixed(&self) -> Option<&str> {
        (self.operand == Operand::Static).then_some(&self.value)
    }
}

fn workload(operand: Operand, previous: f64, new: f64, capacity: f64) -> Option<f64> {
    // Of no capacity, any workload is nothing.
    let percent = |workload: f64| if capacity > 0.0 { workload / capacity * 100.0 } else { 0.0 };
    Some(match operand {
        Operand::PreviousWorkload => previous,
        Operand::PreviousWorkloadPct => percent(previous),
        Operand::NewWorkload => new,
        Operand::NewWorkloadPct => percent(new),
        Operand::ConfiguredCapacity => capacity,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use expect_test::{Expect, expect};

    /// What each operand is of a change.
    fn check(change: &Change, expected: Expect) {
        let rows = Operand::ALL.iter().filter_map(|(operand, label)| {
            let told = Term { operand: *operand, value: "own".to_owned() }.of(change);
            assert!(told.is_none() || change.source().tells(*operand), "{label}");
            Some(format!("{label}: {}\n", told?))
        });
        expected.assert_eq(&rows.collect::<String>());
    }

    #[test]
    fn a_state_of_connect_has_an_old_and_a_new_name() {
        check(
            &Change::ConnectState { old: "Available".into(), new: "Break".into() },
            expect![[r#"
                Connect Agent New State: Break
                Connect Agent Old State: Available
                Static Value: own
            "#]],
        );
    }

    #[test]
    fn a_logout_is_the_new_state_offline() {
        check(
            &Change::SalesforceState { new: "On_Break".into() },
            expect![[r#"
                Salesforce Agent New State: On_Break
                Static Value: own
            "#]],
        );
        check(
            &Change::SalesforceLogout,
            expect![[r#"
                Salesforce Agent New State: Offline
                Static Value: own
            "#]],
        );
    }

    #[test]
    fn work_tells_its_channel_where_it_is_known() {
        check(
            &Change::WorkAccepted { channel: Some("Case".into()) },
            expect![[r#"
                Salesforce Service Channel: Case
                Static Value: own
            "#]],
        );
        check(
            &Change::WorkAccepted { channel: None },
            expect![[r#"
                Static Value: own
            "#]],
        );
    }

    #[test]
    fn workload_is_counted_and_a_share_of_the_capacity() {
        check(
            &Change::WorkloadChanged { previous: 1.0, new: 2.5, capacity: 5.0 },
            expect![[r#"
                Salesforce Previous Workload: 1
                Salesforce Previous Workload Pct: 20
                Salesforce New Workload: 2.5
                Salesforce New Workload Pct: 50
                Salesforce Configured Capacity: 5
                Static Value: own
            "#]],
        );
        check(
            &Change::WorkloadChanged { previous: 0.0, new: 3.0, capacity: 0.0 },
            expect![[r#"
                Salesforce Previous Workload: 0
                Salesforce Previous Workload Pct: 0
                Salesforce New Workload: 3
                Salesforce New Workload Pct: 0
                Salesforce Configured Capacity: 0
                Static Value: own
            "#]],
        );
    }

    #[test]
    fn every_operand_is_told_by_some_source() {
        for (operand, label) in Operand::ALL {
            assert!(Source::ALL.iter().any(|(source, _)| source.tells(operand)), "{label}");
        }
    }
}
