//! What holds for quick connects and what needs one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use std::future::Future;
use std::pin::Pin;

use cti_core::{Channel, ContactState};
use serde_json::{Value, json};

use super::{ConnectRig, contact, refused};
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
    let endpoints = phone.endpoints(None).await.unwrap();
    last_call(rig, "getEndpoints", &json!({ "queueARNs": [queue] }));
    let members = ["endpointARN", "endpointId", "type", "name", "phoneNumber", "agentLogin", "queue"];
    let endpoint = endpoints[0].as_object().unwrap();
    assert_eq!((endpoints.len(), endpoint.len()), (1, members.len()), "{endpoint:?}");
    assert!(members.iter().all(|member| endpoint.contains_key(*member)), "{endpoint:?}");
    assert_eq!((&endpoint["name"], &endpoint["endpointARN"]), (&json!("Second level"), &json!("arn:second")));
    phone.endpoints(Some(vec!["arn:other".to_owned()])).await.unwrap();
    last_call(rig, "getEndpoints", &json!({ "queueARNs": ["arn:other"] }));
}

async fn tasks(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let task = |endpoint: Value| json!({ "name": "Call back", "endpoint": endpoint, "references": { "site": "https://example.com" } });
    let endpoint = phone.endpoints(None).await.unwrap().remove(0);
    let created = json!({ "contactId": "t" });
    every_call_ends("create_task", rig, &created, || phone.create_task(task(endpoint.clone()))).await;
    let by_name = || phone.create_task(task("Second level".into()));
    every_call_ends("create_task", &Second(rig), &created, by_name).await;
    Second(rig).will(Behaviour::Answers(created.clone()));
    assert_eq!(by_name().await, Ok(created));
    let Some(Call { name, arguments }) = rig.calls().pop() else { panic!("nothing was asked") };
    assert_eq!((name.as_str(), &arguments["name"]), ("createTaskContact", &json!("Call back")));
    assert_eq!(arguments["endpoint"]["endpointARN"], "arn:second");
    assert_eq!(arguments["references"], json!({ "site": { "type": "URL", "value": "https://example.com" } }));
    refused(&phone.create_task(task("Third level".into())).await, "unknownQuickConnect");
    assert_eq!(rig.calls().pop().map(|call| call.name).as_deref(), Some("getEndpoints"));
    refused(&phone.create_task(json!({ "endpoint": "Second level" })).await, "noName");
}

async fn further_parties(phone: &dyn Connect, rig: &dyn ConnectRig) {
    let add = || phone.add_connection("call", "Second level");
    every_call_ends("add_connection", rig, &Value::Null, add).await;
    every_call_ends("add_connection", &Second(rig), &Value::Null, add).await;
    let Some(Call { name, arguments }) = rig.calls().pop() else { panic!("nothing was asked") };
    assert_eq!((name.as_str(), &arguments["contactId"]), ("createAdditionalConnection", &json!("call")));
    assert_eq!(arguments["endpoint"]["endpointARN"], "arn:second");
    refused(&phone.add_connection("call", "Third level").await, "unknownQuickConnect");
    let before = rig.calls().len();
    refused(&phone.add_connection("gone", "Second level").await, "noContact");
    assert_eq!(rig.calls().len(), before);
}
