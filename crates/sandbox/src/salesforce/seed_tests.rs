//! The seeded org is complete, and its people are found.

use super::super::search::Search;
use super::Org;
use expect_test::{Expect, expect};
use serde_json::json;

#[test]
fn every_row_is_accepted() {
    let mut org = Org::empty(super::Clock::System);
    org.seed().unwrap();
    let counts = ["Account", "Contact", "Lead", "Case", "Task", "User", "amazonconnect__AC_VoicemailDrop__c"]
        .map(|object| org.of(object).count());
    assert_eq!(counts, [5, 9, 2, 5, 3, 2, 3]);
}

fn check(find: &str, group: &str, expected: Expect) {
    let search: Search = serde_json::from_value(json!({ "find": find, "in": group, "returning": [
        { "object": "Contact", "fields": ["Name"] }, { "object": "Account", "fields": ["Name"] },
        { "object": "Lead", "fields": ["Name"] }, { "object": "Case", "fields": ["Subject"] },
    ] }))
    .unwrap();
    let answer = match Org::seeded().search(&search) {
        Ok(rows) => rows
            .iter()
            .map(|row| format!("{} {}\n", row["type"], row.get("Name").unwrap_or(&row["Id"])))
            .collect(),
        Err(error) => format!("{}: {error}", error.code()),
    };
    expected.assert_eq(&answer);
}

#[test]
fn numbers_are_found() {
    check(
        "+12135550100",
        "PHONE FIELDS",
        expect![[r#"
        "Contact" "Maya Torres"
    "#]],
    );
    check(
        "+493090182012",
        "ALL FIELDS",
        expect![[r#"
        "Contact" "Jonas Kessel"
    "#]],
    );
    check(
        "+81355500142",
        "PHONE FIELDS",
        expect![[r#"
        "Contact" "由紀 田中"
    "#]],
    );
    check(
        "2065550142",
        "PHONE FIELDS",
        expect![[r#"
        "Contact" "Amira Haddad"
        "Contact" "Samuel Okafor"
        "Account" "Bluewater Clinic"
    "#]],
    );
    check("+12135559999", "PHONE FIELDS", expect![[""]]);
}

#[test]
fn texts_are_found() {
    check(
        "maya.torres@example.com",
        "EMAIL FIELDS",
        expect![[r#"
        "Contact" "Maya Torres"
    "#]],
    );
    check(
        "00001002",
        "ALL FIELDS",
        expect![[r#"
        "Case" "5005g0000000002AAA"
    "#]],
    );
    check("archand", "NAME FIELDS", expect![[""]]);
    check(
        "whit",
        "NAME FIELDS",
        expect![[r#"
        "Contact" "Grace Whitfield"
    "#]],
    );
    check("ab", "ALL FIELDS", expect!["MALFORMED_QUERY: a search needs 3 characters or more, not `ab`"]);
}
