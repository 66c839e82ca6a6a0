//! SOQL by the table: text in, rows or the error out.

use super::super::clock::Clock;
use super::super::org::Org;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

fn shown(org: &Org, query: &str) -> String {
    match org.soql(query) {
        Ok(answer) => {
            let rows = answer["records"].as_array().unwrap();
            let count = if rows.is_empty() { format!("size {}\n", answer["size"]) } else { String::new() };
            rows.iter().map(|row| format!("{row}\n")).chain([count]).collect()
        }
        Err(error) => format!("{}: {error}", error.code()),
    }
}

fn check(query: &str, expected: Expect) {
    expected.assert_eq(&shown(&Org::seeded(), query));
}

/// The case numbers that a condition finds, without their zeros.
fn cases(condition: &str, expected: &[u32]) {
    let query = format!("SELECT CaseNumber FROM Case WHERE {condition} ORDER BY CaseNumber");
    let answer = Org::seeded().soql(&query).unwrap();
    let number = |row: &Value| row["CaseNumber"].as_str().unwrap().parse::<u32>().unwrap() - 1000;
    let found: Vec<_> = answer["records"].as_array().unwrap().iter().map(number).collect();
    assert_eq!(found, expected, "{condition}");
}

#[test]
fn operators() {
    cases("Status = 'new'", &[1, 4]);
    cases("Status != 'New'", &[2, 3, 5]);
    cases("Status <> 'New'", &[2, 3, 5]);
    cases("CaseNumber >= '00001004'", &[4, 5]);
    cases("CaseNumber < '00001002'", &[1]);
    cases("CaseNumber<='00001002'", &[1, 2]);
    cases("CaseNumber>'00001004'", &[5]);
    cases("Subject LIKE '%unit%'", &[1]);
    cases("Subject like 'invoice ____ %'", &[2]);
    cases("Status IN ('Closed', 'Working')", &[2, 5]);
    cases("Status not in ('Closed','New')", &[2, 3]);
    cases("IsClosed = TRUE", &[5]);
    cases("Type = null", &[1, 2, 3, 4, 5]);
    cases("Type = ''", &[1, 2, 3, 4, 5]);
    cases("Type != NULL", &[]);
    cases("Type < 'z'", &[]);
    cases("Contact.LastName = 'Kessel'", &[3]);
    cases("Contact.Account.Name LIKE 'Thames%'", &[5]);
    cases("ContactId = '0035g0000000001'", &[1, 2]);
    cases("ContactId = '0035g0000000001AAA'", &[1, 2]);
}

