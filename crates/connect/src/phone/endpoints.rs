//! Quick connects, and what needs one: a further party in a call, a task.

use cti_ports::choice::{queue_arns, quick_connect};
use cti_ports::task_request::task_request;
use cti_ports::{Answer, PortError, contact_call};
use futures_util::{FutureExt, TryFutureExt};
use js_sys::{Object, Reflect};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::ask::{Ask, ask, js_of, value_of};
use crate::{fault, media, own_data, raw};

impl PhoneCore {
    pub(super) fn endpoints(&self, queue_arns: Option<Vec<String>>) -> Answer<Vec<Value>> {
        let queue_arns: Option<Value> = queue_arns.map(Value::from);
        self.limited("endpoints", &|| endpoints(queue_arns.as_ref()))
            .and_then(|answer| async move { list(&answer) })
            .boxed_local()
    }

    pub(super) fn add_connection(&self, contact_id: &str, name: &str) -> Answer<()> {
        self.done("add_connection", &|| {
            contact_call::live(&self.contacts.borrow(), contact_id)?;
            let (contact_id, name) = (contact_id.to_owned(), name.to_owned());
            let found = endpoints(None)?;
            let added = async move {
                let endpoint = quick_connect(&list(&found.await?)?, &name)?.clone();
                add(&contact_id, &endpoint)?.await
            };
            Ok(added.boxed_local())
        })
    }

    pub(super) fn create_task(&self, task: &Value) -> Answer<Value> {
        self.limited("create_task", &|| Ok(create_task(task_request(task)?).boxed_local()))
            .and_then(|answer| async move { value_of(&answer).map_err(|thrown| fault::rejected(&thrown)) })
            .boxed_local()
    }
}

/// Of these queues, or of all that the agent has.
fn endpoints(of: Option<&Value>) -> Result<Ask, PortError> {
    let all;
    let of = match of {
        Some(arns) => arns,
        None => {
            all = queue_arns(&own_data::configuration()?);
            &all
        }
    };
    ask(&mut |callbacks| raw::AgentCalls::new()?.endpoints(&js_of(of)?, callbacks.unchecked_ref()))
}

/// `{endpoints}` as Streams answers.
fn list(answer: &JsValue) -> Result<Vec<Value>, PortError> {
    let endpoints = Reflect::get(answer, &"endpoints".into()).and_then(|endpoints| value_of(&endpoints));
    match endpoints {
        Ok(Value::Array(endpoints)) => Ok(endpoints),
        _ => {
            Err(PortError::Malformed { call: "endpoints", reason: "there is no list `endpoints`".to_owned() })
        }
    }
}

fn add(contact_id: &str, endpoint: &Value) -> Result<Ask, PortError> {
    ask(&mut |callbacks| {
        let contact = raw::ContactCalls::of(contact_id)?;
        contact.add_connection(&js_of(endpoint)?, callbacks.unchecked_ref())
    })
}

async fn create_task(mut task: Map<String, Value>) -> Result<JsValue, PortError> {
    media::library("task").await.map_err(|thrown| fault::rejected(&thrown))?;
    if let Some(name) = task.get("endpoint").and_then(Value::as_str) {
        let endpoint = quick_connect(&list(&endpoints(None)?.await?)?, name)?.clone();
        task.insert("endpoint".to_owned(), endpoint);
    }
    let token = task.remove("idempotencyToken");
    let task = Value::Object(task);
    ask(&mut |callbacks| {
        let task = js_of(&task)?;
        if let Some(token) = &token {
            keep_token(&task, js_of(token)?)?;
        }
        raw::AgentCalls::new()?.create_task(&task, callbacks.unchecked_ref())
    })?
    .await
}

/// TaskJS writes a token of its own over whatever stands there, a new one each time. What it writes is let fall:
/// ours is the same when the page comes to ask for the same task again.
fn keep_token(task: &JsValue, token: JsValue) -> Result<(), JsValue> {
    let read = Closure::<dyn Fn() -> JsValue>::new(move || token.clone()).into_js_value();
    let write = Closure::<dyn Fn(JsValue)>::new(|_| {}).into_js_value();
    let property = Object::new();
    for (name, value) in [("get", &read), ("set", &write), ("enumerable", &JsValue::TRUE)] {
        Reflect::set(&property, &name.into(), value)?;
    }
    Reflect::define_property(task.unchecked_ref::<Object>(), &"idempotencyToken".into(), &property).map(drop)
}
