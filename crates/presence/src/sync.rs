//! What happened becomes what to set: spaced, the last word wins, and never an echo of ourselves.

use std::rc::Rc;

use cti_core::Millis;

use crate::change::Change;
use crate::rule::{Rule, Rules, Verdict};
use crate::side::Side;

/// Between two settings of one side.
pub const SPACING_MS: Millis = 100.0;
/// How long after we set a state its coming about counts as ours.
pub const ECHO_MS: Millis = 2_000.0;

/// A state to set, and the rule that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    pub side: Side,
    pub state: String,
    pub rule: Rc<Rule>,
}

/// What a change came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// We caused it: no rule is applied.
    pub echo: bool,
    pub verdicts: Vec<Verdict>,
    /// What was still to be set and is not any more, because a later word counts.
    pub replaced: Vec<Write>,
}

/// What is to be done now.
#[derive(Clone, Debug, PartialEq)]
pub enum Due {
    Set(Write),
    /// The side is there already.
    Already(Write),
}

/// Both sides, as far as we have set or heard of them.
#[derive(Clone, Debug, Default)]
pub struct Sync {
    rules: Rules,
    lanes: [Lane; 2],
}

#[derive(Clone, Debug, Default)]
struct Lane {
    pending: Option<Write>,
    set_at: Option<Millis>,
    /// The state that is being set, until the other side has answered.
    asked: Option<String>,
    known: Option<(String, Millis)>,
    expected: Vec<Expected>,
}

/// A state that we have set and that is to come about.
#[derive(Clone, Debug)]
struct Expected {
    state: String,
    /// Endless while the other side has not answered.
    until: Millis,
    seen: bool,
}

impl Sync {
    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// A side is in a state, whether or not that was heard as a change.
    pub fn sees(&mut self, side: Side, state: &str, now: Millis) {
        self.lane(side).known = Some((state.to_owned(), now));
    }

    /// Something has happened. What is to be set because of it comes from [`Self::due`].
    pub fn hear(&mut self, change: &Change, now: Millis) -> Heard {
        let echo = change.state().is_some_and(|(side, state)| self.lane(side).comes(state, now));
        let verdicts = self.rules.judge(change);
        let mut replaced = Vec::new();
        if !echo {
            for verdict in verdicts.iter().filter(|verdict| verdict.holds) {
                let rule = Rc::clone(&verdict.rule);
                let write = Write { side: rule.destination, state: rule.target.clone(), rule };
                replaced.extend(self.lane(write.side).pending.replace(write));
            }
        }
        Heard { echo, verdicts, replaced }
    }

    /// When something may be set next; nothing while there is nothing, or until an answer comes.
    pub fn next(&self) -> Option<Millis> {
        let waiting = self.lanes.iter().filter(|lane| lane.pending.is_some() && lane.asked.is_none());
        waiting.map(Lane::free_at).min_by(Millis::total_cmp)
    }

    /// What is to be set now. Whoever sets it reports to [`Self::answered`].
    pub fn due(&mut self, now: Millis) -> Vec<Due> {
        self.lanes.iter_mut().filter_map(|lane| lane.due(now)).collect()
    }

    /// The other side has answered, or will not: `set` says whether it may have acted.
    pub fn answered(&mut self, side: Side, set: bool, now: Millis) {
        let lane = self.lane(side);
        let Some(state) = lane.asked.take() else { return };
        if !set {
            lane.expected.retain(|expected| expected.state != state);
            return;
        }
        for expected in lane.expected.iter_mut().filter(|expected| expected.state == state) {
            expected.until = now + ECHO_MS;
        }
    }

    fn lane(&mut self, side: Side) -> &mut Lane {
        let [connect, salesforce] = &mut self.lanes;
        match side {
            Side::Connect => connect,
            Side::Salesforce => salesforce,
        }
    }
}

impl Lane {
    /// The side has come to a state; whether by us.
    fn comes(&mut self, state: &str, now: Millis) -> bool {
        self.known = Some((state.to_owned(), now));
        self.expected.retain(|expected| now <= expected.until);
        // It has moved on: the states that it was in before are nobody's echo any more.
        self.expected.retain(|expected| !expected.seen || expected.state == state);
        let ours = self.expected.iter_mut().find(|expected| expected.state == state);
        ours.map(|ours| ours.seen = true).is_some()
    }

    fn free_at(&self) -> Millis {
        self.set_at.map_or(Millis::NEG_INFINITY, |at| at + SPACING_MS)
    }

    fn due(&mut self, now: Millis) -> Option<Due> {
        if self.asked.is_some() || now < self.free_at() {
            return None;
        }
        let write = self.pending.take()?;
        if self.is_in(&write, now) {
            return Some(Due::Already(write));
        }
        self.set_at = Some(now);
        self.asked = Some(write.state.clone());
        self.expected.retain(|expected| expected.state != write.state);
        self.expected.push(Expected { state: write.state.clone(), until: Millis::INFINITY, seen: false });
        Some(Due::Set(write))
    }

    /// Connect tells every page its state at once. Omni-Channel may have told another tab alone, so what is known
    /// of it soon says nothing.
    fn is_in(&self, write: &Write, now: Millis) -> bool {
        let Some((state, at)) = &self.known else { return false };
        let moves = |to: &Expected| !to.seen && to.state != write.state && now <= to.until;
        if self.expected.iter().any(moves) {
            return false;
        }
        *state == write.state && (write.side == Side::Connect || now - at <= ECHO_MS)
    }
}

#[cfg(test)]
#[path = "sync_tests.rs"]
mod tests;
