//! Stored records become rules: total, with every problem at once.

use std::rc::Rc;

use cti_core::number::decimal;
use cti_core::settings::PresenceRuleRecord as Record;
use cti_core::sorted::sort;

use crate::comparator::Comparator;
use crate::operand::{Operand, Term};
use crate::problem::{Problem, Severity};
use crate::rule::{Rule, Rules};
use crate::side::{SYSTEM_STATES, Side};
use crate::source::Source;
use crate::{cycle, names};

impl Rules {
    /// The active rules, by name. What is broken, or would go round for ever, is reported and left out.
    pub fn load(records: &[Record]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let active = records.iter().filter(|record| record.active);
        let mut rules: Vec<_> =
            active.filter_map(|record| read(record, &mut problems)).map(Rc::new).collect();
        sort(&mut rules, |a, b| a.name.cmp(&b.name));
        let mut rules = Self(rules);
        while let Some(round) = cycle::find(&rules) {
            problems.extend(round.iter().map(|rule| endless(rule, &round)));
            rules.0.retain(|rule| !round.iter().any(|looping| Rc::ptr_eq(looping, rule)));
        }
        (rules, problems)
    }

    /// The same, with what is probably not meant so; for whoever edits rules.
    pub fn check(records: &[Record]) -> (Self, Vec<Problem>) {
        let (rules, mut problems) = Self::load(records);
        rules.iter().for_each(|rule| doubts(rule, &mut problems));
        sort(&mut problems, |a, b| a.rule.cmp(&b.rule));
        (rules, problems)
    }
}

fn read(record: &Record, problems: &mut Vec<Problem>) -> Option<Rule> {
    let mut reader = Reader { rule: &record.name, problems };
    let source = reader.pick("source", &record.source, &Source::ALL);
    let destination = reader.pick("destination", &record.destination, &Side::ALL);
    let a = reader.pick("operandA", &record.operand_a, &Operand::ALL);
    let comparator = reader.pick("comparator", &record.comparator, &Comparator::ALL);
    let b = reader.pick("operandB", &record.operand_b, &Operand::ALL);
    let target = destination.and_then(|destination| reader.target(destination, &record.value));
    Some(Rule {
        name: record.name.clone(),
        source: source?,
        a: Term { operand: a?, value: record.operand_a_value.clone() },
        comparator: comparator?,
        b: Term { operand: b?, value: record.operand_b_value.clone() },
        destination: destination?,
        target: target?,
    })
}

struct Reader<'a> {
    rule: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn say(&mut self, field: &'static str, severity: Severity, code: &'static str, message: String) {
        self.problems.push(Problem { rule: self.rule.to_owned(), field, severity, code, message });
    }

    fn pick<T: Copy>(&mut self, field: &'static str, text: &str, rows: &[(T, &'static str)]) -> Option<T> {
        let found = names::find(rows, text);
        if found.is_none() {
            let message = if text.trim().is_empty() { "is empty" } else { "is unknown" };
            let message = [message, "; choose ", &names::list(rows)].concat();
            self.say(field, Severity::Error, "unknown-name", message);
        }
        found
    }

    fn target(&mut self, destination: Side, value: &str) -> Option<String> {
        let state = value.trim();
        let (code, message) = match destination {
            _ if state.is_empty() => ("no-state", "is empty; name the state to set".to_owned()),
            Side::Connect if SYSTEM_STATES.contains(&state) => {
                let message = ["Connect alone sets `", state, "`; name a state that an agent can choose"];
                ("system-state", message.concat())
            }
            Side::Salesforce if !is_developer_name(state) => {
                let message =
                    ["`", state, "` is a label; name the status by its developer name, such as `On_Break`"];
                ("not-a-developer-name", message.concat())
            }
            _ => return Some(state.to_owned()),
        };
        self.say("value", Severity::Error, code, message);
        None
    }
}

/// Letters, digits and single underscores, a letter first: what Salesforce takes as a developer name.
fn is_developer_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

fn endless(rule: &Rule, round: &[Rc<Rule>]) -> Problem {
    let others: Vec<_> = round.iter().map(|rule| ["`", &rule.name, "`"].concat()).collect();
    let message = [
        &others.join(" and "),
        " would change the agent's state for ever, each because of the other; let them set the states that they \
         listen to, or change the condition of one",
    ];
    Problem {
        rule: rule.name.clone(),
        field: "",
        severity: Severity::Error,
        code: "endless",
        message: message.concat(),
    }
}

/// What makes a sound rule never or always apply.
fn doubts(rule: &Rule, problems: &mut Vec<Problem>) {
    let mut reader = Reader { rule: &rule.name, problems };
    for (operand, value, term) in
        [("operandA", "operandAValue", &rule.a), ("operandB", "operandBValue", &rule.b)]
    {
        if !rule.source.tells(term.operand) {
            let (label, source) = (term.operand.label(), rule.source.label());
            let message = format!(
                "`{source}` does not tell `{label}`, so the rule never applies; choose what it tells"
            );
            reader.say(operand, Severity::Warning, "not-told", message);
        }
        if term.fixed().is_some_and(|fixed| fixed.trim().is_empty()) {
            let message = "the static value is empty; write what to compare with".to_owned();
            reader.say(value, Severity::Warning, "no-value", message);
        }
    }
    if rule.a.fixed().is_some() && rule.b.fixed().is_some() {
        let message = "both operands are static, so the rule always applies or never does".to_owned();
        reader.say("operandA", Severity::Warning, "always-the-same", message);
    }
    if rule.comparator.orders() {
        order(rule, &mut reader);
    }
    presence_status(rule, &mut reader);
}

fn order(rule: &Rule, reader: &mut Reader<'_>) {
    let is_number = |term: &Term| match term.fixed() {
        Some(fixed) => decimal(fixed.trim()).is_some(),
        None => term.operand.is_number(),
    };
    for (field, term) in [("operandA", &rule.a), ("operandB", &rule.b)] {
        if !is_number(term) {
            let message = format!("`{}` compares numbers, and this is none", rule.comparator.label());
            reader.say(field, Severity::Warning, "not-a-number", message);
        }
    }
}

/// The pitfalls of Omni-Channel: a status has a developer name, and a logout is no status.
fn presence_status(rule: &Rule, reader: &mut Reader<'_>) {
    let compared = |term: &Term| term.operand == Operand::SalesforceNewState;
    let (field, fixed) = match (compared(&rule.a), compared(&rule.b)) {
        (true, false) => ("operandBValue", rule.b.fixed()),
        (false, true) => ("operandAValue", rule.a.fixed()),
        _ => return,
    };
    let Some(state) = fixed.filter(|state| !state.trim().is_empty()) else { return };
    let equal = rule.comparator == Comparator::Equal;
    if rule.source == Source::SalesforceLogout && equal && state != crate::OFFLINE {
        let message = format!("a logout is exactly `Offline`, never `{state}`");
        reader.say(field, Severity::Warning, "not-offline", message);
    } else if rule.source == Source::SalesforceState && equal && state == crate::OFFLINE {
        let message =
            format!("no status is `Offline`; a logout is the source `{}`", Source::SalesforceLogout.label());
        reader.say(field, Severity::Warning, "offline-is-a-logout", message);
    } else if !is_developer_name(state) {
        let message =
            format!("`{state}` is a label; a status is known by its developer name, such as `On_Break`");
        reader.say(field, Severity::Warning, "not-a-developer-name", message);
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
pub(crate) mod tests;
