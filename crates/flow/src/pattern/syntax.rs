//! What an expression says, as a tree.

mod class;

use std::iter::Peekable;
use std::str::Chars;

use super::PatternError;
use super::set::{LINE_END, Set};

/// Brackets in brackets; each costs a call when the tree is read, written or dropped.
const DEPTH: usize = 50;
/// Groups that capture, without the whole place.
const GROUPS: usize = 50;

#[derive(Debug)]
pub(super) enum Tree {
    Empty,
    Char(char),
    /// By its number, so that a body that is repeated shares it.
    Set(usize),
    Assert(Assert),
    Row(Vec<Tree>),
    Either(Vec<Tree>),
    /// Groups count from 1.
    Group(usize, Box<Tree>),
    Repeat(Box<Repeat>),
}

#[derive(Debug)]
pub(super) struct Repeat {
    pub body: Tree,
    pub least: u32,
    /// `None` is without end.
    pub most: Option<u32>,
    pub greedy: bool,
    /// The groups in the body, which every round forgets: from this one to before that one.
    pub groups: (usize, usize),
    pub may_be_empty: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Assert {
    Start,
    End,
    LineStart,
    LineEnd,
    Word,
    NotWord,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub any_case: bool,
    pub lines: bool,
    pub dot_all: bool,
}

#[derive(Debug)]
pub(super) struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
    /// How many characters are read.
    at: usize,
    flags: Flags,
    depth: usize,
    /// The names of the groups, empty where they have none.
    pub names: Vec<String>,
    pub sets: Vec<Set>,
}

type Parsed<T> = Result<T, PatternError>;

impl<'a> Parser<'a> {
    pub fn new(expression: &'a str, flags: Flags) -> Self {
        let (names, sets) = (Vec::new(), Vec::new());
        Self { chars: expression.chars().peekable(), at: 0, flags, depth: 0, names, sets }
    }

    pub fn parse(&mut self) -> Parsed<Tree> {
        let tree = self.either()?;
        match self.next() {
            Some(_) => self.wrong("`)` closes nothing"),
            None => Ok(tree),
        }
    }

