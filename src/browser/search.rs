//! Text as a search reads it: without case, and without the accents that the user's language does not tell
//! apart. What is one letter to it the browser's collation says: `ä` is an `a` in German and none in Swedish.

use std::cell::RefCell;

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use litemap::LiteMap;
use wasm_bindgen::JsValue;

use crate::locale::Language;

/// The letters of one language that were looked at so far, and what stands for each.
struct Letters {
    language: Language,
    compare: Function,
    known: LiteMap<char, String>,
}

thread_local! {
    /// A page speaks one language at a time.
    static LETTERS: RefCell<Option<Letters>> = const { RefCell::new(None) };
}

/// Two texts that a person would call the same are the same after this.
pub fn fold(language: &Language, text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let whole = JsString::from(text).normalize("NFC").to_locale_lower_case(Some(&language.tag));
    LETTERS.with_borrow_mut(|kept| {
        let letters = match kept {
            Some(letters) if letters.language == *language => letters,
            _ => kept.insert(Letters::new(language)),
        };
        String::from(whole).chars().fold(String::new(), |mut folded, letter| {
            letters.push(letter, &mut folded);
            folded
        })
    })
}

impl Letters {
    fn new(language: &Language) -> Self {
        let options = Object::new();
        // A new object takes every property.
        let _ = Reflect::set(&options, &"sensitivity".into(), &"base".into());
        let compare = Intl::Collator::new(&Array::of1(&(&*language.tag).into()), &options).compare();
        Self { language: language.clone(), compare, known: LiteMap::new() }
    }

    fn push(&mut self, letter: char, folded: &mut String) {
        if letter.is_ascii() {
            return folded.push(letter);
        }
        if !self.known.contains_key(&letter) {
            let plain = self.plain(letter);
            self.known.insert(letter, plain);
        }
        folded.extend(self.known.get(&letter).map(String::as_str));
    }

    /// What the language takes for the same: nothing, the other kana, the letter in its parts without
    /// accents. Else the letter itself.
    fn plain(&self, letter: char) -> String {
        let text = letter.to_string();
        if self.same(&text, "") {
            return String::new();
        }
        let hiragana = u32::from(letter).checked_sub(0x60).and_then(char::from_u32).map(String::from);
        let hiragana = hiragana.filter(|kana| ('ァ'..='ヶ').contains(&letter) && self.same(&text, kana));
        let text = hiragana.unwrap_or(text);
        // The capital of an `ß` is two letters, and so is what stands for it.
        let parts = JsString::from(&*text).to_locale_upper_case(None).to_locale_lower_case(None);
        let parts = String::from(parts.normalize("NFKD"));
        let parts: String = parts.chars().filter(|part| !self.same(&part.to_string(), "")).collect();
        if self.same(&text, &parts) { parts } else { text }
    }

    fn same(&self, one: &str, other: &str) -> bool {
        let answer = self.compare.call2(&JsValue::UNDEFINED, &one.into(), &other.into());
        answer.is_ok_and(|answer| answer == 0.0)
    }
}
