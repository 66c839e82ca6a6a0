//! Spacing, coalescing, echoes; and for any rules that are accepted: one change makes at most two settings.

use super::*;
use crate::read::tests::record;
use crate::{OFFLINE, Source};
use expect_test::{Expect, expect};

const MIRROR: [&str; 6] = [
    "1 break | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Break | Salesforce Agent State | On_Break",
    "2 available | Connect Agent State Change | Connect Agent New State | Equal to | Static Value: Available | Salesforce Agent State | Available",
    "3 break back | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: On_Break | Connect Agent State | Break",
    "4 available back | Salesforce Agent State Change | Salesforce Agent New State | Equal to | Static Value: Available | Connect Agent State | Available",
    "5 logout | Salesforce Agent Logout | Salesforce Agent New State | Equal to | Static Value: Offline | Connect Agent State | Offline",
    "6 full | Salesforce Workload Changed | Salesforce New Workload Pct | Greater than or equal to | Static Value: 100 | Connect Agent State | Training",
];

fn mirror() -> Sync {
    let records: Vec<_> = MIRROR.iter().map(|row| record(row)).collect();
    let (rules, problems) = Rules::load(&records);
    assert_eq!(problems, []);
    let mut sync = Sync::default();
    sync.set_rules(rules);
    sync
}