#[test]
fn the_users_own_records() {
    let drops = "SELECT Id, Name FROM amazonconnect__AC_VoicemailDrop__c";
    let active = "WHERE amazonconnect__Active__c = true AND Name = 'Call back tomorrow'";
    check(
        &format!("{drops} USING SCOPE mine {active} LIMIT 1"),
        expect![[r#"
        {"type":"amazonconnect__AC_VoicemailDrop__c","Id":"aVD5g0000000002GAA","Name":"Call back tomorrow"}
    "#]],
    );
    check(
        &format!("{drops} USING SCOPE everything {active}"),
        expect![[r#"
        {"type":"amazonconnect__AC_VoicemailDrop__c","Id":"aVD5g0000000001GAA","Name":"Call back tomorrow"}
        {"type":"amazonconnect__AC_VoicemailDrop__c","Id":"aVD5g0000000002GAA","Name":"Call back tomorrow"}
    "#]],
    );
    check(&format!("{drops} USING SCOPE team"), expect!["MALFORMED_QUERY: unexpected token: `team`"]);
    check(&format!("{drops} USING mine"), expect!["MALFORMED_QUERY: unexpected token: `mine`"]);
}

#[test]
fn words_between_conditions() {
    cases("Status = 'New' AND Priority = 'High'", &[1]);
    cases("Status = 'Closed' OR Priority = 'Low' OR Priority = 'none'", &[4, 5]);
    cases("NOT Status = 'New'", &[2, 3, 5]);
    cases("NOT (Status = 'New' OR Priority = 'High')", &[2, 5]);
    cases("(Status = 'New' AND Priority = 'Low') OR (Status = 'Closed')", &[4, 5]);
    cases("Status = 'New' AND (NOT Priority = 'High')", &[4]);
    cases("((((Status='Closed'))))", &[5]);
}

#[test]
fn rows_carry_type_id_and_what_was_asked() {
    check(
        "select subject, Who.Name, What.Subject from task order by CreatedDate desc limit 1",
        expect![[r#"
            {"type":"Task","Id":"00T5g0000000003EAA","Subject":"Send the recall list","Who":{"Name":"Grace Whitfield"},"What":{"Subject":null}}
        "#]],
    );
    check(
        "SELECT COUNT() FROM Contact WHERE DoNotCall = true",
        expect![[r#"
        size 1
    "#]],
    );
    check(
        "SELECT Id FROM Contact WHERE LastName = 'Nobody'",
        expect![[r#"
        size 0
    "#]],
    );
}

#[test]
fn order_limit_and_offset() {
    let names = |rest: &str| {
        let answer = Org::seeded().soql(&format!("SELECT LastName FROM Contact {rest}")).unwrap();
        let rows = answer["records"].as_array().unwrap().clone();
        rows.iter().map(|row| row["LastName"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("ORDER BY LastName LIMIT 3"), "Haddad Kessel Marchand");
    assert_eq!(names("ORDER BY LastName ASC LIMIT 2 OFFSET 2"), "Marchand Okafor");
    assert_eq!(names("ORDER BY AccountId DESC, LastName LIMIT 3"), "Marchand Whitfield Haddad");
    assert_eq!(names("ORDER BY MobilePhone NULLS LAST LIMIT 2"), "Wiśniewska Park");
    assert_eq!(names("ORDER BY MobilePhone DESC NULLS LAST LIMIT 2"), "Park Wiśniewska");
    assert_eq!(names("LIMIT 0"), "");
    assert_eq!(names("LIMIT 1 OFFSET 2000"), "");
}

#[test]
fn numbers_dates_and_times() {
    let mut org = Org::empty(Clock::Stepping("2026-03-10T12:00:00Z".parse().unwrap()));
    for (subject, seconds, due) in [("a", 30, "2026-03-09"), ("b", 60, "2026-03-10"), ("c", 90, "2026-03-11")]
    {
        let task = json!({ "Subject": subject, "CallDurationInSeconds": seconds, "ActivityDate": due });
        org.create("Task", task.as_object().unwrap().clone()).unwrap();
    }
    let check = |condition: &str, expected: &str| {
        let answer = org.soql(&format!("SELECT Subject FROM Task WHERE {condition}"));
        let answer = answer.unwrap_or_else(|error| panic!("{condition}: {error}"));
        let rows = answer["records"].as_array().unwrap();
        let found: String = rows.iter().map(|row| row["Subject"].as_str().unwrap()).collect();
        assert_eq!(found, expected, "{condition}");
    };
    check("CallDurationInSeconds >= 60", "bc");
    check("CallDurationInSeconds = 6e1", "b");
    check("CallDurationInSeconds > -1.5", "abc");
    check("CallDurationInSeconds IN (30, 90.0)", "ac");
    check("ActivityDate = 2026-03-10", "b");
    check("ActivityDate = TODAY", "b");
    check("ActivityDate < today", "a");
    check("ActivityDate IN (YESTERDAY, TOMORROW)", "ac");
    check("CreatedDate = TODAY", "abc");
    check("CreatedDate > 2026-03-10T12:00:00Z", "bc");
    check("CreatedDate <= 2026-03-10T14:00:01+02:00", "ab");
    check("CreatedDate < 2026-03-10T12:00:00.500Z", "a");
}

/// Values that try to be more than values: quoted for SOQL, each finds exactly the record that holds it.
#[test]
fn hostile_values_match_only_literally() {
    let values = [
        "O'Brien",
        "x' OR Name != '",
        "\\",
        "\\'",
        "back\\slash\\",
        "\"double\"",
        "100%",
        "a_b",
        "%",
        "_",
        "line\nbreak",
        "carriage\rreturn\ttab",
        "SELECT Id FROM Contact",
        "null",
        "TRUE",
        ") AND (",
        "<b>&amp;</b>",
        "Łódź 由紀 🙂",
        "\\n",
        "\\u0041",
    ];
    let mut org = Org::empty(Clock::System);
    for value in values.iter().chain(&["decoy", "1000", "axb", "A"]) {
        org.create("Account", json!({ "Name": value }).as_object().unwrap().clone()).unwrap();
    }
    for value in values {
        let quoted = value
            .replace('\\', "\\\\")
            .replace('\'', "\\'")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\r', "\\r")
            .replace('\t', "\\t");
        let pattern = quoted.replace('%', "\\%").replace('_', "\\_");
        for condition in [
            format!("Name = '{quoted}'"),
            format!("Name IN ('{quoted}')"),
            format!("Name LIKE '{pattern}'"),
            format!("(NOT Name != '{quoted}')"),
        ] {
            let query = format!("SELECT Name FROM Account WHERE {condition}");
            let answer = org.soql(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
            let rows = answer["records"].as_array().unwrap();
            assert_eq!(rows.len(), 1, "{query}");
            assert_eq!(rows[0]["Name"], *value, "{query}");
        }
    }
}

#[test]
fn what_is_no_query_says_why() {
    for (query, expected) in [
        ("", "MALFORMED_QUERY: unexpected end of the query"),
        ("DELETE FROM Contact", "MALFORMED_QUERY: unexpected token: `DELETE`"),
        ("SELECT FROM Contact", "MALFORMED_QUERY: unexpected token: `FROM`"),
        ("SELECT Id FROM Contact WHERE", "MALFORMED_QUERY: unexpected end of the query"),
        ("SELECT Id FROM Contact WHERE Name = 'O'Brien'", "MALFORMED_QUERY: a text has no closing quote"),
        ("SELECT Id FROM Contact WHERE Name = 'a\\q'", "MALFORMED_QUERY: invalid escape `\\q` in a text"),
        ("SELECT Id FROM Contact WHERE Name = \"a\"", "MALFORMED_QUERY: unexpected character `\"`"),
        ("SELECT Id FROM Contact; SELECT Id FROM Lead", "MALFORMED_QUERY: unexpected character `;`"),
        (
            "SELECT Id FROM Contact WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
            "MALFORMED_QUERY: unexpected token: `OR`",
        ),
        ("SELECT Id FROM Contact GROUP BY Id", "MALFORMED_QUERY: unexpected token: `GROUP`"),
        ("SELECT MAX(Name) FROM Contact", "MALFORMED_QUERY: of functions only `COUNT()` is supported"),
        ("SELECT Id, id FROM Contact", "MALFORMED_QUERY: field `id` is selected twice"),
        ("SELECT Id FROM Contact LIMIT -1", "MALFORMED_QUERY: unexpected token: `-1`"),
        ("SELECT Id FROM Contact OFFSET 2001", "MALFORMED_QUERY: `OFFSET` is 2000 at most"),
        ("SELECT Id FROM Contct", "INVALID_TYPE: object `Contct` is not supported"),
        ("SELECT Nope FROM Case", "INVALID_FIELD: no field `Nope` on object `Case`"),
        ("SELECT Lead.Name FROM Case", "INVALID_FIELD: no field `Lead.Name` on object `Case`"),
        ("SELECT Contact.Nope FROM Case", "INVALID_FIELD: no field `Contact.Nope` on object `Case`"),
        ("SELECT Id FROM Case ORDER BY Nope", "INVALID_FIELD: no field `Nope` on object `Case`"),
        (
            "SELECT Id FROM Contact WHERE Phone = 2135550100",
            "INVALID_FIELD: value of filter criterion for field `Phone` must be a text in quotes",
        ),
        (
            "SELECT Id FROM Task WHERE CallDurationInSeconds = '30'",
            "INVALID_FIELD: value of filter criterion for field `CallDurationInSeconds` must be a number without quotes",
        ),
        (
            "SELECT Id FROM Contact WHERE Id = 'undefined'",
            "INVALID_QUERY_FILTER_OPERATOR: invalid ID field: `undefined`",
        ),
        (
            "SELECT Id FROM Contact WHERE DoNotCall LIKE 'true'",
            "INVALID_QUERY_FILTER_OPERATOR: `LIKE` does not fit field `DoNotCall`",
        ),
    ] {
        assert_eq!(shown(&Org::seeded(), query), expected, "{query}");
    }
    let deep = format!("SELECT Id FROM Case WHERE {}Id = null{}", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(shown(&Org::seeded(), &deep), "MALFORMED_QUERY: conditions nest deeper than 50");
}
