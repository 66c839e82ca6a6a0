//! Planted faults on their way to the console page and to the remoting client, and what the journal keeps.

use super::{console, remoting, toolkit};
use crate::world::{Origins, Sandbox, Shared};
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

fn sandbox(fault: Value) -> Shared {
    let (shared, _deliveries) = Sandbox::new(Origins::on([1, 2, 3, 4]), "dist".into());
    shared.with(|world| world.faults.add(fault)).unwrap();
    shared
}

/// How the answer to a screen pop travels, and what the journal says of it.
async fn pop(fault: Value) -> (Value, Value) {
    let shared = sandbox(fault);
    let call = json!({ "tab": "t", "methodName": "screenPop",
        "args": { "type": "sobject", "params": { "recordId": "0035g0000000001" } } });
    let Json(answer) =
        console::opencti(State(shared.clone()), Json(serde_json::from_value(call).unwrap())).await;
    let entry = shared.with(|world| json!(world.journal.entries()[0]));
    (answer, entry)
}

fn planted(mode: &str) -> Value {
    json!([{ "side": "salesforce", "method": "screenPop", "mode": mode, "ms": 70, "error": "no access" }])
}

#[tokio::test]
async fn without_a_fault_there_is_one_answer_at_once() {
    let (answer, entry) = pop(json!([])).await;
    assert_eq!((&answer["answers"], &answer["delay"]), (&json!(1), &json!(0)));
    assert_eq!(answer["navigate"]["id"], "0035g0000000001AAA");
    assert_eq!((&entry["method"], &entry["reply"]), (&json!("screenPop"), &answer["response"]));
}

#[tokio::test]
async fn a_dropped_answer_is_carried_out_but_never_given() {
    let (answer, entry) = pop(planted("drop")).await;
    assert_eq!((&answer["answers"], &answer["navigate"]["kind"]), (&json!(0), &json!("record")));
    assert_eq!(entry["reply"], Value::Null);
}

#[tokio::test]
async fn a_late_answer_says_how_late() {
    assert_eq!(pop(planted("delay")).await.0["delay"], 70);
}

#[tokio::test]
async fn a_doubled_answer_comes_twice() {
    assert_eq!(pop(planted("duplicate")).await.0["answers"], 2);
}

#[tokio::test]
async fn an_error_is_carried_out_nowhere() {
    let (answer, _) = pop(planted("error")).await;
    assert_eq!(answer["navigate"], Value::Null);
    let error = &answer["response"]["errors"][0];
    assert_eq!((&error["code"], &error["description"]), (&json!("GENERIC_ERROR"), &json!("no access")));
}

#[tokio::test]
async fn remote_actions_answer_in_the_order_they_came() {
    let shared =
        sandbox(json!([{ "side": "salesforce", "method": "SoftphoneController.query", "mode": "error",
        "error": "no access", "times": 1 }]));
    let action = |method: &str, tid: u64, data: Value| json!({ "action": "ConnectCti.SoftphoneController", "method": method, "tid": tid, "data": data });
    let request = json!([
        action("query", 2, json!([{ "object": "Case" }])),
        action("configuration", 3, Value::Null),
        action("dance", 4, json!([1]))
    ]);
    let response = remoting::post(State(shared), Json(serde_json::from_value(request).unwrap())).await;
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let replies: Vec<Value> = serde_json::from_slice(&body).unwrap();
    let seen: Vec<_> = replies.iter().map(|reply| (reply["tid"].as_u64(), reply["type"].as_str())).collect();
    assert_eq!(seen, [(Some(2), Some("exception")), (Some(3), Some("rpc")), (Some(4), Some("exception"))]);
    assert_eq!(replies[2]["message"], "no remote action `dance` that takes 1 arguments");
    assert_eq!(replies[1]["result"]["adapter"]["ccpUrl"], "http://localhost:3/ccp-v2");
}

/// Calls the console toolkit; answers how the answer travels, and what the journal says of it.
async fn toolkit_call(shared: &Shared, method: &str, args: Value) -> (Value, Value) {
    let call = json!({ "tab": "t", "method": method, "args": args });
    let call = Json(serde_json::from_value(call).unwrap());
    let Json(answer) = toolkit::call(State(shared.clone()), call).await;
    let entry = shared.with(|world| json!(world.journal.entries().last()));
    (answer, entry)
}

#[tokio::test]
async fn presence_is_answered_by_the_server_and_tabs_by_the_page() {
    let shared = sandbox(json!([]));
    let (answer, entry) = toolkit_call(&shared, "presence.login", json!(["0N55g0000000001"])).await;
    assert_eq!((&answer["response"], &answer["answers"]), (&json!({ "success": true }), &json!(1)));
    assert_eq!((&entry["method"], &entry["reply"]), (&json!("presence.login"), &answer["response"]));
    assert_eq!(shared.with(|world| world.org.presence())["status"], "Available");

    let (answer, entry) = toolkit_call(&shared, "closeTab", json!(["ctab1"])).await;
    assert_eq!((&answer["response"], &entry["reply"]), (&Value::Null, &Value::Null));
    let number = usize::try_from(answer["entry"].as_u64().unwrap()).unwrap();
    let reply = json!({ "success": true });
    let _ = toolkit::reply(State(shared.clone()), axum::extract::Path(number), Json(reply.clone())).await;
    assert_eq!(shared.with(|world| world.journal.entries()[number].reply.clone()), reply);
}

#[tokio::test]
async fn a_toolkit_call_that_is_planted_to_fail_changes_nothing() {
    let shared = sandbox(
        json!([{ "side": "salesforce", "method": "presence.login", "mode": "error", "error": "no" }]),
    );
    let (answer, _) = toolkit_call(&shared, "presence.login", json!(["0N55g0000000001"])).await;
    assert_eq!(answer["response"]["success"], false);
    assert_eq!(answer["response"]["errors"][0]["description"], "no");
    assert_eq!(shared.with(|world| world.org.presence())["status"], "Offline");
}

#[tokio::test]
async fn a_dropped_toolkit_call_is_carried_out_but_never_answered() {
    let shared = sandbox(json!([{ "side": "salesforce", "method": "presence.login", "mode": "drop" }]));
    let (answer, entry) = toolkit_call(&shared, "presence.login", json!(["0N55g0000000001"])).await;
    assert_eq!((&answer["answers"], &entry["reply"]), (&json!(0), &Value::Null));
    assert_eq!(shared.with(|world| world.org.presence())["status"], "Available");
}

#[tokio::test]
async fn remoting_takes_queries_as_text_too() {
    let shared = sandbox(json!([]));
    let action = |query: &str, tid: u64| {
        json!({ "action": "ConnectCti.SoftphoneController", "method": "query",
        "tid": tid, "data": [{ "query": query }] })
    };
    let request = json!([
        action("SELECT Id FROM Contact WHERE LastName = 'Torres'", 1),
        action("SELECT Id FROM Contact WHERE LastName = 'O'Brien'", 2),
    ]);
    let response = remoting::post(State(shared), Json(serde_json::from_value(request).unwrap())).await;
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let replies: Vec<Value> = serde_json::from_slice(&body).unwrap();
    assert_eq!(replies[0]["result"]["records"][0]["Id"], "0035g0000000001AAA");
    assert_eq!(replies[1]["message"], "MALFORMED_QUERY: a text has no closing quote");
}
