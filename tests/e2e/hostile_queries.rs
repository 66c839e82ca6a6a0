//! Values in queries and searches are values, whatever they look like: over the whole page and the org's own SOQL.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::stage::Stage;

/// What customers have been called, or have typed.
const HOSTILE: [&str; 12] = [
    "O'Brien",
    "O\\'Brien",
    "quo\"ted",
    "back\\slash\\",
    "100%",
    "a_b",
    "two\nlines",
    "' OR Id != '",
    "x' OR Name LIKE '%",
    "SELECT",
    "') FROM Account --",
    "%",
];

/// What a pattern or a broken quote would find besides.
const BYSTANDERS: [&str; 5] = ["OBrien", "100 percent", "axb", "two lines", "back"];

fn finish(query: &str) -> Value {
    let told = |id: &str, port: &str| {
        json!({"id": id, "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"}, "controls": {"entityType": "Task",
            "fieldValues": {"Subject": format!("hostile {port}"), "Description": "$.actions.q", "Type": "$.contact.attributes.n"}}})
    };
    json!([
        {"id": "q", "type": "SE_SFQuery", "controls": {"query": query}, "ports": {"success": "yes", "failure": "no"}},
        told("yes", "success"),
        told("no", "failure"),
        {"id": "end", "type": "SE_End"},
    ])
}

fn flow(template: &str) -> String {
    let mut actions = vec![
        json!({"id": "0", "type": "SE_Start", "ports": {"done": "t"}}),
        json!({"id": "t", "type": "SE_CoreStringTemplate", "ports": {"done": "q"},
            "controls": {"template": template, "variables": {"value": "$.contact.attributes.value"}}}),
    ];
    actions.extend(finish("$.actions.t.results.string").as_array().cloned().unwrap_or_default());
    json!({"actions": actions}).to_string()
}

/// A query that is nothing but data.
fn raw() -> String {
    let mut actions = vec![json!({"id": "0", "type": "SE_Start", "ports": {"done": "q"}})];
    actions.extend(finish("$.contact.attributes.value").as_array().cloned().unwrap_or_default());
    json!({"actions": actions}).to_string()
}

async fn stage(flow: &str) -> Stage {
    let stage = Stage::dark().await;
    for name in HOSTILE.iter().chain(&BYSTANDERS) {
        let fields = json!({"LastName": name, "Description": "hostile"});
        stage.sandbox.post("/api/records", json!({"object": "Contact", "fields": fields})).await;
    }
    stage.sandbox.bind("voiceContact", "onConnecting", "Find", flow).await;
    stage.open_console().await;
    stage
}

/// What the flow is told for a call with this attribute.
async fn told(stage: &Stage, value: &str) -> Value {
    let before = stage.sandbox.asked("saveLog").await.len();
    let attributes = json!({"value": value});
    let call = json!({"channel": "voice", "direction": "inbound", "attributes": attributes});
    let call = stage.sandbox.contact(call).await;
    let entry = stage.sandbox.asked_times("saveLog", before + 1).await;
    for step in ["miss", "clear"] {
        stage.sandbox.step(&call, step).await;
    }
    stage.sandbox.post("/api/agent", json!({"state": "Available"})).await;
    entry["args"]["object"]["Description"].clone()
}

fn names(told: &Value) -> BTreeSet<&str> {
    let records = told["results"]["value"].as_array().into_iter().flatten();
    records.filter_map(|record| record["LastName"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_finds_exactly_what_a_value_says() {
    let stage = stage(&flow("SELECT Id, LastName FROM Contact WHERE LastName = '{{value}}'")).await;
    for value in HOSTILE {
        let told = told(&stage, value).await;
        assert_eq!(names(&told), BTreeSet::from([value]), "{value}: {told}");
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_in_a_pattern_has_no_wildcards() {
    let stage = stage(&flow("SELECT Id, LastName FROM Contact WHERE LastName LIKE '{{value}}%'")).await;
    for (value, found) in [
        ("%", &["%"][..]),
        ("a_b", &["a_b"]),
        ("100%", &["100%"]),
        ("O'B", &["O'Brien"]),
        ("back\\", &["back\\slash\\"]),
        ("' OR Id != '", &["' OR Id != '"]),
    ] {
        let told = told(&stage, value).await;
        assert_eq!(names(&told), found.iter().copied().collect(), "{value}: {told}");
    }
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_is_data_is_not_sent() {
    let stage = stage(&raw()).await;
    let told = told(&stage, "SELECT Id, LastName FROM Contact").await;
    let why = told["exception"].as_str().unwrap_or_default();
    assert!(why.contains("the words of the query come from data"), "{told}");
    assert_eq!(stage.sandbox.asked("SoftphoneController.query").await, Vec::<Value>::new());
    stage.browser.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_outside_quotes_is_a_value_or_nothing() {
    let stage =
        stage(&flow("SELECT Id, LastName FROM Contact WHERE Description = 'hostile' LIMIT {{value}}")).await;
    assert_eq!(names(&told(&stage, "2").await).len(), 2);
    let refused = told(&stage, "2 OFFSET 3").await;
    assert!(refused["exception"].as_str().is_some_and(|why| why.contains("outside quotes")), "{refused}");
    assert_eq!(stage.sandbox.asked("SoftphoneController.query").await.len(), 1);
    stage.browser.quit().await;
}

/// `fieldName` is the flow's; the number may be anything. Nothing but a record with that very number is found.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_none_finds_no_contact() {
    let look_up = json!({"formattedPhoneNumber": "$.contact.attributes.value", "fieldName": "MobilePhone"});
    let told_by = |id: &str| {
        json!({"id": id, "type": "SE_SFSaveLog", "ports": {"success": "end", "failure": "end"},
            "controls": {"entityType": "Task", "fieldValues": {"Description": "$.actions.q"}}})
    };
    let flow = json!({"actions": [
        {"id": "0", "type": "SE_Start", "ports": {"done": "q"}},
        {"id": "q", "type": "SE_SFGetContactId", "controls": look_up, "ports": {"success": "yes", "failure": "no"}},
        told_by("yes"),
        told_by("no"),
        {"id": "end", "type": "SE_End"},
    ]});
    let stage = stage(&flow.to_string()).await;
    for value in ["' OR Id != '", "%", "_", "*", "{x} OR FIND", "\\", "555\") RETURNING User(Id"] {
        let told = told(&stage, value).await;
        assert_eq!(told["results"]["sfContactId"], Value::Null, "{value}: {told}");
        assert_eq!(told["success"], false, "{value}: {told}");
    }
    let known = told(&stage, "213.555.0187").await;
    assert_eq!(known["results"]["sfContactId"], "0035g0000000002AAA", "{known}");
    stage.browser.quit().await;
}
