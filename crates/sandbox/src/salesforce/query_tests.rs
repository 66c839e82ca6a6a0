//! Queries by the table.

use super::super::org::Org;
use super::{Query, like};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn check(query: Value, expected: Expect) {
    let query: Query = serde_json::from_value(query).unwrap();
    let answer = match Org::seeded().query(&query) {
        Ok(rows) => rows.iter().map(|row| format!("{row}\n")).collect(),
        Err(error) => format!("{}: {error}", error.code()),
    };
    expected.assert_eq(&answer);
}

/// `Field`, or `Field DESC`.
fn order_by(text: &str) -> Value {
    json!({ "field": text.trim_end_matches(" DESC"), "descending": text.ends_with(" DESC") })
}

fn numbers(conditions: Value, order: &str, expected: &[&str]) {
    let query = json!({ "object": "Case", "fields": ["CaseNumber"], "where": conditions, "orderBy": order_by(order) });
    let rows = Org::seeded().query(&serde_json::from_value(query).unwrap()).unwrap();
    let found: Vec<_> = rows.iter().filter_map(|row| row["CaseNumber"].as_str()).collect();
    assert_eq!(found, expected);
}

#[test]
fn conditions_narrow() {
    let by = |field: &str, op: &str, value: Value| json!([{ "field": field, "op": op, "value": value }]);
    numbers(by("Status", "=", json!("new")), "CaseNumber", &["00001001", "00001004"]);
    numbers(by("Status", "!=", json!("New")), "CaseNumber", &["00001002", "00001003", "00001005"]);
    numbers(by("Status", "IN", json!(["Closed", "Working"])), "CaseNumber", &["00001002", "00001005"]);
    numbers(by("Status", "NOT IN", json!(["Closed", "New"])), "CaseNumber", &["00001002", "00001003"]);
    numbers(by("Subject", "LIKE", json!("%unit%")), "CaseNumber", &["00001001"]);
    numbers(by("CaseNumber", ">=", json!("00001004")), "CaseNumber", &["00001004", "00001005"]);
    numbers(by("IsClosed", "=", json!(true)), "CaseNumber", &["00001005"]);
    numbers(
        by("Type", "=", Value::Null),
        "CaseNumber DESC",
        &["00001005", "00001004", "00001003", "00001002", "00001001"],
    );
    numbers(by("ContactId", "=", json!("0035g0000000001")), "CaseNumber", &["00001001", "00001002"]);
    numbers(by("Contact.LastName", "=", json!("Kessel")), "CaseNumber", &["00001003"]);
    numbers(by("Contact.Account.Name", "LIKE", json!("Thames%")), "CaseNumber", &["00001005"]);
    numbers(by("Type", "<", json!("z")), "CaseNumber", &[]);
}

#[test]
fn values_are_only_values() {
    let injected = json!([{ "field": "Status", "op": "=", "value": "x' OR Status != '" }]);
    numbers(injected, "CaseNumber", &[]);
}

#[test]
fn rows_carry_type_id_and_what_was_asked() {
    check(
        json!({ "object": "task", "fields": ["subject", "Who.Name", "What.Subject"], "orderBy": order_by("CreatedDate DESC"), "limit": 1 }),
        expect![[r#"
            {"type":"Task","Id":"00T5g0000000003EAA","Subject":"Send the recall list","Who":{"Name":"Grace Whitfield"},"What":{"Subject":null}}
        "#]],
    );
}

#[test]
fn what_does_not_exist_is_named() {
    check(json!({ "object": "Contct" }), expect!["INVALID_TYPE: object `Contct` is not supported"]);
    check(
        json!({ "object": "Case", "fields": ["Nope"] }),
        expect!["INVALID_FIELD: no field `Nope` on object `Case`"],
    );
    check(
        json!({ "object": "Case", "fields": ["Lead.Name"] }),
        expect!["INVALID_FIELD: no field `Lead.Name` on object `Case`"],
    );
    check(
        json!({ "object": "Case", "where": [{ "field": "Nope", "op": "=", "value": 1 }] }),
        expect!["INVALID_FIELD: no field `Nope` on object `Case`"],
    );
    check(
        json!({ "object": "Case", "orderBy": { "field": "Nope" } }),
        expect!["INVALID_FIELD: no field `Nope` on object `Case`"],
    );
}

#[test]
fn wildcards() {
    for (text, pattern, fits) in [
        ("Maya", "ma%", true),
        ("Maya", "m_ya", true),
        ("Maya", "aya", false),
        ("50% off", "50\\% off", true),
        ("500 off", "50\\% off", false),
        ("", "%", true),
        ("", "_", false),
        ("a\\b", "a\\\\b", true),
        ("abcabd", "%abd", true),
        ("abcabd", "%ab_%", true),
        ("mississippi", "m%iss%ip%i", true),
        ("mississippi", "m%iss%ip%x", false),
    ] {
        assert_eq!(like(text, pattern), fits, "`{text}` like `{pattern}`");
    }
}

/// Backtracking over every `%` would take longer than the universe is old.
#[test]
fn many_wildcards_take_no_time() {
    assert!(!like(&"a".repeat(200), &format!("{}b", "%a".repeat(100))));
}

#[test]
fn records_are_retrieved_as_their_own_object_only() {
    let org = Org::seeded();
    let get =
        |object: &str, id: &str| org.retrieve(object, id, &["Name".into()]).map_err(|error| error.code());
    assert_eq!(get("Contact", "0035g0000000001").unwrap()["Name"], "Maya Torres");
    assert_eq!(get("Account", "0035g0000000001").unwrap_err(), "NOT_FOUND");
    assert_eq!(get("Contact", "undefined").unwrap_err(), "MALFORMED_ID");
}