/// `at what`: `C Break` and `S On_Break` are changes, `answer C` and `refuse S` end a setting, `.` only looks.
fn check(steps: &[&str], expected: Expect) {
    let mut sync = mirror();
    let mut shown = String::new();
    for step in steps {
        let (at, what) = step.split_once(' ').unwrap();
        let now: Millis = at.parse().unwrap();
        let side = |name: &str| if name == "C" { Side::Connect } else { Side::Salesforce };
        shown += &format!("{step}:");
        match what.split_once(' ') {
            Some(("answer", of)) => sync.answered(side(of), true, now),
            Some(("refuse", of)) => sync.answered(side(of), false, now),
            Some((of, state)) => {
                let heard = sync.hear(&Change::to(side(of), "", state), now);
                shown += if heard.echo { " echo" } else { "" };
                heard.replaced.iter().for_each(|write| shown += &format!(" replaces {}", write.state));
            }
            None => {}
        }
        for due in sync.due(now) {
            shown += &match due {
                Due::Set(write) => format!(" sets {} {}", write.side.name(), write.state),
                Due::Already(write) => format!(" already {} {}", write.side.name(), write.state),
            };
        }
        shown += &sync.next().map_or_else(String::new, |next| format!(" (next at {next})"));
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_change_is_followed_and_its_echo_is_not() {
    check(
        &[
            "1000 C Break",
            "1050 answer S",
            "1060 S On_Break",
            "5000 S Available",
            "5010 answer C",
            "5900 C Available",
        ],
        expect![[r#"
            1000 C Break: sets Salesforce On_Break
            1050 answer S:
            1060 S On_Break: echo
            5000 S Available: sets Connect Available
            5010 answer C:
            5900 C Available: echo
        "#]],
    );
}

#[test]
fn an_echo_counts_from_the_setting_to_two_seconds_after_its_answer() {
    check(
        &["0 C Break", "9000 S On_Break", "9500 answer S", "11500 S On_Break", "11501 S On_Break"],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            9000 S On_Break: echo
            9500 answer S:
            11500 S On_Break: echo
            11501 S On_Break: already Connect Break
        "#]],
    );
}

#[test]
fn what_was_refused_has_no_echo() {
    check(
        &[
            "0 C Break",
            "10 refuse S",
            "20 C Available",
            "30 refuse S",
            "120 .",
            "130 answer S",
            "200 S On_Break",
        ],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            10 refuse S:
            20 C Available: (next at 100)
            30 refuse S: (next at 100)
            120 .: sets Salesforce Available
            130 answer S:
            200 S On_Break: sets Connect Break
        "#]],
    );
}

#[test]
fn settings_of_a_side_are_a_tenth_of_a_second_apart_and_the_last_wins() {
    check(
        &["0 C Break", "1 answer S", "30 C Available", "60 C Break", "80 C Available", "99 .", "100 ."],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            1 answer S:
            30 C Available: (next at 100)
            60 C Break: replaces Available (next at 100)
            80 C Available: replaces On_Break (next at 100)
            99 .: (next at 100)
            100 .: sets Salesforce Available
        "#]],
    );
}

#[test]
fn nothing_is_set_while_the_other_side_has_not_answered() {
    check(
        &["0 C Break", "300 C Available", "400 .", "500 answer S", "500 S On_Break"],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            300 C Available:
            400 .:
            500 answer S: sets Salesforce Available
            500 S On_Break: echo
        "#]],
    );
}

#[test]
fn a_person_who_changes_it_back_at_once_is_no_echo() {
    check(
        &["0 C Break", "10 answer S", "20 S On_Break", "500 S Available", "510 answer C", "900 S On_Break"],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            10 answer S:
            20 S On_Break: echo
            500 S Available: sets Connect Available
            510 answer C:
            900 S On_Break: sets Connect Break
        "#]],
    );
}

#[test]
fn an_earlier_setting_of_ours_is_over_once_the_next_has_come_about() {
    check(
        &[
            "0 C Available",
            "1 answer S",
            "2 S Available",
            "500 C Break",
            "501 answer S",
            "502 S On_Break",
            "900 S Available",
        ],
        expect![[r#"
            0 C Available: sets Salesforce Available
            1 answer S:
            2 S Available: echo
            500 C Break: sets Salesforce On_Break
            501 answer S:
            502 S On_Break: echo
            900 S Available: sets Connect Available
        "#]],
    );
}

#[test]
fn a_side_that_is_there_is_left_alone() {
    check(
        &["0 C Break", "1 refuse S", "5000 S On_Break", "5001 C Break"],
        expect![[r#"
            0 C Break: sets Salesforce On_Break
            1 refuse S:
            5000 S On_Break: already Connect Break
            5001 C Break: already Salesforce On_Break
        "#]],
    );
}

#[test]
fn a_logout_is_followed_and_no_status_takes_its_place() {
    check(
        &["0 S Offline", "1 answer C", "2 C Offline"],
        expect![[r#"
            0 S Offline: sets Connect Offline
            1 answer C:
            2 C Offline: echo
        "#]],
    );
}

/// Numbers that are the same in each run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }
}

const CONNECT: [&str; 4] = ["Available", "Break", "Lunch", OFFLINE];
const SALESFORCE: [&str; 4] = ["Available", "On_Break", "Away", OFFLINE];

fn any_rules(dice: &mut Dice) -> Rules {
    let records: Vec<_> = (0..1 + dice.roll(8))
        .map(|number| {
            let (operand, states) = [
                ("Connect Agent New State", CONNECT),
                ("Connect Agent Old State", CONNECT),
                ("Salesforce Agent New State", SALESFORCE),
            ][dice.roll(3)];
            let source = match operand {
                "Salesforce Agent New State" => [Source::SalesforceState, Source::SalesforceLogout][dice.roll(2)],
                _ => Source::ConnectState,
            };
            let comparator = ["Equal to", "Equal to", "Not equal to"][dice.roll(3)];
            let (destination, targets) =
                [("Connect Agent State", CONNECT), ("Salesforce Agent State", SALESFORCE)][dice.roll(2)];
            let (state, target) = (states[dice.roll(4)], targets[dice.roll(4)]);
            let source = source.label();
            record(&format!(
                "{number} | {source} | {operand} | {comparator} | Static Value: {state} | {destination} | {target}"
            ))
        })
        .collect();
    Rules::load(&records).0
}

/// Plays both sides: what is set is answered at once and comes about `latency` later. Answers how often something
/// was set because of one change, or nothing if it does not end.
fn settings(
    rules: Rules,
    first: Change,
    states: [&str; 2],
    mut latency: impl FnMut() -> Millis,
) -> Option<usize> {
    let mut sync = Sync::default();
    sync.set_rules(rules);
    let mut states = states.map(str::to_owned);
    let mut ahead: Vec<(Millis, Change)> = vec![(0.0, first)];
    let (mut set, mut now) = (0, 0.0);
    for _ in 0..400 {
        ahead.sort_by(|a, b| b.0.total_cmp(&a.0));
        match (ahead.last().map(|next| next.0), sync.next().map(|due| due.max(now))) {
            (None, None) => return Some(set),
            (next, Some(due)) if next.is_none_or(|next| due <= next) => {
                now = due;
                for due in sync.due(now) {
                    let Due::Set(write) = due else { continue };
                    set += 1;
                    sync.answered(write.side, true, now);
                    let old = std::mem::replace(&mut states[write.side as usize], write.state.clone());
                    if old != write.state {
                        ahead.push((now + latency(), Change::to(write.side, &old, &write.state)));
                    }
                }
            }
            _ => {
                let (at, change) = ahead.pop().unwrap();
                now = at;
                if let Some((side, state)) = change.state() {
                    states[side as usize] = state.to_owned();
                }
                sync.hear(&change, now);
            }
        }
    }
    None
}

fn any_change(dice: &mut Dice) -> (Change, [&'static str; 2]) {
    let states = [CONNECT[dice.roll(4)], SALESFORCE[dice.roll(4)]];
    let (side, new) = if dice.roll(2) == 0 {
        (Side::Connect, CONNECT[dice.roll(4)])
    } else {
        (Side::Salesforce, SALESFORCE[dice.roll(4)])
    };
    (Change::to(side, states[side as usize], new), states)
}

#[test]
fn one_change_makes_at_most_two_settings_whatever_the_rules() {
    let mut dice = Dice(4711);
    let mut most = 0;
    for round in 0..5_000 {
        let rules = any_rules(&mut dice);
        let (change, states) = any_change(&mut dice);
        let mut latency = Dice(round + 1);
        let set = settings(rules.clone(), change.clone(), states, || latency.roll(1_999) as Millis);
        assert!(set.is_some_and(|set| set <= 2), "{set:?} settings after {change:?} by {rules:#?}");
        most = most.max(set.unwrap_or_default());
    }
    assert_eq!(most, 2, "the rules are tried out");
}

/// A state that comes after a call comes too late for an echo: here the refusal of endless rules counts.
#[test]
fn accepted_rules_come_to_rest_even_where_nothing_is_an_echo() {
    let mut dice = Dice(815);
    for _ in 0..5_000 {
        let rules = any_rules(&mut dice);
        let (change, states) = any_change(&mut dice);
        let set = settings(rules.clone(), change.clone(), states, || 5_000.0);
        assert!(set.is_some(), "no end after {change:?} by {rules:#?}");
    }
}
