//! Commands: the contract of every phone, and what only the real one can get wrong.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_core::{Contact, ContactState};
use cti_ports::contract::{self, Rig, connect::ConnectRig};
use cti_ports::fake::{Behaviour, Call};
use cti_ports::{Connect, ConnectEvent, Link};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::world::{
    QUEUE, TASK_JS, World, ccp, evaluate, offer_library, pass_limit, post, say, set, states, until, will,
};

/// The contacts of the last snapshot.
fn last_states(heard: &[ConnectEvent]) -> Option<Vec<(&str, ContactState)>> {
    heard.iter().rev().find_map(|event| match event {
        ConnectEvent::Snapshot { contacts, .. } => Some(states(contacts)),
        _ => None,
    })
}

struct ContractRig(World);

impl Rig for ContractRig {
    fn will(&self, behaviour: Behaviour) {
        will(&match behaviour {
            Behaviour::Answers(data) => json!({"kind": "Answers", "data": data}).to_string(),
            Behaviour::Refuses { code, message } => {
                json!({"kind": "Refuses", "code": code, "message": message}).to_string()
            }
            Behaviour::Throws(message) => json!({"kind": "Throws", "message": message}).to_string(),
            Behaviour::Silent => json!({"kind": "Silent"}).to_string(),
            Behaviour::Late(data) => json!({"kind": "Late", "data": data}).to_string(),
            Behaviour::Twice(data) => json!({"kind": "Twice", "data": data}).to_string(),
        });
    }

    fn calls(&self) -> Vec<Call> {
        let calls = ccp()["calls"].take();
        let calls: Vec<Value> = serde_json::from_value(calls).unwrap();
        calls.iter().map(plain_call).collect()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async {
            // Once the last question has been asked; then once the answer that is late has come.
            until(|| (ccp()["script"] == json!([])).then_some(())).await;
            pass_limit();
            TimeoutFuture::new(0).await;
        })
    }
}

/// A request of Streams in the contract's words.
fn plain_call(call: &Value) -> Call {
    let mut params = call["params"].clone();
    let endpoint = &call["params"]["endpoint"];
    let name = match call["method"].as_str().unwrap() {
        "createOutboundContact" => "dial",
        "createAdditionalConnection" if endpoint["endpointARN"].is_null() => "add",
        other => other,
    };
    let arguments = match name {
        "dial" => json!({ "phoneNumber": endpoint["phoneNumber"], "queueARN": params["queueARN"] }),
        "add" => json!({ "phoneNumber": endpoint["phoneNumber"] }),
        "getEndpoints" => json!({ "queueARNs": params["queueARNs"] }),
        "updateAgentConfiguration" => {
            let all = &params["configuration"];
            json!({ "softphoneEnabled": all["softphoneEnabled"], "extension": all["extension"] })
        }
        _ => params.take(),
    };
    Call { name: name.to_owned(), arguments }
}

impl ConnectRig for ContractRig {
    fn have(&self, contacts: Vec<Contact>) -> Pin<Box<dyn Future<Output = ()>>> {
        let plain: Vec<Value> = contacts
            .iter()
            .map(|it| json!({ "contactId": it.contact_id, "type": it.r#type, "state": it.state }))
            .collect();
        set(&json!({ "contacts": plain }).to_string());
        let heard = Rc::clone(&self.0.heard);
        Box::pin(async move {
            until(|| (ccp()["pages"] != 0).then_some(())).await.unwrap();
            post();
            until(|| (last_states(&heard.borrow())? == states(&contacts)).then_some(())).await.unwrap();
        })
    }

    fn sign_out(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        say("terminated", "null");
        let heard = Rc::clone(&self.0.heard);
        Box::pin(async move {
            until(|| heard.borrow().contains(&ConnectEvent::Link(Link::SignedOut)).then_some(())).await;
        })
    }
}

#[wasm_bindgen_test]
async fn the_phone_keeps_the_contract() {
    let world = World::start(json!({})).await;
    offer_library("task", TASK_JS);
    let rig = ContractRig(world);
    contract::connect::suite(&rig.0.phone, &rig, QUEUE).await;
}

#[wasm_bindgen_test]
async fn a_queue_of_another_profile_is_refused_by_name() {
    let world = World::up(json!([])).await;
    let answer = world.phone.dial("+12135550100", Some("arn:elsewhere")).await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "unknownQueue: queue `arn:elsewhere` is not in the agent's routing profile `Basic`"
    );
    assert!(world.phone.dial(" ", None).await.is_err());
    assert_eq!(ccp()["calls"], json!([]));
    assert_eq!(world.phone.dial("+12135550100", None).await, Ok(()));
    assert_eq!(ccp()["calls"][0]["params"]["queueARN"], QUEUE);
}

async fn after_failing_with(reason: &str) -> String {
    let world = World::up(json!([])).await;
    evaluate(&format!("connect.Agent.prototype.connect = (_, {{ failure }}) => failure({reason})"));
    world.phone.dial("+12135550100", None).await.unwrap_err().to_string()
}

#[wasm_bindgen_test]
async fn whatever_a_call_fails_with_is_a_refusal() {
    for (reason, expected) in [
        (r#"'{"type":"LimitExceededException","message":"too many"}'"#, "LimitExceededException: too many"),
        ("'error'", "error: error"),
        ("new TypeError('bad')", "TypeError: bad"),
        ("{ errorKey: 'clientTimeout', reason: 'late' }", "clientTimeout: late"),
        ("undefined", "error: no reason given"),
        ("7", "error: 7"),
        ("(() => { const a = { message: 'm' }; a.a = a; return a; })()", "error: m"),
        ("new Proxy({}, { get() { throw 1 } })", "error: no reason given"),
    ] {
        assert_eq!(after_failing_with(reason).await, expected, "{reason}");
    }
}
