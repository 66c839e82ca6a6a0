//! A task as flows describe it, in the words of Connect.

use serde_json::{Map, Value, json};

use crate::PortError;
use crate::choice::rejected;

/// Takes over what Connect knows. `endpoint` stays a name where it is one.
pub fn task_request(task: &Value) -> Result<Map<String, Value>, PortError> {
    let mut request = Map::new();
    match task.get("name") {
        Some(Value::String(name)) if !name.trim().is_empty() => take(&mut request, task, "name"),
        _ => return Err(rejected("noName", "a task needs a `name`")),
    }
    match task.get("endpoint") {
        Some(Value::String(name)) if !name.is_empty() => take(&mut request, task, "endpoint"),
        Some(Value::Object(_)) => take(&mut request, task, "endpoint"),
        _ => return Err(rejected("noEndpoint", "a task needs an `endpoint`, a quick connect")),
    }
    let description = task.get("description").and_then(Value::as_str).unwrap_or_default();
    request.insert("description".to_owned(), description.into());
    if task.get("scheduledTime").is_some_and(Value::is_number) {
        take(&mut request, task, "scheduledTime");
    }
    if task.get("idempotencyToken").is_some_and(Value::is_string) {
        take(&mut request, task, "idempotencyToken");
    }
    request.insert("references".to_owned(), references(task.get("references")));
    Ok(request)
}

fn take(request: &mut Map<String, Value>, task: &Value, member: &str) {
    if let Some(value) = task.get(member) {
        request.insert(member.to_owned(), value.clone());
    }
}

/// A text is an address; what Connect itself calls a reference stays what it is.
fn references(given: Option<&Value>) -> Value {
    let given = given.and_then(Value::as_object);
    let references = given.into_iter().flatten().filter_map(|(name, reference)| {
        let reference = match reference {
            Value::String(url) => json!({ "type": "URL", "value": url }),
            Value::Object(_) => reference.clone(),
            _ => return None,
        };
        Some((name.clone(), reference))
    });
    Value::Object(references.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(task: Value, expected: Value) {
        assert_eq!(task_request(&task).map(Value::Object), Ok(expected));
    }

    #[test]
    fn references_become_addresses() {
        check(
            json!({"name": "Call back", "description": "today", "endpoint": "Desk", "scheduledTime": 5, "x": 1,
                   "references": {"site": "https://example.com", "mail": {"type": "EMAIL", "value": "a@b"}, "n": 7}}),
            json!({"name": "Call back", "description": "today", "endpoint": "Desk", "scheduledTime": 5,
                   "references": {"site": {"type": "URL", "value": "https://example.com"},
                                  "mail": {"type": "EMAIL", "value": "a@b"}}}),
        );
    }

    #[test]
    fn what_may_be_missing_is_empty() {
        check(
            json!({"name": "n", "endpoint": {"endpointARN": "arn"}, "scheduledTime": null}),
            json!({"name": "n", "endpoint": {"endpointARN": "arn"}, "description": "", "references": {}}),
        );
    }

    #[test]
    fn a_task_without_a_name_or_a_way_is_refused() {
        for (task, code) in [
            (json!(null), "noName"),
            (json!({"name": " ", "endpoint": "Desk"}), "noName"),
            (json!({"name": "n"}), "noEndpoint"),
            (json!({"name": "n", "endpoint": 7}), "noEndpoint"),
        ] {
            let refused = task_request(&task);
            assert!(
                matches!(&refused, Err(PortError::Rejected { code: it, .. }) if it == code),
                "{refused:?}"
            );
        }
    }
}
