//! Understands why the other side said no, in whatever shape it said it.

use serde_json::Value;

use crate::PortError;

/// Longer reasons are cut: they end up in logs and in front of agents.
const LONGEST: usize = 500;

/// Connect answers `{type, message}`, often as JSON text; Salesforce `{code, description, details}` or text.
pub fn refusal(reason: &Value) -> PortError {
    match reason {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ Value::Object(_)) => refusal(&inner),
            _ => rejected("error", text),
        },
        Value::Array(reasons) => first_of(reasons),
        Value::Object(_) => rejected(
            &first_text(reason, &["code", "type", "errorKey", "name"]).unwrap_or_else(|| "error".to_owned()),
            &message(reason),
        ),
        Value::Null => rejected("error", ""),
        other => rejected("error", &other.to_string()),
    }
}

/// Several reasons share the code of the first.
fn first_of(reasons: &[Value]) -> PortError {
    let mut code = None;
    let mut messages = Vec::new();
    for reason in reasons {
        if let PortError::Rejected { code: next, message } = refusal(reason) {
            code.get_or_insert(next);
            messages.push(message);
        }
    }
    rejected(&code.unwrap_or_else(|| "error".to_owned()), &messages.join("; "))
}

fn message(reason: &Value) -> String {
    let mut parts: Vec<String> =
        first_text(reason, &["message", "description", "reason", "errorMessage"]).into_iter().collect();
    for list in ["pageErrors", "fieldErrors"] {
        record_errors(reason.get("details").and_then(|details| details.get(list)), &mut parts);
    }
    parts.join("; ")
}

/// Errors of a record: a list, or a list for each field.
fn record_errors(errors: Option<&Value>, parts: &mut Vec<String>) {
    match errors {
        Some(Value::Array(errors)) => parts.extend(errors.iter().filter_map(|error| match error {
            Value::String(text) => Some(text.clone()),
            error => first_text(error, &["message", "statusCode"]),
        })),
        Some(Value::Object(fields)) => {
            for (field, errors) in fields {
                let mut inner = Vec::new();
                record_errors(Some(errors), &mut inner);
                parts.push(format!("`{field}`: {}", inner.join(", ")));
            }
        }
        _ => {}
    }
}

fn first_text(data: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match data.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn rejected(code: &str, message: &str) -> PortError {
    let message = if message.is_empty() { "no reason given" } else { message };
    PortError::Rejected { code: code.to_owned(), message: message.chars().take(LONGEST).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(reason: Value, expected: &str) {
        assert_eq!(refusal(&reason).to_string(), expected);
    }

    #[test]
    fn connect_answers_json_text() {
        check(
            json!(r#"{"type":"InvalidStateException","message":"not now","stack":[]}"#),
            "InvalidStateException: not now",
        );
    }

    #[test]
    fn salesforce_answers_objects_and_lists() {
        check(
            json!({"code": "INVALID_PARAM", "description": "bad `url`", "details": null}),
            "INVALID_PARAM: bad `url`",
        );
        check(json!([{"code": "A", "description": "one"}, "two"]), "A: one; two");
        check(
            json!({"code": "SERVER_ERROR", "description": "not saved", "details": {
                "pageErrors": [{"message": "locked"}],
                "fieldErrors": {"LastName": [{"statusCode": "REQUIRED", "message": "is missing"}]}}}),
            "SERVER_ERROR: not saved; locked; `LastName`: is missing",
        );
    }

    #[test]
    fn anything_else_is_still_a_reason() {
        check(json!("error"), "error: error");
        check(json!(null), "error: no reason given");
        check(json!({}), "error: no reason given");
        check(json!([]), "error: no reason given");
        check(json!(7), "error: 7");
        check(json!("{broken"), "error: {broken");
        check(json!({"name": "TypeError", "message": "x is undefined"}), "TypeError: x is undefined");
    }

    #[test]
    fn a_long_reason_is_cut_between_characters() {
        let shown = refusal(&json!("ü".repeat(9_999))).to_string();
        assert_eq!(shown.chars().filter(|c| *c == 'ü').count(), LONGEST);
    }
}
