//! SOQL Query.

use serde_json::{Map, Value};

use crate::call::{Call, Next};
use crate::effect::{Org, Reply};
use crate::soql::Soql;
use crate::spec::{Block, Category, Control, Ports, example, sentence, text};
use crate::value::object;

pub(in crate::blocks) static BLOCK: Block = Block {
    r#type: "SE_SFQuery",
    name: "SOQL Query",
    aliases: &["SE_SFSoqlQuery"],
    since: "5.2",
    category: Category::Salesforce,
    about: sentence("Reads records by a query; `…results.value.[0].Name` is a field of the first one."),
    controls: &[QUERY],
    ports: Ports::SuccessFailure,
    results: &["value"],
    example: example(
        r#"{"query": "SELECT Id, Subject FROM Case WHERE IsClosed = false LIMIT 1"}"#,
        r#"{"replies": {"org.query": [{"ok": [{"Id": "500xx0000000001AAA", "Subject": "No light"}]}]}}"#,
    ),
    run,
};

pub(in crate::blocks) const QUERY: Control = text("query")
    .required()
    .aka(&["soql"])
    .about("The query in SOQL; String Template puts values in, which stay values whatever is in them.");

pub(super) fn run(call: &mut Call<'_>) -> Next {
    match Soql::build(&call.parts("query")) {
        Ok(query) => Next::perform(Org::Soql(query), take),
        Err(error) => Next::failure(error.to_string()),
    }
}

fn take(_: &mut Call<'_>, reply: Reply) -> Next {
    match reply.map(records) {
        Ok(Some(records)) => Next::success(object([("value", records.into_iter().map(record).collect())])),
        Ok(None) => Next::failure("the answer to the query has no records"),
        Err(fault) => Next::failure(fault.message),
    }
}

/// A list of records, bare or in an envelope, or one record.
pub(super) fn records(answer: Value) -> Option<Vec<Value>> {
    match answer {
        Value::Array(records) => Some(records),
        Value::Object(mut members) => match members.shift_remove("records") {
            Some(Value::Array(records)) => Some(records),
            // The AJAX toolkit leaves the list away around one record, and the record where there is none.
            Some(record @ Value::Object(_)) => Some(vec![record]),
            Some(_) => Some(Vec::new()),
            None if members.contains_key("Id") => Some(vec![Value::Object(members)]),
            None => None,
        },
        _ => None,
    }
}

/// A record with `type` and `Id` first, null where the answer does not say them.
fn record(record: Value) -> Value {
    let Value::Object(mut members) = record else { return record };
    let attributes = members.shift_remove("attributes");
    let named = attributes.as_ref().and_then(|attributes| attributes.get("type")).cloned();
    let written = members.shift_remove("type");
    let id = members.shift_remove("Id").unwrap_or(Value::Null);
    let mut record = Map::new();
    record.insert("type".to_owned(), written.or(named).unwrap_or(Value::Null));
    record.insert("Id".to_owned(), id);
    record.extend(members.into_iter().map(|(name, value)| (name, related(value))));
    Value::Object(record)
}

