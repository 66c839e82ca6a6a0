//! What a web service method returned, in the envelope of `runApex`.

use serde_json::Value;

/// The inner value of `{runApex: "…"}`, as JSON where it is JSON and as it is otherwise.
pub fn returned(mut answer: Value) -> Value {
    let returned = match &mut answer {
        Value::Object(members) => members.remove("runApex").unwrap_or_default(),
        _ => answer,
    };
    match returned.as_str().map(serde_json::from_str) {
        Some(Ok(data)) => data,
        _ => returned,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(answer: Value, expected: Value) {
        assert_eq!(returned(answer.clone()), expected, "{answer}");
    }

    #[test]
    fn json_text_becomes_data() {
        check(json!({"runApex": r#"{"a":[1,null]}"#}), json!({"a": [1, null]}));
        check(json!({"runApex": "42"}), json!(42));
        check(json!({"runApex": "\"quoted\""}), json!("quoted"));
    }

    #[test]
    fn other_text_stays_text() {
        check(json!({"runApex": "{broken"}), json!("{broken"));
        check(json!({"runApex": "0035g00000AbCdEFGH"}), json!("0035g00000AbCdEFGH"));
        check(json!({"runApex": ""}), json!(""));
        check(json!({"runApex": null}), json!(null));
        check(json!({}), json!(null));
    }

    #[test]
    fn what_has_no_envelope_is_taken_as_it_is() {
        check(json!("plain"), json!("plain"));
        check(json!([1]), json!([1]));
        check(json!(null), json!(null));
    }
}
