//! The words of a query's text.

use super::malformed;
use crate::salesforce::OrgError;

#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A name, a dotted path or a keyword.
    Word(String),
    /// A number, a date or a time, as it is written.
    Number(String),
    /// A text in quotes, and the same as a pattern for `LIKE`.
    Text { text: String, pattern: String },
    /// `=`, `!=`, `<`, `(`, …
    Sign(&'static str),
}

impl Token {
    /// As it is shown in an error.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Number(text) => text.clone(),
            Self::Text { text, .. } => format!("'{text}'"),
            Self::Sign(sign) => (*sign).to_owned(),
        }
    }
}

/// Longer ones first.
const SIGNS: [&str; 11] = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ",", ":"];

/// SOQL's own limit.
const LONGEST: usize = 100_000;

pub fn tokens(query: &str) -> Result<Vec<Token>, OrgError> {
    if query.chars().count() > LONGEST {
        return Err(malformed(format!("a query has {LONGEST} characters at most")));
    }
    let mut rest = query;
    let mut tokens = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(tokens) };
        let (token, after) = if first == '\'' {
            text(rest.get(1..).unwrap_or_default())?
        } else if first.is_ascii_digit() || matches!(first, '-' | '+' | '.') {
            let (number, after) =
                split(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | ':'));
            (Token::Number(number.to_owned()), after)
        } else if first.is_ascii_alphabetic() {
            let (word, after) = split(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            (Token::Word(word.to_owned()), after)
        } else {
            let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
            let sign = sign.ok_or_else(|| malformed(format!("unexpected character `{first}`")))?;
            (Token::Sign(sign), rest.get(sign.len()..).unwrap_or_default())
        };
        tokens.push(token);
        rest = after;
    }
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

/// What stands after an opening quote, up to the closing one.
fn text(rest: &str) -> Result<(Token, &str), OrgError> {
    let (mut text, mut pattern) = (String::new(), String::new());
    let mut chars = rest.chars();
    while let Some(next) = chars.next() {
        let (literal, is_wildcard) = match next {
            '\'' => return Ok((Token::Text { text, pattern }, chars.as_str())),
            '\\' => (escaped(&mut chars)?, false),
            other => (other, matches!(other, '%' | '_')),
        };
        text.push(literal);
        if !is_wildcard && matches!(literal, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(literal);
    }
    Err(malformed("a text has no closing quote"))
}

fn escaped(chars: &mut std::str::Chars<'_>) -> Result<char, OrgError> {
    let escape = chars.next().unwrap_or(' ');
    Ok(match escape {
        'n' | 'N' => '\n',
        'r' | 'R' => '\r',
        't' | 'T' => '\t',
        'b' | 'B' => '\u{8}',
        'f' | 'F' => '\u{c}',
        '\'' | '"' | '\\' | '%' | '_' => escape,
        'u' | 'U' => {
            let code = chars.as_str().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            chars.nth(3);
            code.and_then(char::from_u32).ok_or_else(|| malformed("`\\u` is followed by four hex digits"))?
        }
        other => return Err(malformed(format!("invalid escape `\\{other}` in a text"))),
    })
}
