//! Regular expressions as JavaScript writes them, which cannot hang the page.
//!
//! Expressions meet text that customers and agents wrote, on the page's one thread. The browser's own `RegExp`
//! goes back and tries again, so `(a+)+$` takes for ever on some texts; this one follows all ways at once, and
//! counts its steps besides.
//!
//! Added to the flow engine's module as agents download it (release, `wasm-opt -Oz`, gzip; 184.1 KB without):
//!
//! | | KB | |
//! | --- | --- | --- |
//! | this | 8.3 (9.2 in the engine it was merged to) | linear, counted |
//! | `regex-lite` 0.1.9 | 20.6 | linear, not counted; small letters only in ASCII, and JavaScript's syntax is to be translated |
//! | `regress` 0.12.0 | 119.8 | JavaScript's own syntax and `\p`; goes back, and cannot be stopped |
//! | the browser's `RegExp` | 0 | can be stopped only in a worker, by time; and `cti` needs another one that answers the same |
//!
//! Deliberately absent: lookahead, lookbehind, references to groups, `\p`, the flags `d`, `v` and `y`. They are
//! refused in words. Characters are whole, as with the flag `u`, which changes nothing here. The flag `i` knows
//! the letters of Latin, Greek, Cyrillic, Armenian and Georgian; rare ones, such as phonetic letters and Cherokee,
//! are found only as they are written.

mod place;
mod program;
mod search;
mod set;
mod syntax;

use thiserror::Error;

pub(crate) use place::Place;
use program::Program;
use search::Search;
use syntax::{Flags, Parser};

use crate::weight::RESULT_LIMIT;

/// The steps that one execution of a block may take: a fifth of a second in a browser, roughly. They count as
/// data that the run moves, so a circle of such blocks ends as well.
pub(crate) const STEP_LIMIT: usize = 8 << 20;

/// Why an expression is refused, or was given up.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(crate) enum PatternError {
    #[error("the pattern is malformed at character {at}: {what}")]
    Malformed { what: &'static str, at: usize },
    #[error("the pattern has at character {at} what is not supported: {what}")]
    Unsupported { what: &'static str, at: usize },
    #[error("the pattern's flag `{0}` is not supported; there are `g`, `i`, `m`, `s` and `u`")]
    Flag(char),
    #[error("the pattern is too large: use smaller numbers in braces, or fewer groups")]
    TooLarge,
    #[error("the pattern takes too long on this text; make it simpler, or the text shorter")]
    TooManySteps,
}

/// An expression that is nothing but text, and whether it is meant everywhere: most are, and need no machine.
pub(crate) fn plain(text: &str) -> Option<(&str, bool)> {
    let (expression, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let is_plain = !expression.is_empty() && !expression.contains(|c| r"\^$.|?*+()[]{}/".contains(c));
    (is_plain && matches!(flags, "" | "g")).then_some((expression, flags == "g"))
}

#[derive(Debug)]
pub(crate) struct Pattern {
    program: Program,
    /// The names of the groups, empty where they have none.
    names: Vec<String>,
    everywhere: bool,
}

impl Pattern {
    /// `/expression/flags`; `None` is plain text.
    pub fn written(text: &str) -> Option<Result<Self, PatternError>> {
        let (expression, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
        let is_one = !expression.is_empty() && flags.chars().all(|c| c.is_ascii_lowercase());
        is_one.then(|| Self::new(expression, flags))
    }

    /// `/expression/flags`, or an expression without flags.
    pub fn read(text: &str) -> Result<Self, PatternError> {
        Self::written(text).unwrap_or_else(|| Self::new(text, ""))
    }

    pub fn new(expression: &str, flags: &str) -> Result<Self, PatternError> {
        let mut everywhere = false;
        let mut meant = Flags::default();
        for flag in flags.chars() {
            match flag {
                'g' => everywhere = true,
                'i' => meant.any_case = true,
                'm' => meant.lines = true,
                's' => meant.dot_all = true,
                'u' => {}
                flag => return Err(PatternError::Flag(flag)),
            }
        }
        let mut parser = Parser::new(expression, meant);
        let tree = parser.parse()?;
        let program = Program::new(&tree, parser.names.len(), parser.sets)?;
        Ok(Self { program, names: parser.names, everywhere })
    }

    /// Whether it is found anywhere in a text. Takes the steps from those that are left.
    pub fn is_in(&self, text: &str, left: &mut usize) -> Result<bool, PatternError> {
        Ok(Search::new(&self.program, text, left).find(0)?.is_some())
    }

    /// The text with the first place replaced, or all of them. Takes the steps from those that are left.
    pub fn replace(&self, text: &str, replacement: &str, left: &mut usize) -> Result<String, PatternError> {
        let mut search = Search::new(&self.program, text, left);
        let mut replaced = String::with_capacity(text.len());
        let (mut end, mut from) = (0, 0);
        while let Some(slots) = search.find(from)? {
            let place = Place { text, slots: &slots, names: &self.names };
            let (start, after) = place.ends();
            replaced.push_str(text.get(end..start).unwrap_or_default());
            place.fill(replacement, &mut replaced);
            end = after;
            // Too large to leave, as it is; more of it would use up the page's memory.
            if replaced.len() > RESULT_LIMIT {
                return Ok(replaced);
            }
            // An empty place is found once.
            let passed =
                if start == after { text.get(after..).and_then(|text| text.chars().next()) } else { None };
            from = after + passed.map_or(0, char::len_utf8);
            if !self.everywhere || start == after && passed.is_none() {
                break;
            }
        }
        replaced.push_str(text.get(end..).unwrap_or_default());
        Ok(replaced)
    }
}

#[cfg(test)]
mod tests;
