//! Finds rules that would change states for ever: A sets B, B sets another A.
//!
//! Follows every change that a person or Connect can make, with the rules alone: no echo is suppressed, since a
//! state that comes late, such as after a call, is no echo any more. Setting what is set already is no change.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::change::Change;
use crate::operand::Term;
use crate::rule::{Rule, Rules};
use crate::side::{OFFLINE, Side};
use crate::source::Source;

/// Stands for all states that no rule names.
const OTHER: &str = "";

/// The rules that go round, in turn; nothing where all come to rest.
pub fn find(rules: &Rules) -> Option<Vec<Rc<Rule>>> {
    let connect = states(rules, Side::Connect);
    let salesforce = states(rules, Side::Salesforce);
    let of_connect =
        connect.iter().flat_map(|new| connect.iter().map(move |old| (Side::Connect, *old, *new)));
    let of_salesforce = salesforce.iter().map(|new| (Side::Salesforce, OTHER, *new));
    of_connect.chain(of_salesforce).find_map(|(side, old, new)| follow(rules, Change::to(side, old, new)))
}

/// Every state of a side that a rule compares with or sets.
fn states(rules: &Rules, side: Side) -> Vec<&str> {
    let listens = |source| match side {
        Side::Connect => source == Source::ConnectState,
        Side::Salesforce => matches!(source, Source::SalesforceState | Source::SalesforceLogout),
    };
    let mut states = vec![OTHER, OFFLINE];
    for rule in rules.iter() {
        let compared = [&rule.a, &rule.b].into_iter().filter_map(Term::fixed);
        let compared = compared.filter(|_| listens(rule.source));
        let set = (rule.destination == side).then_some(rule.target.as_str());
        for state in compared.chain(set) {
            if !states.contains(&state) {
                states.push(state);
            }
        }
    }
    states
}

/// Where the world stands: what each side is in, as far as anything said so, and what is still to be heard.
#[derive(Clone, Debug, Default, PartialEq)]
struct World {
    states: [Option<String>; 2],
    ahead: VecDeque<Change>,
}

impl World {
    /// The side is in another state, and says so. What it has not said yet is replaced.
    fn put(&mut self, side: Side, state: &str) {
        let Some(held) = self.states.get_mut(side as usize) else { return };
        let old = held.replace(state.to_owned());
        if old.as_deref() == Some(state) {
            return;
        }
        let change = Change::to(side, old.as_deref().unwrap_or(OTHER), state);
        match self.ahead.iter_mut().find(|ahead| ahead.state().is_some_and(|(of, _)| of == side)) {
            Some(unsaid) => *unsaid = change,
            None => self.ahead.push_back(change),
        }
    }
}

fn follow(rules: &Rules, first: Change) -> Option<Vec<Rc<Rule>>> {
    let mut world = World::default();
    if let Some((side, state)) = first.state() {
        world.put(side, state);
    }
    world.ahead = VecDeque::from([first]);
    let mut past: Vec<(World, Vec<Rc<Rule>>)> = Vec::new();
    loop {
        if let Some(place) = past.iter().position(|(before, _)| *before == world) {
            return Some(in_turn(past.into_iter().skip(place).flat_map(|(_, applied)| applied)));
        }
        let before = world.clone();
        let change = world.ahead.pop_front()?;
        let mut last: [Option<Rc<Rule>>; 2] = Default::default();
        for verdict in rules.judge(&change).into_iter().filter(|verdict| verdict.holds) {
            if let Some(place) = last.get_mut(verdict.rule.destination as usize) {
                *place = Some(verdict.rule);
            }
        }
        let applied: Vec<_> = last.into_iter().flatten().collect();
        applied.iter().for_each(|rule| world.put(rule.destination, &rule.target));
        past.push((before, applied));
    }
}

/// Each rule once, the first by name first: a round begins anywhere.
fn in_turn(applied: impl Iterator<Item = Rc<Rule>>) -> Vec<Rc<Rule>> {
    let mut round: Vec<Rc<Rule>> = Vec::new();
    for rule in applied {
        if !round.iter().any(|known| Rc::ptr_eq(known, &rule)) {
            round.push(rule);
        }
    }
    let first = (0..round.len()).min_by_key(|place| round.get(*place).map(|rule| rule.name.clone()));
    round.rotate_left(first.unwrap_or_default());
    round
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparator::Comparator;
    use crate::operand::Operand;

    fn term(operand: Operand, value: &str) -> Term {
        Term { operand, value: value.to_owned() }
    }

    /// `Break > On_Break` is a rule from Connect to Salesforce, `On_Break < ` … the other way round.
    fn rule(text: &str) -> Rc<Rule> {
        let (name, rest) = text.split_once(": ").unwrap();
        let words: Vec<_> = rest.split(' ').collect();
        let (comparator, state) = match words[1].strip_prefix('!') {
            Some(state) => (Comparator::NotEqual, state),
            None => (Comparator::Equal, words[1]),
        };
        let (source, operand) = match words[0] {
            "C" => (Source::ConnectState, Operand::ConnectNewState),
            "O" => (Source::ConnectState, Operand::ConnectOldState),
            "L" => (Source::SalesforceLogout, Operand::SalesforceNewState),
            _ => (Source::SalesforceState, Operand::SalesforceNewState),
        };
        let destination = if words[2] == "C" { Side::Connect } else { Side::Salesforce };
        Rc::new(Rule {
            name: name.to_owned(),
            source,
            a: term(operand, ""),
            comparator,
            b: term(Operand::Static, state),
            destination,
            target: words[3].to_owned(),
        })
    }

    fn check(rules: &[&str], expected: &str) {
        let rules = Rules(rules.iter().map(|text| rule(text)).collect());
        let found = find(&rules).map(|round| round.iter().map(|rule| rule.name.clone()).collect::<Vec<_>>());
        assert_eq!(found.map_or_else(|| "rests".to_owned(), |names| names.join(" ")), expected);
    }

    #[test]
    fn a_mirror_comes_to_rest() {
        check(&["1: C Break S On_Break", "2: S On_Break C Break"], "rests");
        check(
            &["1: C Available S Ready", "2: S Ready C Available", "3: C Break S Away", "4: S Away C Break"],
            "rests",
        );
    }

    #[test]
    fn two_rules_that_contradict_each_other_go_round() {
        check(
            &["1: C Break S Ready", "2: S Ready C Available", "3: C Available S Away", "4: S Away C Break"],
            "1 2 3 4",
        );
        check(&["1: C !Break S Ready", "2: S Ready C Break"], "rests");
        check(
            &["1: C Break S Ready", "2: S Ready C Lunch", "3: C Lunch S Away", "4: S Away C Lunch"],
            "rests",
        );
    }

    #[test]
    fn a_side_that_sets_itself_goes_round() {
        check(&["1: C Break C Lunch", "2: C Lunch C Break"], "1 2");
        check(&["1: C Break C Break"], "rests");
        check(&["1: S !Away S Away"], "rests");
    }

    #[test]
    fn what_a_state_came_from_can_go_round_too() {
        check(&["1: O Break C Break", "2: C Break C Lunch"], "1 2");
    }

    #[test]
    fn a_logout_is_followed_like_a_state() {
        check(&["1: C Offline S Offline", "2: L Offline C Offline"], "rests");
        check(
            &["1: C Break S Offline", "2: L Offline C Lunch", "3: C Lunch S Ready", "4: S Ready C Break"],
            "1 2 3 4",
        );
    }
}
