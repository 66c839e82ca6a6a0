//! Texts in the user's language. English is built in; one other language is fetched when it is needed.

use std::collections::BTreeMap;
use std::rc::Rc;

const ENGLISH_TEXTS: &str = include_str!("../www/locales/en.json");

/// The language that is built in.
pub const ENGLISH: &str = "en";

/// Languages with a file in `www/locales`, beside English.
const LANGUAGES: [&str; 2] = ["de", "ja"];

/// A language's texts over the English ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    pub code: &'static str,
    texts: Rc<BTreeMap<String, String>>,
}

impl Default for Locale {
    fn default() -> Self {
        Self { code: ENGLISH, texts: Rc::new(serde_json::from_str(ENGLISH_TEXTS).unwrap_or_default()) }
    }
}

impl Locale {
    /// A fetched language; what it lacks stays English.
    pub fn parse(code: &'static str, json: &str) -> Self {
        let mut texts = (*Self::default().texts).clone();
        let own: BTreeMap<String, String> = serde_json::from_str(json).unwrap_or_default();
        texts.extend(own);
        Self { code, texts: Rc::new(texts) }
    }

    /// The text of a key; the key itself where there is none, which the tidy test forbids.
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// A text with `{name}` placeholders filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.text(key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// Our language for a Salesforce or browser code such as `de_CH` or `ja-JP`; English for one we lack.
pub fn choose(wanted: &str) -> &'static str {
    let primary = wanted.split(['_', '-']).next().unwrap_or_default();
    LANGUAGES.into_iter().find(|code| code.eq_ignore_ascii_case(primary)).unwrap_or(ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regional_code_finds_its_language() {
        assert_eq!(choose("de_CH"), "de");
        assert_eq!(choose("ja-JP"), "ja");
        assert_eq!(choose("en_US"), ENGLISH);
        assert_eq!(choose(""), ENGLISH);
    }

    #[test]
    fn what_a_language_lacks_is_english() {
        let locale = Locale::parse("de", r#"{"panel.attributes":"Attribute"}"#);
        assert_eq!(locale.text("panel.attributes"), "Attribute");
        assert_eq!(locale.text("panel.notices"), Locale::default().text("panel.notices"));
    }

    #[test]
    fn placeholders_are_filled_as_text() {
        let locale = Locale::parse("de", r#"{"attributes.copy":"{name} kopieren"}"#);
        assert_eq!(locale.fill("attributes.copy", &[("name", "<b>")]), "<b> kopieren");
    }
}
