//! Where two values differ first.

use cti_flow::record::redaction;
use serde_json::Value;

/// How much of a value an expectation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Members that are not expected may be there.
    Part,
    /// Nothing else may be there.
    Whole,
    /// Whole, but what a record does not show may be anything.
    Shown,
}

/// The first place where a value is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Such as `params.recordId`; empty for the value itself.
    pub(crate) at: String,
    /// `None` where nothing should be.
    pub(crate) expected: Option<String>,
    /// `None` where nothing is.
    pub(crate) found: Option<String>,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tell = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let place = if self.at.is_empty() { String::new() } else { format!("`{}`: ", self.at) };
        write!(f, "{place}expected {}, found {}", tell(&self.expected), tell(&self.found))
    }
}

/// `None` where the value is as expected.
pub(crate) fn mismatch(expected: &Value, found: Option<&Value>, manner: Manner) -> Option<Mismatch> {
    let Some(found) = found else {
        return Some(Mismatch { at: String::new(), expected: Some(expected.to_string()), found: None });
    };
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            let differs = a.iter().find_map(|(name, wanted)| {
                let inner = mismatch(wanted, b.get(name), manner)?;
                Some(Mismatch { at: join(name, &inner.at), ..inner })
            });
            let strange = || {
                let (name, value) = b.iter().find(|(name, _)| !a.contains_key(*name))?;
                Some(Mismatch { at: name.clone(), expected: None, found: Some(value.to_string()) })
            };
            differs.or_else(|| if manner == Manner::Part { None } else { strange() })
        }
        (Value::Array(a), Value::Array(b)) => (0..a.len().max(b.len())).find_map(|at| {
            let inner = match (a.get(at), b.get(at)) {
                (Some(wanted), found) => mismatch(wanted, found, manner)?,
                (None, found) => {
                    Mismatch { at: String::new(), expected: None, found: found.map(ToString::to_string) }
                }
            };
            Some(Mismatch { at: join(&format!("[{at}]"), &inner.at), ..inner })
        }),
        (expected, found) => {
            let same = match manner {
                Manner::Shown => redaction::shows(expected, found),
                _ => same(expected, found),
            };
            (!same).then(|| Mismatch {
                at: String::new(),
                expected: Some(expected.to_string()),
                found: Some(found.to_string()),
            })
        }
    }
}

fn join(first: &str, rest: &str) -> String {
    match rest.chars().next() {
        None => first.to_owned(),
        Some('[') => format!("{first}{rest}"),
        Some(_) => format!("{first}.{rest}"),
    }
}

/// `1` and `1.0` are one number.
fn same(a: &Value, b: &Value) -> bool {
    a == b || matches!((a.as_f64(), b.as_f64()), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(manner: Manner, wanted: Value, found: Value, expected: Expect) {
        let text = mismatch(&wanted, Some(&found), manner).map_or("same".to_owned(), |m| m.to_string());
        expected.assert_eq(&text);
    }

    #[test]
    fn a_part_is_enough() {
        let found = json!({ "type": "sobject", "params": { "recordId": "500", "x": [1, 2] } });
        check(Manner::Part, json!({ "params": { "recordId": "500" } }), found.clone(), expect!["same"]);
        check(Manner::Part, json!({}), found.clone(), expect!["same"]);
        check(
            Manner::Part,
            json!({ "params": { "recordId": "501" } }),
            found.clone(),
            expect![[r#"`params.recordId`: expected "501", found "500""#]],
        );
        check(
            Manner::Part,
            json!({ "params": { "x": [1] } }),
            found,
            expect!["`params.x[1]`: expected nothing, found 2"],
        );
    }

    #[test]
    fn the_whole_is_all_of_it() {
        let found = json!({ "a": 1, "b": null });
        check(
            Manner::Whole,
            json!({ "a": 1.0 }),
            found.clone(),
            expect!["`b`: expected nothing, found null"],
        );
        check(Manner::Whole, json!({ "c": 1, "a": 1 }), found, expect!["`c`: expected 1, found nothing"]);
        check(
            Manner::Whole,
            json!([{ "a": 1 }]),
            json!([{ "a": "1" }]),
            expect![[r#"`[0].a`: expected 1, found "1""#]],
        );
        check(Manner::Whole, json!({}), json!([]), expect!["expected {}, found []"]);
    }

    #[test]
    fn what_is_hidden_may_be_anything() {
        check(
            Manner::Shown,
            json!({ "n": "…", "t": "Call …" }),
            json!({ "n": 1, "t": "Call Ada" }),
            expect!["same"],
        );
        check(
            Manner::Shown,
            json!({ "n": "…" }),
            json!({}),
            expect![[r#"`n`: expected "…", found nothing"#]],
        );
    }
}
