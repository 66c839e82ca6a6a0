//! Classes of characters, and what stands after a backslash.

use super::{Parsed, Parser};
use crate::pattern::set::{DIGIT, SPACE, Set, WORD};

impl Parser<'_> {
    /// `[…]` after its bracket.
    pub(super) fn class(&mut self) -> Parsed<Set> {
        let negated = self.take('^');
        let mut set = Set::default();
        loop {
            let first = match self.next() {
                Some(']') => break,
                c => self.member(c, &mut set)?,
            };
            if !self.take('-') {
                add(&mut set, first);
            } else if self.peek() == Some(']') {
                add(&mut set, first);
                add(&mut set, Some('-'));
            } else {
                let c = self.next();
                match (first, self.member(c, &mut set)?) {
                    (Some(first), Some(last)) if first > last => {
                        return self.wrong("the range's ends are out of order");
                    }
                    (Some(first), Some(last)) => set.add(&[(first.into(), last.into())]),
                    // Beside a class such as `\d`, a hyphen is one.
                    (first, last) => [first, Some('-'), last].into_iter().for_each(|c| add(&mut set, c)),
                }
            }
        }
        Ok(set.any_case(self.flags.any_case).negated(negated))
    }

    /// A character, or none where it is a class of its own, which is in the set then.
    fn member(&mut self, c: Option<char>, set: &mut Set) -> Parsed<Option<char>> {
        match c {
            None => self.wrong("`[` is not closed"),
            Some('\\') if self.take('b') => Ok(Some('\u{8}')),
            Some('\\') => self.escape(set),
            c => Ok(c),
        }
    }

    /// What stands after a backslash: a character, or a class, which is in the set then.
    pub(super) fn escape(&mut self, set: &mut Set) -> Parsed<Option<char>> {
        match self.next() {
            Some('d') => set.add(DIGIT),
            Some('D') => set.add_others(DIGIT),
            Some('w') => set.add(WORD),
            Some('W') => set.add_others(WORD),
            Some('s') => set.add(SPACE),
            Some('S') => set.add_others(SPACE),
            Some(c) => return self.escaped(c).map(Some),
            None => return self.wrong("nothing stands after the backslash"),
        }
        Ok(None)
    }

    fn escaped(&mut self, c: char) -> Parsed<char> {
        Ok(match c {
            't' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => '\0',
            'x' => self.hex(2)?,
            'u' => self.unicode()?,
            'c' => match self.next().filter(char::is_ascii_alphabetic) {
                Some(c) => char::from_u32(u32::from(c) % 32).unwrap_or_default(),
                None => return self.wrong("a letter belongs after `\\c`"),
            },
            '0'..='9' | 'k' => return self.unsupported("a reference to a group"),
            'p' | 'P' => return self.unsupported("`\\p`"),
            c if c.is_ascii_alphabetic() => return self.unsupported("this letter after a backslash"),
            c => c,
        })
    }

    fn hex(&mut self, digits: usize) -> Parsed<char> {
        let code = self.code(digits)?;
        self.char(code)
    }

    fn code(&mut self, digits: usize) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..digits {
            let Some(digit) = self.next().and_then(|c| c.to_digit(16)) else {
                return self.wrong("a hexadecimal digit is missing");
            };
            code = code * 16 + digit;
        }
        Ok(code)
    }

    /// `20ac`, `{20ac}`, or both halves of a character, `d83d\ude00`.
    fn unicode(&mut self) -> Parsed<char> {
        if self.take('{') {
            let digits = self.chars.clone().take_while(|c| *c != '}').count().min(6);
            let c = self.hex(digits)?;
            return if self.take('}') { Ok(c) } else { self.wrong("`\\u{` is not closed") };
        }
        let code = self.code(4)?;
        if !(0xd800..0xdc00).contains(&code) || !self.take('\\') || !self.take('u') {
            return self.char(code);
        }
        let low = self.code(4)?;
        if !(0xdc00..0xe000).contains(&low) {
            return self.char(code);
        }
        self.char(0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00))
    }

    fn char(&self, code: u32) -> Parsed<char> {
        char::from_u32(code).map_or_else(|| self.wrong("this number is no character"), Ok)
    }
}

fn add(set: &mut Set, c: Option<char>) {
    if let Some(c) = c {
        set.add(&[(c.into(), c.into())]);
    }
}
