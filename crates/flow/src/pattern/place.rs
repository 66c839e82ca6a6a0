//! A place in a text that is replaced, and what a replacement may say about it.

use super::search::NOWHERE;
use crate::weight::RESULT_LIMIT;

#[derive(Debug)]
pub(crate) struct Place<'a> {
    pub text: &'a str,
    /// Start and end of the whole place, then of each group.
    pub slots: &'a [usize],
    /// The names of the groups.
    pub names: &'a [String],
}

impl<'a> Place<'a> {
    pub fn ends(&self) -> (usize, usize) {
        let slot = |number: usize| self.slots.get(number).copied().unwrap_or_default();
        (slot(0), slot(1))
    }

    /// `None` where there is no such group; empty where it took no part.
    fn group(&self, number: usize) -> Option<&'a str> {
        if !(1..=self.names.len()).contains(&number) {
            return None;
        }
        let ends = (self.slots.get(2 * number)?, self.slots.get(2 * number + 1)?);
        if *ends.1 == NOWHERE {
            return Some("");
        }
        Some(self.text.get(*ends.0..*ends.1).unwrap_or_default())
    }

    /// Writes JavaScript's replacement: `$$`, `$&`, `` $` ``, `$'`, `$1` to `$99` and `$<name>` mean a dollar, the
    /// place itself, what is before it, what is after it, a group.
    pub fn fill(&self, replacement: &str, replaced: &mut String) {
        let mut rest = replacement;
        while let Some((text, sign)) = rest.split_once('$') {
            replaced.push_str(text);
            let (meant, after) = self.meant(sign).unwrap_or(("$", sign));
            replaced.push_str(meant);
            rest = after;
            // Too large to leave, as it is: each sign may stand for the whole text.
            if replaced.len() > RESULT_LIMIT {
                return;
            }
        }
        replaced.push_str(rest);
    }

    /// What stands for a sign after its dollar, and the rest.
    fn meant<'s>(&self, sign: &'s str) -> Option<(&'s str, &'s str)>
    where
        'a: 's,
    {
        let (start, end) = self.ends();
        let mut chars = sign.chars();
        let meant = match chars.next()? {
            '$' => "$",
            '&' => self.text.get(start..end)?,
            '`' => self.text.get(..start)?,
            '\'' => self.text.get(end..)?,
            '<' if self.names.iter().any(|name| !name.is_empty()) => {
                let (wanted, rest) = chars.as_str().split_once('>')?;
                let number = self.names.iter().position(|name| !wanted.is_empty() && name == wanted);
                return Some((number.and_then(|number| self.group(number + 1)).unwrap_or_default(), rest));
            }
            first => {
                let first = first.to_digit(10)? as usize;
                let one = chars.as_str();
                let second = chars.next().and_then(|c| c.to_digit(10));
                let both = second.and_then(|second| self.group(10 * first + second as usize));
                return both.map(|text| (text, chars.as_str())).or_else(|| Some((self.group(first)?, one)));
            }
        };
        Some((meant, chars.as_str()))
    }
}
