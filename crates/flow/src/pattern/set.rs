//! Sets of characters: classes, `.`, `\d`, `\w`, `\s`, single characters where case does not matter.

use std::iter;

const LAST: u32 = char::MAX as u32;
pub(super) const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
pub(super) const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
/// White space and line ends of ECMA-262.
pub(super) const SPACE: &[(u32, u32)] = &[
    (0x09, 0x0d),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];
pub(super) const LINE_END: &[(u32, u32)] = &[(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)];

/// Ranges in order, both ends included.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    ranges: Vec<(u32, u32)>,
    any_case: bool,
    negated: bool,
}

impl Set {
    pub fn add(&mut self, ranges: &[(u32, u32)]) {
        self.ranges.extend(ranges);
    }

    /// Everything that is not in these ranges, which are in order.
    pub fn add_others(&mut self, ranges: &[(u32, u32)]) {
        let mut next = 0;
        for (first, last) in ranges {
            if next < *first {
                self.ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        self.ranges.push((next, LAST));
    }

    pub fn any_case(self, any_case: bool) -> Self {
        Self { any_case, ..self }
    }

    pub fn negated(self, negated: bool) -> Self {
        Self { negated, ..self }
    }

    pub fn contains(&self, c: char) -> bool {
        let found = if self.any_case { cases(c).any(|c| self.has(c)) } else { self.has(c) };
        found != self.negated
    }

    fn has(&self, c: char) -> bool {
        within(&self.ranges, c)
    }

    /// How many ranges one look takes.
    pub fn weight(&self) -> usize {
        self.ranges.len() * if self.any_case { TO_CAPITAL.len() } else { 1 }
    }
}

pub(super) fn within(ranges: &[(u32, u32)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}

/// From small letters to their capitals: in Latin, Cyrillic, fullwidth and circled letters, Armenian, Deseret,
/// Georgian, the many of Greek, and of Azerbaijani, Akan, Ewe and Hausa. The whole table would cost a page that has only the other one 6.6 KB.
const TO_CAPITAL: [i32; 19] =
    [-32, -1, 0, -80, -48, -37, -38, -63, -64, 8, 121, -26, -40, 3008, -202, -203, -205, -206, -210];

/// The same letter in each case, itself included.
pub(super) fn cases(c: char) -> impl Iterator<Item = char> {
    let small = small(c);
    let near = move |distance: &i32| char::from_u32(u32::from(small).checked_add_signed(*distance)?);
    iter::once(c).chain(TO_CAPITAL.iter().filter_map(near)).filter(move |other| self::small(*other) == small)
}

/// What is compared when case does not matter: no letter becomes two, and no other one becomes ASCII.
fn small(c: char) -> char {
    let mut letters = c.to_lowercase();
    match (letters.next(), letters.next()) {
        // Sigma at the end of a word.
        (Some('\u{3c2}'), _) => '\u{3c3}',
        (Some(small), None) if c.is_ascii() || !small.is_ascii() => small,
        _ => c,
    }
}
