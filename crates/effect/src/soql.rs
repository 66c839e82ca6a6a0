//! SOQL in an administrator's own words, in which values cannot become words of the query.
//!
//! A query is taken apart into the tokens of the language. What the flow's author wrote may be any token;
//! what a flow put in (an attribute, a payload, a record) is only ever the content of a text literal, a number,
//! a date, a truth value, or the name of an object or field, and text is escaped as the language wants it.
//! A query that has no author at all is refused.

use cti_core::number::decimal;
use thiserror::Error;

use crate::org::ApiName;

/// A piece of text, by who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Stands in the flow.
    Written(String),
    /// Came in while the flow ran.
    Value(String),
}

/// A query that is safe to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soql(String);

/// Why a text is no query to send.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SoqlError {
    #[error("the query is empty")]
    Empty,
    #[error(
        "the words of the query come from data; write them in the flow, with a String Template for the values in it"
    )]
    NotWritten,
    #[error("a text in the query has no closing quote")]
    OpenText,
    #[error("a value outside quotes must be a number, a date, true, false, null or an API name")]
    NotLiteral,
    #[error("the query must begin with SELECT")]
    NoSelect,
    #[error("`{0}` does not belong in a query")]
    Stray(char),
}

impl Soql {
    pub fn build(parts: &[Part]) -> Result<Self, SoqlError> {
        let written = parts.iter().any(|part| matches!(part, Part::Written(text) if !text.trim().is_empty()));
        if parts.iter().all(|part| part.text().trim().is_empty()) {
            return Err(SoqlError::Empty);
        }
        if !written {
            return Err(SoqlError::NotWritten);
        }
        let mut writer = Writer::default();
        for part in parts {
            match part {
                Part::Written(text) => writer.written(text)?,
                Part::Value(text) => writer.value(text)?,
            }
        }
        writer.finish()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Part {
    pub fn text(&self) -> &str {
        match self {
            Self::Written(text) | Self::Value(text) => text,
        }
    }
}

#[derive(Default)]
struct Writer {
    query: String,
    in_text: bool,
    /// That text is a pattern, in which `%` and `_` stand for others.
    in_pattern: bool,
    /// The last written character was a backslash that takes the next one along.
    escaping: bool,
    /// A value stands directly before: what follows must not grow it into another word.
    after_value: bool,
}

impl Writer {
    fn written(&mut self, text: &str) -> Result<(), SoqlError> {
        for c in text.chars() {
            if self.in_text {
                self.inside(c);
                continue;
            }
            if self.after_value && is_word(c) {
                return Err(SoqlError::NotLiteral);
            }
            self.after_value = false;
            match c {
                '\'' => {
                    self.in_text = true;
                    self.in_pattern = ends_with_like(&self.query);
                }
                // Comments and further statements do not exist in the language.
                ';' | '"' | '\\' | '`' | '{' | '}' => return Err(SoqlError::Stray(c)),
                _ => {}
            }
            self.query.push(c);
        }
        Ok(())
    }

    fn inside(&mut self, c: char) {
        self.query.push(c);
        if self.escaping {
            self.escaping = false;
        } else if c == '\\' {
            self.escaping = true;
        } else if c == '\'' {
            self.in_text = false;
        }
    }

    fn value(&mut self, text: &str) -> Result<(), SoqlError> {
        if self.in_text {
            // A backslash of the author's must not take the first character of a value along.
            if std::mem::take(&mut self.escaping) {
                self.query.push('\\');
            }
            text.chars().for_each(|c| self.escape(c));
            return Ok(());
        }
        let text = text.trim();
        let grows = self.after_value || self.query.chars().next_back().is_some_and(is_word);
        if grows || !is_literal(text) {
            return Err(SoqlError::NotLiteral);
        }
        self.query.push_str(text);
        self.after_value = true;
        Ok(())
    }

    fn escape(&mut self, c: char) {
        match c {
            '\'' | '"' | '\\' => self.query.extend(['\\', c]),
            '%' | '_' if self.in_pattern => self.query.extend(['\\', c]),
            '\n' => self.query.push_str("\\n"),
            '\r' => self.query.push_str("\\r"),
            '\t' => self.query.push_str("\\t"),
            '\u{8}' => self.query.push_str("\\b"),
            '\u{c}' => self.query.push_str("\\f"),
            c => self.query.push(c),
        }
    }

    fn finish(self) -> Result<Soql, SoqlError> {
        if self.in_text {
            return Err(SoqlError::OpenText);
        }
        let query = self.query.trim();
        let begins = query.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
        if !begins || query.chars().nth(6).is_none_or(is_word) {
            return Err(SoqlError::NoSelect);
        }
        Ok(Soql(query.to_owned()))
    }
}

/// A value as it stands between quotes.
pub fn escaped(value: &str) -> String {
    let mut writer = Writer::default();
    value.chars().for_each(|c| writer.escape(c));
    writer.query
}

fn ends_with_like(query: &str) -> bool {
    let word = query.trim_end().rsplit(|c: char| !is_word(c)).next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("like"))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// A number, a date, a date and time, a truth value, null, or the name of an object or field.
fn is_literal(text: &str) -> bool {
    let is_number = decimal(text).is_some()
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E'));
    let is_date = text.len() >= 10
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T' | 'Z' | '+' | '.'));
    is_number || is_date || (ApiName::new(text).is_ok() && !is_keyword(text))
}

/// Words that would change what the query says, where a name was meant.
fn is_keyword(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "all", "and", "asc", "by", "desc", "excludes", "for", "from", "group", "having", "in", "includes",
        "like", "limit", "not", "nulls", "offset", "or", "order", "rows", "scope", "select", "typeof",
        "update", "using", "where", "with",
    ];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// A query with one value, which stands where `{}` does.
    fn check(query: &str, value: &str, expected: Expect) {
        let (before, after) = query.split_once("{}").unwrap();
        let parts = [
            Part::Written(before.to_owned()),
            Part::Value(value.to_owned()),
            Part::Written(after.to_owned()),
        ];
        let found = Soql::build(&parts);
        expected.assert_eq(&found.map_or_else(|error| error.to_string(), |soql| soql.as_str().to_owned()));
    }

    #[test]
    fn a_name_with_an_apostrophe_is_only_a_name() {
        check(
            "SELECT Id FROM Contact WHERE Name = '{}'",
            "O'Brien",
            expect![[r"SELECT Id FROM Contact WHERE Name = 'O\'Brien'"]],
        );
    }

    #[test]
    fn a_value_cannot_leave_its_quotes() {
        check(
            "SELECT Id FROM Contact WHERE Name = '{}'",
            "x' OR Name != '",
            expect![[r"SELECT Id FROM Contact WHERE Name = 'x\' OR Name != \''"]],
        );
        check(
            "SELECT Id FROM Contact WHERE Name = '{}' AND Id != null",
            r"\",
            expect![[r"SELECT Id FROM Contact WHERE Name = '\\' AND Id != null"]],
        );
        check(
            "SELECT Id FROM Contact WHERE Name = 'a\\{}'",
            "' OR Id != '",
            expect![[r"SELECT Id FROM Contact WHERE Name = 'a\\\' OR Id != \''"]],
        );
    }

    #[test]
    fn wildcards_of_a_value_stand_for_themselves() {
        check(
            "SELECT Id FROM Contact WHERE Name LIKE '{}%'",
            "100%_",
            expect![[r"SELECT Id FROM Contact WHERE Name LIKE '100\%\_%'"]],
        );
        check(
            "SELECT Id FROM Contact WHERE Name = '{}'",
            "100%_",
            expect!["SELECT Id FROM Contact WHERE Name = '100%_'"],
        );
    }

    #[test]
    fn lines_stay_in_the_text() {
        check(
            "SELECT Id FROM Case WHERE Subject = '{}'",
            "a\nb\tc",
            expect![[r"SELECT Id FROM Case WHERE Subject = 'a\nb\tc'"]],
        );
    }

    #[test]
    fn outside_quotes_only_what_says_nothing_more() {
        let query = "SELECT Id FROM Case WHERE Count__c > {} AND Open__c = true";
        check(query, "42", expect!["SELECT Id FROM Case WHERE Count__c > 42 AND Open__c = true"]);
        check(query, "-1.5e3", expect!["SELECT Id FROM Case WHERE Count__c > -1.5e3 AND Open__c = true"]);
        let refused = "a value outside quotes must be a number, a date, true, false, null or an API name";
        for hostile in ["1 OR Id != null", "1) OR (Id != null", "'x'", "", "or", "(SELECT Id FROM User)"] {
            let before = query.split_once("{}").unwrap().0.to_owned();
            let found = Soql::build(&[Part::Written(before), Part::Value(hostile.to_owned())]);
            assert_eq!(found.unwrap_err().to_string(), refused, "{hostile}");
        }
        check("SELECT Id FROM {} LIMIT 1", "Contact", expect!["SELECT Id FROM Contact LIMIT 1"]);
    }

    #[test]
    fn values_do_not_grow_words() {
        check(
            "SELECT Id FROM Con{} LIMIT 1",
            "tact",
            expect![[r"a value outside quotes must be a number, a date, true, false, null or an API name"]],
        );
        check(
            "SELECT Id FROM Case WHERE A = {}0",
            "1",
            expect![[r"a value outside quotes must be a number, a date, true, false, null or an API name"]],
        );
    }

    #[test]
    fn a_query_without_an_author_is_refused() {
        let whole = Soql::build(&[Part::Value("SELECT Id FROM User".to_owned())]);
        assert_eq!(whole, Err(SoqlError::NotWritten));
        let empty = Soql::build(&[Part::Value(String::new()), Part::Written(" ".to_owned())]);
        assert_eq!(empty, Err(SoqlError::Empty));
    }

    #[test]
    fn what_is_no_query_is_refused() {
        for (text, error) in [
            ("DELETE FROM Contact", "the query must begin with SELECT"),
            ("SELECTED", "the query must begin with SELECT"),
            ("SELECT Id FROM Contact; DROP", "`;` does not belong in a query"),
            ("SELECT Id FROM Contact WHERE Name = 'x", "a text in the query has no closing quote"),
        ] {
            let found = Soql::build(&[Part::Written(text.to_owned())]);
            assert_eq!(found.unwrap_err().to_string(), error, "{text}");
        }
    }
}
