//! Value references: `$.actions.uid-1.results.value`, read once when a flow is loaded.
//!
//! A control refers to a value if its whole text is a reference; there is no interpolation inside text.

use std::borrow::Cow;

use serde_json::Value;

use crate::value;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    Key(Box<str>),
    Index(usize),
}

/// A path below `$`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(pub Vec<Segment>);

/// Reads `$.a.b[0].["c"]`; `None` where the text is no reference.
pub fn parse_reference(text: &str) -> Option<Path> {
    parse_path(text.trim().strip_prefix("$.")?)
}

/// The same grammar without the leading `$.`.
pub fn parse_path(text: &str) -> Option<Path> {
    let mut segments = Vec::new();
    let mut rest = text;
    loop {
        rest = match rest.strip_prefix('[') {
            Some(inside) => bracket(inside, &mut segments)?,
            None => word(rest, &mut segments)?,
        };
        while let Some(inside) = rest.strip_prefix('[') {
            rest = bracket(inside, &mut segments)?;
        }
        if rest.is_empty() {
            return Some(Path(segments));
        }
        rest = rest.strip_prefix('.')?;
    }
}

fn word<'a>(rest: &'a str, segments: &mut Vec<Segment>) -> Option<&'a str> {
    let end = rest.find(['.', '[', ']']).unwrap_or(rest.len());
    let (word, rest) = rest.split_at_checked(end)?;
    if word.is_empty() {
        return None;
    }
    segments.push(Segment::Key(word.into()));
    Some(rest)
}

fn bracket<'a>(inside: &'a str, segments: &mut Vec<Segment>) -> Option<&'a str> {
    for quote in ['"', '\''] {
        if let Some(quoted) = inside.strip_prefix(quote) {
            let (key, rest) = quoted.split_once(quote)?;
            segments.push(Segment::Key(key.into()));
            return rest.strip_prefix(']');
        }
    }
    let (index, rest) = inside.split_once(']')?;
    segments.push(Segment::Index(index.trim().parse().ok()?));
    Some(rest)
}

/// Follows a path; `None` is JavaScript's undefined.
pub fn walk<'v>(value: &'v Value, path: &[Segment]) -> Option<Cow<'v, Value>> {
    let mut value = value;
    let mut path = path.iter();
    while let Some(segment) = path.next() {
        match member(value, segment) {
            Some(next) => value = next,
            // A length has no members of its own.
            None if path.next().is_none() => return length(value, segment).map(Cow::Owned),
            None => return None,
        }
    }
    Some(Cow::Borrowed(value))
}

/// As [`walk`], where the value is there as it is.
pub fn peek<'v>(value: &'v Value, path: &[Segment]) -> Option<&'v Value> {
    path.iter().try_fold(value, member)
}

/// One step, with the leniency that real flows need: logs of query results print a single record where
/// the documentation describes a list, so either is taken for the other.
fn member<'v>(value: &'v Value, segment: &Segment) -> Option<&'v Value> {
    match (value, segment) {
        (Value::Object(members), Segment::Key(key)) => members.get(&**key),
        (Value::Object(members), Segment::Index(index)) => {
            let own = members.get(index.to_string().as_str());
            own.or((*index == 0).then_some(value))
        }
        (Value::Array(items), Segment::Index(index)) => items.get(*index),
        (Value::Array(items), Segment::Key(key)) => match key.parse::<usize>() {
            Ok(index) => items.get(index),
            Err(_) if &**key == "length" => None,
            Err(_) => match items.as_slice() {
                [one] => member(one, segment),
                _ => None,
            },
        },
        _ => None,
    }
}

fn length(value: &Value, segment: &Segment) -> Option<Value> {
    match (value, segment) {
        (Value::String(text), Segment::Key(key)) if &**key == "length" => {
            Some(Value::from(value::length(text)))
        }
        (Value::Array(items), Segment::Key(key)) if &**key == "length" => Some(Value::from(items.len())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(reference: &str, expected: Expect) {
        let value = json!({
            "a": { "b-c": [ { "Id": "1" }, { "Id": "2" } ] },
            "one": [ { "Name": "Ada" } ],
            "record": { "Name": "Grace", "7": "seven" },
            "text": "dürst",
            "no": false,
            "null": null,
            "a.b": "dotted",
        });
        let found = match parse_reference(reference) {
            None => "literal".to_owned(),
            Some(path) => walk(&value, &path.0).map_or("undefined".to_owned(), |found| found.to_string()),
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn hyphens_are_ordinary() {
        check("$.a.b-c.[1].Id", expect![[r#""2""#]]);
        check("$.a.b-c[1].Id", expect![[r#""2""#]]);
        check(" $.a.b-c.1.Id ", expect![[r#""2""#]]);
    }

    #[test]
    fn quoted_keys_may_hold_dots() {
        check("$.[\"a.b\"]", expect![[r#""dotted""#]]);
        check("$.a['b-c'][0].Id", expect![[r#""1""#]]);
    }

    #[test]
    fn types_are_kept() {
        check("$.no", expect!["false"]);
        check("$.null", expect!["null"]);
    }

    #[test]
    fn what_is_missing_is_undefined() {
        check("$.nothing.at.all", expect!["undefined"]);
        check("$.a.b-c.[9]", expect!["undefined"]);
        check("$.null.x", expect!["undefined"]);
    }

    #[test]
    fn a_record_counts_as_a_list_of_one() {
        check("$.record.[0].Name", expect![[r#""Grace""#]]);
        check("$.record.[7]", expect![[r#""seven""#]]);
        check("$.record.[1].Name", expect!["undefined"]);
        check("$.one.Name", expect![[r#""Ada""#]]);
        check("$.a.b-c.Id", expect!["undefined"]);
    }

    #[test]
    fn lengths_are_javascripts() {
        check("$.text.length", expect!["5"]);
        check("$.a.b-c.length", expect!["2"]);
        check("$.one.length", expect!["1"]);
        check("$.record.length", expect!["undefined"]);
        check("$.text.length.x", expect!["undefined"]);
    }

    #[test]
    fn other_text_is_literal() {
        for text in ["$", "$.", "$12.results", "x $.a", "$.a..b", "$.a.", "$.a[", "$.a[x]", "$.a]", "$.a[0]b"]
        {
            assert_eq!(parse_reference(text), None, "{text}");
        }
    }
}
