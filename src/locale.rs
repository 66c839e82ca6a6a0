//! Texts in the user's language. English is built in; one other language is fetched when it is needed.

mod language;
mod pseudo;
mod span;

use std::rc::Rc;

use cti_core::texts;
use litemap::LiteMap;

pub use language::{ENGLISH, Language, PSEUDO, choose, find};
pub use span::{Span, span};

const ENGLISH_TEXTS: &str = include_str!("../www/locales/en.json");

/// How a language says "how many": the categories of Unicode's plural rules, which the browser decides on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// The word for it in Unicode, in JavaScript, and at the end of a key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Every language has `other`, so that it stands for what we do not know.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|plural| plural.name() == name).unwrap_or(Self::Other)
    }
}

/// A language's texts over the English ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    pub language: Language,
    texts: Rc<LiteMap<String, String>>,
}

impl Default for Locale {
    fn default() -> Self {
        Self { language: Language::default(), texts: Rc::new(texts::parse(ENGLISH_TEXTS)) }
    }
}

impl Locale {
    /// A language that needs no file; `None` for one that must be fetched.
    pub fn built_in(language: &Language) -> Option<Self> {
        let mut texts = Self::default().texts;
        match language.code {
            ENGLISH => {}
            PSEUDO => Rc::make_mut(&mut texts).iter_mut().for_each(|(_, text)| *text = pseudo::write(text)),
            _ => return None,
        }
        Some(Self { language: language.clone(), texts })
    }

    /// A fetched language; what it lacks stays English.
    pub fn parse(language: Language, json: &str) -> Self {
        let mut texts = Self::default().texts;
        let all = Rc::make_mut(&mut texts);
        texts::parse(json).into_iter().for_each(|(key, text)| drop(all.insert(key, text)));
        Self { language, texts }
    }

    /// The text of a key; the key itself where there is none, which the tidy test forbids.
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// A text with `{name}` placeholders filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.text(key);
        let (mut filled, mut rest) = (String::new(), text.as_str());
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = values.iter().find_map(|(name, value)| {
                let tail = after.strip_prefix(*name)?.strip_prefix('}')?;
                Some((*value, tail))
            });
            // What is filled in may have braces of its own, and is not looked at again.
            let (value, tail) = place.unwrap_or(("{", after));
            filled.push_str(value);
            rest = tail;
        }
        filled + rest
    }

    /// The text for a number of things: `key.one`, `key.other` and so on, with its placeholders filled.
    pub fn fill_plural(&self, key: &str, plural: Plural, values: &[(&str, &str)]) -> String {
        let of = |plural: Plural| [key, ".", plural.name()].concat();
        let own = Some(of(plural)).filter(|key| self.texts.contains_key(key));
        self.fill(&own.unwrap_or_else(|| of(Plural::Other)), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(json: &str) -> Locale {
        Locale::parse(choose("de"), json)
    }

    #[test]
    fn what_a_language_lacks_is_english() {
        let locale = german(r#"{"panel.attributes":"Attribute"}"#);
        assert_eq!(locale.text("panel.attributes"), "Attribute");
        assert_eq!(locale.text("panel.notices"), Locale::default().text("panel.notices"));
    }

    #[test]
    fn placeholders_are_filled_as_text() {
        let locale = german(r#"{"attributes.copy":"{name} kopieren"}"#);
        assert_eq!(locale.fill("attributes.copy", &[("name", "<b>")]), "<b> kopieren");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let locale = german(r#"{"x":"{a} {b} {c} {a"}"#);
        assert_eq!(locale.fill("x", &[("a", "{b}"), ("b", "{a}{c}")]), "{b} {a}{c} {c} {a");
    }

    #[test]
    fn a_number_of_things_has_the_text_of_its_category_or_the_common_one() {
        let locale = german(r#"{"x.one":"{count} Hinweis","x.other":"{count} Hinweise"}"#);
        let say = |plural, count| locale.fill_plural("x", plural, &[("count", count)]);
        assert_eq!(say(Plural::One, "1"), "1 Hinweis");
        assert_eq!(say(Plural::Other, "2"), "2 Hinweise");
        assert_eq!(say(Plural::Few, "3"), "3 Hinweise");
    }

    #[test]
    fn a_category_is_read_by_its_name() {
        for plural in Plural::ALL {
            assert_eq!(Plural::parse(plural.name()), plural);
        }
        assert_eq!(Plural::parse("dozens"), Plural::Other);
    }

    #[test]
    fn only_english_and_its_pseudo_language_need_no_file() {
        assert_eq!(
            Locale::built_in(&choose("en_GB")).map(|locale| locale.text("dialog.ok")),
            Some("OK".into())
        );
        assert_eq!(
            Locale::built_in(&choose("qps")).map(|locale| locale.text("dialog.ok")),
            Some("[ÖÖK]".into())
        );
        assert_eq!(Locale::built_in(&choose("de")), None);
    }

    #[test]
    fn the_pseudo_language_is_as_long_as_a_long_translation() {
        let english = Locale::default();
        let pseudo = Locale::built_in(&choose("qps")).unwrap();
        let letters = |locale: &Locale| locale.texts.values().map(|text| text.chars().count()).sum::<usize>();
        let longer = letters(&pseudo) * 100 / letters(&english);
        assert!((130..=150).contains(&longer), "{longer} % of English");
    }
}
