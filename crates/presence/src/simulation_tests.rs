//! What a simulation tells.

use super::*;
use crate::read::tests::record;
use expect_test::{Expect, expect};

fn check(rows: &[&str], changes: Vec<(Millis, Change)>, echo_after: Option<Millis>, expected: Expect) {
    let records: Vec<_> = rows.iter().map(|row| record(row)).collect();
    let entries = simulate(Rules::load(&records).0, changes, echo_after);
    let shown = entries.iter().map(|entry| match entry {
        Entry::Heard { at, change, heard } => {
            let verdicts: Vec<_> =
                heard.verdicts.iter().map(|verdict| format!("{} {verdict}", verdict.holds)).collect();
            format!("{at} {change:?} echo {}: {}\n", heard.echo, verdicts.join(", "))
        }
        Entry::Done { at, due: Due::Set(write) } => format!("{at} sets {}\n", write.state),
        Entry::Done { at, due: Due::Already(write) } => format!("{at} already {}\n", write.state),
    });
    expected.assert_eq(&shown.collect::<String>());
}

const BOTH: [&str; 2] = [
    "There | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | On_Break",
    "Back | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: On_Break | Connect Agent State | Break",
];

#[test]
fn what_is_set_comes_about_and_is_an_echo() {
    let changes = vec![(0.0, Change::to(Side::Connect, "", "Break"))];
    check(
        &BOTH,
        changes,
        Some(50.0),
        expect![[r#"
            0 ConnectState { old: "", new: "Break" } echo false: true Connect Agent New State (`Break`) equal to `Break`
            0 sets On_Break
            50 SalesforceState { new: "On_Break" } echo true: true Salesforce Agent New State (`On_Break`) equal to `On_Break`
        "#]],
    );
}

#[test]
fn changes_are_taken_in_the_order_of_their_times() {
    let changes = vec![
        (60.0, Change::to(Side::Connect, "Break", "Lunch")),
        (0.0, Change::to(Side::Connect, "Available", "Break")),
    ];
    check(
        &BOTH,
        changes,
        None,
        expect![[r#"
            0 ConnectState { old: "Available", new: "Break" } echo false: true Connect Agent New State (`Break`) equal to `Break`
            0 sets On_Break
            60 ConnectState { old: "Break", new: "Lunch" } echo false: false Connect Agent New State (`Lunch`) equal to `Break`
        "#]],
    );
}
