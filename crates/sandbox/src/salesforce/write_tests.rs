//! Writing records: what is accepted, what is refused and how.

use super::super::clock::Clock;
use super::super::error::OrgError;
use super::super::org::Org;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn fields(value: Value) -> super::Fields {
    value.as_object().cloned().unwrap()
}

fn answer(result: Result<super::Id, OrgError>) -> String {
    match result {
        Ok(id) => id.to_string(),
        Err(error) => format!("{}: {error}", error.code()),
    }
}

fn check_create(object: &str, value: Value, expected: Expect) {
    expected.assert_eq(&answer(Org::seeded().create(object, fields(value))));
}

#[test]
fn what_is_refused() {
    check_create("Contct", json!({}), expect!["INVALID_TYPE: object `Contct` is not supported"]);
    check_create(
        "Contact",
        json!({ "LastName": "A", "Shoe": 1 }),
        expect!["INVALID_FIELD: no field `Shoe` on object `Contact`"],
    );
    check_create(
        "Lead",
        json!({}),
        expect!["REQUIRED_FIELD_MISSING: required fields are missing: `LastName`, `Company`"],
    );
    check_create(
        "Task",
        json!({ "IsClosed": false }),
        expect!["INVALID_FIELD_FOR_INSERT_UPDATE: field `IsClosed` cannot be written"],
    );
    check_create(
        "Task",
        json!({ "WhoId": "0015g0000000001AAA" }),
        expect![
            "INVALID_CROSS_REFERENCE_KEY: field `WhoId` refers to `0015g0000000001AAA`, which is not an id of Contact or Lead"
        ],
    );
    check_create(
        "Task",
        json!({ "WhatId": "undefined" }),
        expect![
            "INVALID_CROSS_REFERENCE_KEY: field `WhatId` refers to `undefined`, which is not an id of Account or Case"
        ],
    );
    check_create(
        "Task",
        json!({ "CallType": "inbound" }),
        expect![
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: field `CallType` is restricted to `Inbound`, `Outbound`, `Internal`, not `inbound`"
        ],
    );
    check_create(
        "Task",
        json!({ "ActivityDate": "tomorrow" }),
        expect![
            "INVALID_TYPE_ON_FIELD_IN_RECORD: field `ActivityDate` does not take `tomorrow`; it takes a date as YYYY-MM-DD"
        ],
    );
    check_create(
        "Task",
        json!({ "Subject": { "a": 1 } }),
        expect![[
            r#"INVALID_TYPE_ON_FIELD_IN_RECORD: field `Subject` does not take `{"a":1}`; it takes a single value"#
        ]],
    );
}

#[test]
fn what_is_accepted() {
    check_create(
        "task",
        json!({ "subject": "Call", "CallDurationInSeconds": "42" }),
        expect!["00T5g0000000004EAA"],
    );
    check_create("Contact", json!({ "Name": "c-1", "LastName": "c-1" }), expect!["0035g000000000AAAQ"]);
    check_create("Contact", json!({ "Name": "Ada Byron" }), expect!["0035g000000000AAAQ"]);
}

#[test]
fn salesforce_fills_in_what_follows() {
    let mut org = Org::seeded_at(Clock::Stepping("2026-01-05T10:11:12Z".parse().unwrap()));
    let id = org
        .create("Task", fields(json!({ "Subject": "Call", "Status": "Completed", "CallObject": "" })))
        .unwrap();
    expect![[r#"
        {
          "Id": "00T5g0000000004EAA",
          "Subject": "Call",
          "Status": "Completed",
          "CallObject": null,
          "Priority": "Normal",
          "TaskSubtype": "Task",
          "IsClosed": true,
          "OwnerId": "0055g0000000001AAA",
          "CreatedDate": "2026-01-05T10:11:46.000Z",
          "LastModifiedDate": "2026-01-05T10:11:46.000Z"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&org.record(id.as_str()).unwrap().fields).unwrap());
}

#[test]
fn updates_change_only_what_they_name() {
    let mut org = Org::seeded_at(Clock::Stepping("2026-01-05T10:11:12Z".parse().unwrap()));
    let id = org.of("Contact").next().unwrap().id.to_string();
    let before = org.record(&id).unwrap().text("LastModifiedDate").to_owned();
    let short: String = id.chars().take(15).collect();
    org.update(&short, fields(json!({ "LastName": "Byron" }))).unwrap();
    let record = org.record(&id).unwrap();
    assert_eq!((record.text("Name"), record.text("FirstName")), ("Maya Byron", "Maya"));
    assert!(record.text("LastModifiedDate") > before.as_str());
}

#[test]
fn updates_of_what_is_not_there_are_refused() {
    let mut org = Org::seeded();
    let mut check =
        |id: &str, value: Value, expected: Expect| expected.assert_eq(&answer(org.update(id, fields(value))));
    check("null", json!({}), expect!["MALFORMED_ID: `null` is not a record id"]);
    check("0035g0000000zzz", json!({}), expect!["NOT_FOUND: no record `0035g0000000zzzAAA`"]);
    check(
        "0035g0000000001",
        json!({ "LastName": null }),
        expect!["REQUIRED_FIELD_MISSING: required fields are missing: `LastName`"],
    );
}

#[test]
fn an_administrator_brings_objects_and_custom_fields_along() {
    let mut org = Org::seeded();
    let invoice = org.insert("Invoice__c", fields(json!({ "Name": "INV-1", "Total__c": 12.5 })));
    assert_eq!(answer(invoice), "a005g0000000001AAA");
    let again = org.create("Invoice__c", fields(json!({ "Name": "INV-2", "Total__c": 3 })));
    assert_eq!(answer(again), "a005g0000000002AAA");
    expect!["INVALID_FIELD: no field `Tax__c` on object `Invoice__c`"]
        .assert_eq(&answer(org.create("Invoice__c", fields(json!({ "Tax__c": 3 })))));
    org.insert("Contact", fields(json!({ "LastName": "A", "Tier__c": "Gold" }))).unwrap();
    org.create("Contact", fields(json!({ "LastName": "B", "Tier__c": "Gold" }))).unwrap();
    expect!["INVALID_FIELD: no field `Shoe` on object `Contact`"]
        .assert_eq(&answer(org.insert("Contact", fields(json!({ "LastName": "A", "Shoe": 1 })))));
    expect!["INVALID_TYPE: object `<b>` is not supported"]
        .assert_eq(&answer(org.insert("<b>", fields(json!({})))));
}
