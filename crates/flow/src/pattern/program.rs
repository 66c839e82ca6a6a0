//! An expression as steps that a search follows.

use super::PatternError;
use super::set::Set;
use super::syntax::{Assert, Repeat, Tree};

/// Numbers in braces multiply what stands before them.
const LIMIT: usize = 4000;

#[derive(Debug)]
pub(super) enum Step {
    Char(char),
    /// One of a set, by its number.
    Set(usize),
    Assert(Assert),
    /// Both ways, the first one rather.
    Split(usize, usize),
    Jump(usize),
    /// Keeps the position.
    Save(usize),
    /// Forgets what these slots keep.
    Forget(usize, usize),
    /// Goes on if the position is another than the one kept: a round that took nothing is none.
    Moved(usize),
    Found,
}

#[derive(Debug)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    pub sets: Vec<Set>,
    /// Start and end of the whole place, of each group, then where rounds began.
    pub slots: usize,
}

impl Program {
    pub fn new(tree: &Tree, groups: usize, sets: Vec<Set>) -> Result<Self, PatternError> {
        let kept = 2 * (groups + 1);
        let mut writer =
            Writer { program: Self { steps: Vec::new(), sets, slots: kept }, written: 0, open: kept };
        writer.push(Step::Save(0))?;
        writer.write(tree)?;
        writer.push(Step::Save(1))?;
        writer.push(Step::Found)?;
        Ok(writer.program)
    }
}

struct Writer {
    program: Program,
    /// How many trees were written, since one may take no step.
    written: usize,
    /// The next slot for the start of a round.
    open: usize,
}

type Written = Result<(), PatternError>;

impl Writer {
    fn here(&self) -> usize {
        self.program.steps.len()
    }

    fn push(&mut self, step: Step) -> Result<usize, PatternError> {
        if self.here() >= LIMIT {
            return Err(PatternError::TooLarge);
        }
        self.program.steps.push(step);
        Ok(self.here() - 1)
    }

    fn put(&mut self, place: usize, step: Step) {
        if let Some(old) = self.program.steps.get_mut(place) {
            *old = step;
        }
    }

    fn write(&mut self, tree: &Tree) -> Written {
        self.written += 1;
        if self.written > 4 * LIMIT {
            return Err(PatternError::TooLarge);
        }
        match tree {
            Tree::Empty => {}
            Tree::Char(c) => {
                self.push(Step::Char(*c))?;
            }
            Tree::Set(set) => {
                self.push(Step::Set(*set))?;
            }
            Tree::Assert(assert) => {
                self.push(Step::Assert(*assert))?;
            }
            Tree::Row(items) => {
                for item in items {
                    self.write(item)?;
                }
            }
            Tree::Either(branches) => self.either(branches)?,
            Tree::Group(number, body) => {
                self.push(Step::Save(2 * number))?;
                self.write(body)?;
                self.push(Step::Save(2 * number + 1))?;
            }
            Tree::Repeat(repeat) => self.repeat(repeat)?,
        }
        Ok(())
    }

    fn either(&mut self, branches: &[Tree]) -> Written {
        let Some((last, branches)) = branches.split_last() else { return Ok(()) };
        let mut ends = Vec::new();
        for branch in branches {
            let split = self.push(Step::Jump(0))?;
            self.write(branch)?;
            ends.push(self.push(Step::Jump(0))?);
            self.put(split, Step::Split(split + 1, self.here()));
        }
        self.write(last)?;
        for end in ends {
            self.put(end, Step::Jump(self.here()));
        }
        Ok(())
    }

    fn repeat(&mut self, repeat: &Repeat) -> Written {
        // The last round that must be may be gone back to, unless it took nothing.
        let back = repeat.most.is_none() && repeat.least > 0 && !repeat.may_be_empty;
        let mut start = self.here();
        for _ in 0..repeat.least {
            start = self.here();
            self.round(repeat)?;
        }
        match repeat.most {
            None if back => {
                let after = self.here() + 1;
                self.push(split(repeat.greedy, start, after))?;
            }
            None => {
                let head = self.push(Step::Jump(0))?;
                self.round(repeat)?;
                self.push(Step::Jump(head))?;
                self.put(head, split(repeat.greedy, head + 1, self.here()));
            }
            Some(most) => self.at_most(repeat, most.saturating_sub(repeat.least))?,
        }
        Ok(())
    }

    fn at_most(&mut self, repeat: &Repeat, rounds: u32) -> Written {
        let mut heads = Vec::new();
        for _ in 0..rounds {
            heads.push(self.push(Step::Jump(0))?);
            if repeat.may_be_empty {
                let slot = self.open;
                self.open += 1;
                self.program.slots = self.program.slots.max(self.open);
                self.push(Step::Save(slot))?;
                self.round(repeat)?;
                self.push(Step::Moved(slot))?;
                self.open -= 1;
            } else {
                self.round(repeat)?;
            }
        }
        let end = self.here();
        for head in heads {
            self.put(head, split(repeat.greedy, head + 1, end));
        }
        Ok(())
    }

    fn round(&mut self, repeat: &Repeat) -> Written {
        let (first, end) = repeat.groups;
        if first < end {
            self.push(Step::Forget(2 * first, 2 * end))?;
        }
        self.write(&repeat.body)
    }
}

fn split(greedy: bool, again: usize, after: usize) -> Step {
    if greedy { Step::Split(again, after) } else { Step::Split(after, again) }
}
