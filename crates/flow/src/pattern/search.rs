//! Follows all ways through an expression at once, one character of the text after another.
//!
//! No position is looked at twice on the same step, so a search takes at most as many steps as text and
//! expression are long, multiplied; Pike's machine, as R. Cox describes it in "Regular Expression Matching: the
//! Virtual Machine Approach". The ways are kept in the order in which JavaScript would try them.

use std::mem;

use super::PatternError;
use super::program::{Program, Step};
use super::set::{LINE_END, WORD, within};
use super::syntax::Assert;

pub(super) const NOWHERE: usize = usize::MAX;

/// The ways that are open at a position, the best first.
#[derive(Debug, Default)]
struct Ways {
    steps: Vec<usize>,
    slots: Vec<usize>,
}

#[derive(Debug)]
enum Job {
    Visit(usize),
    Restore(usize, usize),
}

#[derive(Debug)]
pub(super) struct Search<'a> {
    program: &'a Program,
    text: &'a str,
    /// How many steps may be taken yet.
    left: &'a mut usize,
    /// The round in which each step was visited last.
    visited: Vec<usize>,
    round: usize,
    now: Ways,
    next: Ways,
    slots: Vec<usize>,
    jobs: Vec<Job>,
}

impl<'a> Search<'a> {
    pub fn new(program: &'a Program, text: &'a str, left: &'a mut usize) -> Self {
        Self {
            program,
            text,
            left,
            visited: vec![0; program.steps.len()],
            round: 0,
            now: Ways::default(),
            next: Ways::default(),
            slots: vec![NOWHERE; program.slots],
            jobs: Vec::new(),
        }
    }

    /// The slots of the first place at or after a position.
    pub fn find(&mut self, from: usize) -> Result<Option<Vec<usize>>, PatternError> {
        let mut now = mem::take(&mut self.now);
        let mut next = mem::take(&mut self.next);
        now.clear();
        let mut found = None;
        let mut at = from;
        self.round += 1;
        loop {
            if found.is_none() {
                self.spend(self.slots.len() / 4)?;
                self.slots.fill(NOWHERE);
                self.visit(&mut now, 0, at)?;
            }
            if found.is_some() && now.steps.is_empty() {
                break;
            }
            self.round += 1;
            next.clear();
            let c = self.after(at);
            let end = at + c.map_or(0, char::len_utf8);
            for (step, slots) in now.steps.iter().zip(now.slots.chunks(self.program.slots)) {
                if let Some(Step::Found) = self.program.steps.get(*step) {
                    found = Some(slots.to_vec());
                    break;
                }
                if self.takes(*step, c)? {
                    self.slots.copy_from_slice(slots);
                    self.visit(&mut next, step + 1, end)?;
                }
            }
            if c.is_none() {
                break;
            }
            at = end;
            mem::swap(&mut now, &mut next);
        }
        (self.now, self.next) = (now, next);
        Ok(found)
    }

    fn takes(&mut self, step: usize, c: Option<char>) -> Result<bool, PatternError> {
        let Some(c) = c else { return Ok(false) };
        match self.program.steps.get(step) {
            Some(Step::Char(wanted)) => Ok(*wanted == c),
            Some(Step::Set(set)) => {
                let Some(set) = self.program.sets.get(*set) else { return Ok(false) };
                self.spend(set.weight() / 4)?;
                Ok(set.contains(c))
            }
            _ => Ok(false),
        }
    }

    /// Opens the ways that lead from a step without a character.
    fn visit(&mut self, ways: &mut Ways, step: usize, at: usize) -> Result<(), PatternError> {
        let program = self.program;
        self.jobs.clear();
        self.jobs.push(Job::Visit(step));
        while let Some(job) = self.jobs.pop() {
            let place = match job {
                Job::Visit(place) => place,
                Job::Restore(slot, old) => {
                    self.keep(slot, old);
                    continue;
                }
            };
            self.spend(1)?;
            match self.visited.get_mut(place) {
                Some(visited) if *visited != self.round => *visited = self.round,
                _ => continue,
            }
            let Some(step) = program.steps.get(place) else { continue };
            let on = match step {
                Step::Jump(to) => {
                    self.jobs.push(Job::Visit(*to));
                    false
                }
                Step::Split(first, second) => {
                    self.jobs.push(Job::Visit(*second));
                    self.jobs.push(Job::Visit(*first));
                    false
                }
                Step::Save(slot) => {
                    self.change(*slot, at);
                    true
                }
                Step::Forget(first, end) => {
                    self.spend(end - first)?;
                    (*first..*end).for_each(|slot| self.change(slot, NOWHERE));
                    true
                }
                Step::Moved(slot) => self.slots.get(*slot) != Some(&at),
                Step::Assert(assert) => self.holds(*assert, at),
                Step::Char(_) | Step::Set(_) | Step::Found => {
                    self.spend(self.slots.len() / 4)?;
                    ways.steps.push(place);
                    ways.slots.extend(&self.slots);
                    false
                }
            };
            if on {
                self.jobs.push(Job::Visit(place + 1));
            }
        }
        Ok(())
    }

    fn change(&mut self, slot: usize, at: usize) {
        let old = self.keep(slot, at);
        self.jobs.push(Job::Restore(slot, old));
    }

    fn keep(&mut self, slot: usize, at: usize) -> usize {
        self.slots.get_mut(slot).map_or(NOWHERE, |slot| mem::replace(slot, at))
    }

    fn spend(&mut self, steps: usize) -> Result<(), PatternError> {
        *self.left = self.left.checked_sub(steps).ok_or(PatternError::TooManySteps)?;
        Ok(())
    }

    fn holds(&self, assert: Assert, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        let after = self.after(at);
        let ends = |c: Option<char>| c.is_none_or(|c| within(LINE_END, c));
        let word = |c: Option<char>| c.is_some_and(|c| within(WORD, c));
        match assert {
            Assert::Start => before.is_none(),
            Assert::End => after.is_none(),
            Assert::LineStart => ends(before),
            Assert::LineEnd => ends(after),
            Assert::Word => word(before) != word(after),
            Assert::NotWord => word(before) == word(after),
        }
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

impl Ways {
    fn clear(&mut self) {
        self.steps.clear();
        self.slots.clear();
    }
}
