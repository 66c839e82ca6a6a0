//! Stored rules, right and wrong.

use super::*;
use expect_test::{Expect, expect};

/// `name | source | operand a: value | comparator | operand b: value | destination | value`
pub(crate) fn record(row: &str) -> Record {
    let cells: Vec<_> = row.split('|').map(str::trim).collect();
    let [name, source, a, comparator, b, destination, value] = cells[..] else { panic!("{row}") };
    let text = |text: &str| text.to_owned();
    let operand = |cell: &str| {
        let (operand, value) = cell.split_once(':').unwrap_or((cell, ""));
        (text(operand), text(value.trim()))
    };
    let ((operand_a, operand_a_value), (operand_b, operand_b_value)) = (operand(a), operand(b));
    Record {
        name: text(name),
        active: true,
        source: text(source),
        destination: text(destination),
        operand_a,
        operand_a_value,
        comparator: text(comparator),
        operand_b,
        operand_b_value,
        value: text(value),
    }
}

fn check(rows: &[&str], expected: Expect) {
    let records: Vec<_> = rows.iter().map(|row| record(row)).collect();
    let (rules, problems) = Rules::check(&records);
    let kept: Vec<_> = rules.iter().map(|rule| rule.name.as_str()).collect();
    let mut shown = format!("keeps: {}\n", kept.join(", "));
    problems.iter().for_each(|problem| shown += &format!("{problem}\n"));
    expected.assert_eq(&shown);
}

