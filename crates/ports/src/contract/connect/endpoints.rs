//! What holds for quick connects and what needs one.

use std::future::Future;
use std::pin::Pin;

use cti_core::{Channel, ContactState};
use serde_json::{Value, json};

use super::{ConnectRig, contact, refused, text};
use crate::Connect;
use crate::contract::{Rig, every_call_ends, last_call};
use crate::fake::{Behaviour, Call};

pub(super) async fn suite(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    rig.have(vec![contact("call", Channel::Voice, ContactState::Connected)]).await;
    every_call_ends("endpoints", rig, &Value::Null, || phone.endpoints(None)).await;
    endpoints_are_those_of_queues(phone, rig, queue).await;
    tasks(phone, rig).await;
    further_parties(phone, rig).await;
}

/// Behaves in the second call; the first is the list of quick connects, and it comes.
struct Second<'a>(&'a dyn ConnectRig);

impl Rig for Second<'_> {
    fn will(&self, behaviour: Behaviour) {
        self.0.will(Behaviour::Answers(Value::Null));
        self.0.will(behaviour);
    }

    fn calls(&self) -> Vec<Call> {
        self.0.calls()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        self.0.pass_limit()
    }
}

async fn endpoints_are_those_of_queues(phone: &dyn Connect, rig: &dyn ConnectRig, queue: &str) {
    let endpoints = phone.endpoints(None).await.unwrap_or_default();
    last_call(rig, "getEndpoints", &json!({ "queueARNs": [queue] }));
    assert_eq!(endpoints.len(), 1, "{endpoints:?}");
    let endpoint = endpoints.first().cloned().unwrap_or_default();
    let mut members: Vec<_> =
        endpoint.as_object().into_iter().flatten().map(|member| member.0.as_str()).collect();
    members.sort_unstable();
    let expected = ["agentLogin", "endpointARN", "endpointId", "name", "phoneNumber", "queue", "type"];
    assert_eq!(members, expected);
    assert_eq!((text(&endpoint, "name"), text(&endpoint, "endpointARN")), ("Second level", "arn:second"));
    assert!(phone.endpoints(Some(vec!["arn:other".to_owned()])).await.is_ok());
    last_call(rig, "getEndpoints", &json!({ "queueARNs": ["arn:other"] }));
}

/// The last thing that was asked, if that was its name.
fn last(rig: &dyn ConnectRig, name: &str) -> Value {
    let call = rig.calls().pop();
    assert!(call.as_ref().is_some_and(|call| call.name == name), "{call:?}");
    call.map(|call| call.arguments).unwrap_or_default()
}

async fn tasks(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let task = |endpoint: Value| json!({ "name": "Call back", "endpoint": endpoint, "references": { "site": "https://example.com" } });
    let endpoint = phone.endpoints(None).await.unwrap_or_default().pop().unwrap_or_default();
    let created = json!({ "contactId": "t" });
    every_call_ends("create_task", rig, &created, || phone.create_task(task(endpoint.clone()))).await;
    let by_name = || phone.create_task(task("Second level".into()));
    every_call_ends("create_task", &Second(rig), &created, by_name).await;
    Second(rig).will(Behaviour::Answers(created.clone()));
    assert_eq!(by_name().await, Ok(created));
    let asked = last(rig, "createTaskContact");
    assert_eq!(text(&asked, "name"), "Call back");
    assert_eq!(asked.pointer("/endpoint/endpointARN"), Some(&json!("arn:second")));
    let references = json!({ "site": { "type": "URL", "value": "https://example.com" } });
    assert_eq!(asked.get("references"), Some(&references));
    refused(&phone.create_task(task("Third level".into())).await, "unknownQuickConnect");
    last(rig, "getEndpoints");
    refused(&phone.create_task(json!({ "endpoint": "Second level" })).await, "noName");
}

async fn further_parties(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let add = || phone.add_connection("call", "Second level");
    every_call_ends("add_connection", rig, &Value::Null, add).await;
    every_call_ends("add_connection", &Second(rig), &Value::Null, add).await;
    let asked = last(rig, "createAdditionalConnection");
    assert_eq!(text(&asked, "contactId"), "call");
    assert_eq!(asked.pointer("/endpoint/endpointARN"), Some(&json!("arn:second")));
    refused(&phone.add_connection("call", "Third level").await, "unknownQuickConnect");
    let before = rig.calls().len();
    refused(&phone.add_connection("gone", "Second level").await, "noContact");
    assert_eq!(rig.calls().len(), before);
}
