//! Written text and values in turn: whatever the values, the query has the same words.
#![no_main]

use cti_flow::soql::{Part, Soql};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, PartialEq)]
enum Token {
    /// A text, whatever stands in it.
    Text,
    /// A word, name, number or date.
    Word,
    Sign(char),
}

fn tokens(query: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = query.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' {
            loop {
                match chars.next().expect("every text is closed") {
                    '\\' => drop(chars.next().expect("a backslash takes one along")),
                    '\'' => break,
                    _ => {}
                }
            }
            found.push(Token::Text);
        } else if is_word(c) {
            while chars.next_if(|next| is_word(*next)).is_some() {}
            found.push(Token::Word);
        } else if !c.is_whitespace() {
            found.push(Token::Sign(c));
        }
    }
    found
}

/// What numbers, dates and names are made of.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+' | ':')
}

fuzz_target!(|texts: Vec<&str>| {
    let build = |value: &dyn Fn(&str) -> String| {
        let part = |(index, text): (usize, &&str)| match index % 2 {
            0 => Part::Written(if index == 0 { format!("SELECT {text}") } else { (*text).to_owned() }),
            _ => Part::Value(value(text)),
        };
        Soql::build(&texts.iter().enumerate().map(part).collect::<Vec<_>>())
    };
    let Ok(query) = build(&str::to_owned) else { return };
    let plain = build(&|_| "1".to_owned()).expect("a number may stand wherever a value may");
    assert_eq!(tokens(query.as_str()), tokens(plain.as_str()), "{query:?} {plain:?}");
    assert!(!query.as_str().contains(['\n', '\r']) || texts.iter().step_by(2).any(|text| text.contains(['\n', '\r'])));
});