#[test]
fn a_rule_is_read_by_labels_or_their_names_in_camel_case() {
    check(
        &[
            "B | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | On_Break",
            "A | salesforceWorkloadChanged | salesforceNewWorkloadPct | greaterThanOrEqualTo | static value: 80 | connectAgentState | Busy doing things",
        ],
        expect![[r#"
            keeps: A, B
        "#]],
    );
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    check(
        &["A | Connect | | equals | State | Elsewhere | "],
        expect![[r#"
            keeps: 
            error[unknown-name] rule `A`, `source`: is unknown; choose `Connect Agent State Change`, `Salesforce Agent State Change`, `Salesforce Agent Logout`, `Salesforce Work Accepted`, `Salesforce Workload Changed`
            error[unknown-name] rule `A`, `destination`: is unknown; choose `Connect Agent State`, `Salesforce Agent State`
            error[unknown-name] rule `A`, `operandA`: is empty; choose `Connect Agent New State`, `Connect Agent Old State`, `Salesforce Agent New State`, `Salesforce Service Channel`, `Salesforce Previous Workload`, `Salesforce Previous Workload Pct`, `Salesforce New Workload`, `Salesforce New Workload Pct`, `Salesforce Configured Capacity`, `Static Value`
            error[unknown-name] rule `A`, `comparator`: is unknown; choose `Equal to`, `Not equal to`, `Greater than`, `Greater than or equal to`, `Less than`, `Less than or equal to`
            error[unknown-name] rule `A`, `operandB`: is unknown; choose `Connect Agent New State`, `Connect Agent Old State`, `Salesforce Agent New State`, `Salesforce Service Channel`, `Salesforce Previous Workload`, `Salesforce Previous Workload Pct`, `Salesforce New Workload`, `Salesforce New Workload Pct`, `Salesforce Configured Capacity`, `Static Value`
        "#]],
    );
}

#[test]
fn what_connect_sets_itself_is_a_condition_and_no_target() {
    let rows = SYSTEM_STATES.map(|state| {
        format!("{state} | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: X | Connect Agent State | {state}")
    });
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    check(
        &rows,
        expect![[r#"
            keeps: 
            error[system-state] rule `AfterCallWork`, `value`: Connect alone sets `AfterCallWork`; name a state that an agent can choose
            error[system-state] rule `Busy`, `value`: Connect alone sets `Busy`; name a state that an agent can choose
            error[system-state] rule `CallingCustomer`, `value`: Connect alone sets `CallingCustomer`; name a state that an agent can choose
            error[system-state] rule `Pending`, `value`: Connect alone sets `Pending`; name a state that an agent can choose
            error[system-state] rule `PendingBusy`, `value`: Connect alone sets `PendingBusy`; name a state that an agent can choose
        "#]],
    );
    check(
        &[
            "A | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: AfterCallWork | Salesforce Agent State | Busy",
        ],
        expect![[r#"
            keeps: A
        "#]],
    );
}

#[test]
fn a_status_is_named_by_its_developer_name() {
    check(
        &[
            "A | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | On Break",
            "B | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | ",
            "C | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: On Break | Connect Agent State | Break",
        ],
        expect![[r#"
            keeps: C
            error[not-a-developer-name] rule `A`, `value`: `On Break` is a label; name the status by its developer name, such as `On_Break`
            error[no-state] rule `B`, `value`: is empty; name the state to set
            warning[not-a-developer-name] rule `C`, `operandBValue`: `On Break` is a label; a status is known by its developer name, such as `On_Break`
        "#]],
    );
}

#[test]
fn a_logout_is_exactly_offline_and_a_source_of_its_own() {
    check(
        &[
            "A | Salesforce Agent Logout | Salesforce Agent New State | Equal to | Static Value: offline | Connect Agent State | Offline",
            "B | Salesforce Agent State Change | Static Value: Offline | Equal to | Salesforce Agent New State | Connect Agent State | Offline",
            "C | Salesforce Agent Logout | Salesforce Agent New State | Equal to | Static Value: Offline | Connect Agent State | Offline",
        ],
        expect![[r#"
            keeps: A, B, C
            warning[not-offline] rule `A`, `operandBValue`: a logout is exactly `Offline`, never `offline`
            warning[offline-is-a-logout] rule `B`, `operandAValue`: no status is `Offline`; a logout is the source `Salesforce Agent Logout`
        "#]],
    );
}

#[test]
fn rules_that_never_apply_or_always_do_are_doubted() {
    check(
        &[
            "A | Connect Agent State Change | Salesforce New Workload | Equal to | Static Value: 1 | Connect Agent State | Break",
            "B | Salesforce Workload Changed | Salesforce New Workload | Greater than | Static Value: much | Connect Agent State | Break",
            "C | Salesforce Workload Changed | Static Value: 1 | Equal to | Static Value: 1 | Connect Agent State | Break",
            "D | Connect Agent State Change | Connect Agent New State | Equal to | Static Value | Salesforce Agent State | On_Break",
        ],
        expect![[r#"
            keeps: A, B, C, D
            warning[not-told] rule `A`, `operandA`: `Connect Agent State Change` does not tell `Salesforce New Workload`, so the rule never applies; choose what it tells
            warning[not-a-number] rule `B`, `operandB`: `Greater than` compares numbers, and this is none
            warning[always-the-same] rule `C`, `operandA`: both operands are static, so the rule always applies or never does
            warning[no-value] rule `D`, `operandBValue`: the static value is empty; write what to compare with
        "#]],
    );
}

#[test]
fn rules_that_never_rest_are_refused_by_name_and_the_others_kept() {
    check(
        &[
            "Calm | Salesforce Workload Changed | Salesforce New Workload | Equal to | Static Value: 5 | Connect Agent State | Training",
            "There | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | Ready",
            "Back | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: Ready | Connect Agent State | Lunch",
            "Again | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Lunch | Salesforce Agent State | Away",
            "Home | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: Away | Connect Agent State | Break",
        ],
        expect![[r#"
            keeps: Calm
            error[endless] rule `Again`: `Again` and `Home` and `There` and `Back` would change the agent's state for ever, each because of the other; let them set the states that they listen to, or change the condition of one
            error[endless] rule `Back`: `Again` and `Home` and `There` and `Back` would change the agent's state for ever, each because of the other; let them set the states that they listen to, or change the condition of one
            error[endless] rule `Home`: `Again` and `Home` and `There` and `Back` would change the agent's state for ever, each because of the other; let them set the states that they listen to, or change the condition of one
            error[endless] rule `There`: `Again` and `Home` and `There` and `Back` would change the agent's state for ever, each because of the other; let them set the states that they listen to, or change the condition of one
        "#]],
    );
}

#[test]
fn inactive_rules_do_not_count() {
    let mut inactive = record("A | no source | | | | | ");
    inactive.active = false;
    assert_eq!(Rules::check(&[inactive]), (Rules::default(), Vec::new()));
}