    fn next(&mut self) -> Option<char> {
        self.at += 1;
        self.chars.next()
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.next();
        }
        found
    }

    fn wrong<T>(&self, what: &'static str) -> Parsed<T> {
        Err(PatternError::Malformed { what, at: self.at })
    }

    fn unsupported<T>(&self, what: &'static str) -> Parsed<T> {
        Err(PatternError::Unsupported { what, at: self.at })
    }

    fn either(&mut self) -> Parsed<Tree> {
        let mut branches = vec![self.row()?];
        while self.take('|') {
            branches.push(self.row()?);
        }
        Ok(single(branches, Tree::Either))
    }

    fn row(&mut self) -> Parsed<Tree> {
        let mut items = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let before = self.names.len();
            self.next();
            let atom = self.atom(c)?;
            items.push(self.repeated(atom, before)?);
        }
        Ok(single(items, Tree::Row))
    }

    fn atom(&mut self, c: char) -> Parsed<Tree> {
        Ok(match c {
            '(' => return self.group(),
            '[' => {
                let set = self.class()?;
                self.set(set)
            }
            '.' => {
                let mut set = Set::default();
                set.add(if self.flags.dot_all { &[] } else { LINE_END });
                self.set(set.negated(true))
            }
            '^' if self.flags.lines => Tree::Assert(Assert::LineStart),
            '^' => Tree::Assert(Assert::Start),
            '$' if self.flags.lines => Tree::Assert(Assert::LineEnd),
            '$' => Tree::Assert(Assert::End),
            '*' | '+' | '?' => return self.wrong("nothing stands before the quantifier"),
            '{' if self.times().is_some() => return self.wrong("nothing stands before the quantifier"),
            '\\' if self.take('b') => Tree::Assert(Assert::Word),
            '\\' if self.take('B') => Tree::Assert(Assert::NotWord),
            '\\' => {
                let mut set = Set::default();
                match self.escape(&mut set)? {
                    Some(c) => self.letter(c),
                    None => self.set(set),
                }
            }
            c => self.letter(c),
        })
    }

    fn set(&mut self, set: Set) -> Tree {
        self.sets.push(set);
        Tree::Set(self.sets.len() - 1)
    }

    fn letter(&mut self, c: char) -> Tree {
        if !self.flags.any_case || super::set::cases(c).all(|other| other == c) {
            return Tree::Char(c);
        }
        let mut set = Set::default();
        set.add(&[(c.into(), c.into())]);
        self.set(set.any_case(true))
    }

    fn group(&mut self) -> Parsed<Tree> {
        let mut number = None;
        if self.take('?') {
            match self.next() {
                Some(':') => {}
                Some('=' | '!') => return self.unsupported("lookahead"),
                Some('<') if matches!(self.peek(), Some('=' | '!')) => return self.unsupported("lookbehind"),
                Some('<') => number = Some(self.name()?),
                _ => return self.unsupported("this kind of group"),
            }
        } else {
            number = Some(String::new());
        }
        let number = number.map(|name| {
            self.names.push(name);
            self.names.len()
        });
        self.depth += 1;
        if self.depth > DEPTH || self.names.len() > GROUPS {
            return Err(PatternError::TooLarge);
        }
        let body = self.either()?;
        self.depth -= 1;
        if !self.take(')') {
            return self.wrong("`(` is not closed");
        }
        Ok(match number {
            Some(number) => Tree::Group(number, Box::new(body)),
            // Kept apart: an assertion may be repeated in brackets only.
            None => Tree::Row(vec![body]),
        })
    }

    fn name(&mut self) -> Parsed<String> {
        let mut name = String::new();
        loop {
            match self.next() {
                Some('>') => break,
                Some(c) if c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii() => {
                    name.push(c)
                }
                _ => return self.wrong("the group's name is not closed by `>`"),
            }
        }
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return self.wrong("a group's name begins with a letter");
        }
        if self.names.contains(&name) {
            return self.wrong("two groups have this name");
        }
        Ok(name)
    }

    fn repeated(&mut self, body: Tree, before: usize) -> Parsed<Tree> {
        let unread = (self.chars.clone(), self.at);
        let times = match self.next() {
            Some('*') => Some((0, None)),
            Some('+') => Some((1, None)),
            Some('?') => Some((0, Some(1))),
            Some('{') => self.times(),
            _ => None,
        };
        let Some((least, most)) = times else {
            (self.chars, self.at) = unread;
            return Ok(body);
        };
        if most.is_some_and(|most| most < least) {
            return self.wrong("the quantifier's numbers are out of order");
        }
        if matches!(body, Tree::Assert(_)) {
            return self.wrong("nothing stands before the quantifier");
        }
        let greedy = !self.take('?');
        let groups = (before + 1, self.names.len() + 1);
        let may_be_empty = body.may_be_empty();
        Ok(Tree::Repeat(Box::new(Repeat { body, least, most, greedy, groups, may_be_empty })))
    }

    /// `2}`, `2,}` or `2,3}`; reads nothing else, since a brace may also stand for itself.
    fn times(&mut self) -> Option<(u32, Option<u32>)> {
        let unread = (self.chars.clone(), self.at);
        let least = self.number();
        let most = if self.take(',') { self.number() } else { least };
        let open = self.chars.clone().next() == Some('}');
        if let Some(least) = least.filter(|_| open) {
            self.next();
            return Some((least, most));
        }
        (self.chars, self.at) = unread;
        None
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            self.next();
            number = Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(digit));
        }
        number
    }
}

impl Tree {
    fn may_be_empty(&self) -> bool {
        match self {
            Self::Empty | Self::Assert(_) => true,
            Self::Char(_) | Self::Set(_) => false,
            Self::Row(items) => items.iter().all(Self::may_be_empty),
            Self::Either(branches) => branches.iter().any(Self::may_be_empty),
            Self::Group(_, body) => body.may_be_empty(),
            Self::Repeat(repeat) => repeat.least == 0 || repeat.may_be_empty,
        }
    }
}

/// One is itself, none is empty.
fn single(mut trees: Vec<Tree>, several: fn(Vec<Tree>) -> Tree) -> Tree {
    match trees.len() {
        0 => Tree::Empty,
        1 => trees.pop().unwrap_or(Tree::Empty),
        _ => several(trees),
    }
}