/// Related records are records too, one by one or in an envelope.
fn related(value: Value) -> Value {
    match value {
        Value::Object(members) if members.contains_key("attributes") => record(Value::Object(members)),
        Value::Object(mut members) => {
            if let Some(Value::Array(records)) = members.get_mut("records") {
                *records = std::mem::take(records).into_iter().map(record).collect();
            }
            Value::Object(members)
        }
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{check, check_replies, fault};
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn records_say_what_they_are() {
        check_replies(
            "SE_SFQuery",
            json!({ "query": "SELECT Id, Name FROM Contact" }),
            &[Ok(json!([
                { "attributes": { "type": "Contact", "url": "/x" }, "Name": "Ada", "Id": "003A" },
                { "type": "Contact", "Name": "Bo", "Id": null },
                { "Name": "Cy" },
            ]))],
            expect![[r#"
                org.query {"query":"SELECT Id, Name FROM Contact"}
                success {success: true, results: {"value":[{"type":"Contact","Id":"003A","Name":"Ada"},{"type":"Contact","Id":null,"Name":"Bo"},{"type":null,"Id":null,"Name":"Cy"}]}}"#]],
        );
    }

    #[test]
    fn quotes_stay_quotes() {
        check_replies(
            "SE_SFQuery",
            json!({ "soql": r"SELECT Id FROM Contact WHERE LastName = 'O\'Brien' AND Name LIKE 'A%'" }),
            &[Ok(json!([]))],
            expect![[r#"
                org.query {"query":"SELECT Id FROM Contact WHERE LastName = 'O\\'Brien' AND Name LIKE 'A%'"}
                success {success: true, results: {"value":[]}}"#]],
        );
    }

    #[test]
    fn related_records_are_records() {
        check_replies(
            "SE_SFQuery",
            json!({ "query": "SELECT Account.Name, (SELECT Subject FROM Cases) FROM Contact" }),
            &[Ok(json!([{
                "attributes": { "type": "Contact" },
                "Account": { "attributes": { "type": "Account" }, "Name": "Acme" },
                "Cases": { "totalSize": 1, "done": true, "records": [{ "attributes": { "type": "Case" }, "Subject": "x" }] },
                "MailingAddress": { "city": "Ghent" },
            }]))],
            expect![[r#"
                org.query {"query":"SELECT Account.Name, (SELECT Subject FROM Cases) FROM Contact"}
                success {success: true, results: {"value":[{"type":"Contact","Id":null,"Account":{"type":"Account","Id":null,"Name":"Acme"},"Cases":{"totalSize":1,"done":true,"records":[{"type":"Case","Id":null,"Subject":"x"}]},"MailingAddress":{"city":"Ghent"}}]}}"#]],
        );
    }

    #[test]
    fn answers_come_in_many_shapes() {
        let query = json!({ "query": "SELECT Id FROM Case" });
        for answer in [
            json!([{ "Id": "500A" }]),
            json!({ "records": [{ "Id": "500A" }], "size": "1" }),
            json!({ "records": { "Id": "500A" } }),
            json!({ "Id": "500A" }),
        ] {
            check_replies(
                "SE_SFQuery",
                query.clone(),
                &[Ok(answer)],
                expect![[r#"
                org.query {"query":"SELECT Id FROM Case"}
                success {success: true, results: {"value":[{"type":null,"Id":"500A"}]}}"#]],
            );
        }
        for answer in [json!([]), json!({ "records": null }), json!({ "records": [], "size": 0 })] {
            check_replies(
                "SE_SFQuery",
                query.clone(),
                &[Ok(answer)],
                expect![[r#"
                org.query {"query":"SELECT Id FROM Case"}
                success {success: true, results: {"value":[]}}"#]],
            );
        }
        for answer in [json!(null), json!("x"), json!({})] {
            check_replies(
                "SE_SFQuery",
                query.clone(),
                &[Ok(answer)],
                expect![[r#"
                org.query {"query":"SELECT Id FROM Case"}
                failure {success: false, results: null, exception: "the answer to the query has no records"}"#]],
            );
        }
    }

    #[test]
    fn a_query_needs_an_author() {
        check(
            "SE_SFQuery",
            json!({ "query": "$.payload.number" }),
            expect![[
                r#"failure {success: false, results: null, exception: "the words of the query come from data; write them in the flow, with a String Template for the values in it"}"#
            ]],
        );
        check(
            "SE_SFQuery",
            json!({ "query": "" }),
            expect![[r#"failure {success: false, results: null, exception: "the query is empty"}"#]],
        );
        check(
            "SE_SFQuery",
            json!({ "query": "$.payload.x" }),
            expect![[r#"failure {success: false, results: null, exception: "the query is empty"}"#]],
        );
        check(
            "SE_SFQuery",
            json!({ "query": "DELETE FROM Contact" }),
            expect![[
                r#"failure {success: false, results: null, exception: "the query must begin with SELECT"}"#
            ]],
        );
        check(
            "SE_SFQuery",
            json!({ "query": ["SELECT Id FROM Case"] }),
            expect![[
                r#"failure {success: false, results: null, exception: "the words of the query come from data; write them in the flow, with a String Template for the values in it"}"#
            ]],
        );
    }

    #[test]
    fn a_fault_takes_failure() {
        check_replies(
            "SE_SFQuery",
            json!({ "query": "SELECT Nope FROM Case" }),
            &[fault("no such column `Nope`")],
            expect![[r#"
                org.query {"query":"SELECT Nope FROM Case"}
                failure {success: false, results: null, exception: "no such column `Nope`"}"#]],
        );
    }
}
