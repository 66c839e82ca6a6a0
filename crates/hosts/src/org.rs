//! The org, through Visualforce remoting.

use cti_core::Millis;
use cti_core::members::Member;
use cti_core::settings::Configuration;
use cti_ports::{
    Answer, Org, PortError, RecordingAction, SessionLease, TIME_LIMIT_MS, answered, refusal, within,
};
use futures_util::{FutureExt, TryFutureExt};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::raw::{self, remoting};
use crate::{apex, interaction, js, opencti};

/// The Apex class behind the page.
const CONTROLLER: &str = "ConnectCti.SoftphoneController";

/// How long remoting goes on after we have given up, in milliseconds.
const LATER_MS: u32 = 1_000;

#[derive(Clone, Debug)]
pub struct RemotingOrg {
    limit_ms: u32,
    /// Where a lease is given another length, on this page's own site.
    lease_url: Option<String>,
}

impl RemotingOrg {
    /// Where the page has no remoting, every call says so.
    pub fn detect() -> Self {
        Self::with_limit(TIME_LIMIT_MS)
    }

    /// A call that takes longer counts as timed out.
    pub fn with_limit(limit_ms: u32) -> Self {
        Self { limit_ms, lease_url: None }
    }

    /// Without an address, a lease that stands is left to run out.
    pub fn with_lease_url(self, lease_url: Option<String>) -> Self {
        Self { lease_url, ..self }
    }

    fn invoke(&self, action: &'static str, arguments: &[Value]) -> Answer<Value> {
        if !js::is_loaded(&["Visualforce", "remoting", "Manager"]) {
            let reason = "this page has no Visualforce remoting".to_owned();
            return answered(Err(PortError::Unavailable { call: action, reason }));
        }
        match self.send(action, arguments) {
            Ok(promise) => {
                let answer = async move {
                    let outcome = JsFuture::from(promise).await.map_err(|thrown| js::rejected(&thrown))?;
                    open(action, &outcome)
                };
                within(action, self.limit_ms, TimeoutFuture::new(self.limit_ms), answer).boxed_local()
            }
            Err(thrown) => answered(Err(js::rejected(&thrown))),
        }
    }

    /// Answers a promise of `[result, event]`. Results come as they are, not escaped for HTML.
    fn send(&self, action: &str, arguments: &[Value]) -> Result<Promise, JsValue> {
        let mut thrown = None;
        let promise = Promise::new(&mut |resolve, _| {
            let callback =
                Closure::<dyn Fn(JsValue, JsValue)>::new(move |result: JsValue, event: JsValue| {
                    // Settling a promise cannot fail, and settling it twice changes nothing.
                    let _ = resolve.call1(&JsValue::NULL, &Array::of2(&result, &event));
                });
            let mut call = vec![JsValue::from_str(&format!("{CONTROLLER}.{action}"))];
            call.extend(arguments.iter().map(js::to_js));
            // The browser frees the callback once remoting has forgotten it.
            call.push(callback.into_js_value());
            // A little longer than ours, which says what it is: remoting calls it an exception.
            let timeout = self.limit_ms.saturating_add(LATER_MS);
            call.push(js::to_js(&json!({ "escape": false, "buffer": false, "timeout": timeout })));
            thrown = remoting::invoke_action(&call).err();
        });
        thrown.map_or(Ok(promise), Err)
    }
}

/// Takes `[result, event]` apart; only `event.status` tells success.
fn open(call: &'static str, outcome: &JsValue) -> Result<Value, PortError> {
    let outcome: &Array = outcome.unchecked_ref();
    let malformed = |reason: &str| PortError::Malformed { call, reason: reason.to_owned() };
    let event = js::from_js(&outcome.get(1)).unwrap_or_default();
    match event.get("status").and_then(Value::as_bool) {
        Some(true) => js::from_js(&outcome.get(0)).ok_or_else(|| malformed("no JSON")),
        Some(false) => Err(refusal(&event)),
        None => Err(malformed("no `event.status`")),
    }
}

impl Org for RemotingOrg {
    fn configuration(&self) -> Answer<Configuration> {
        self.invoke("configuration", &[])
            .map(|answer| {
                Configuration::read(without_nulls(answer?)).map_err(|error| PortError::Malformed {
                    call: "configuration",
                    reason: error.to_string(),
                })
            })
            .boxed_local()
    }

    fn retrieve(&self, object: &str, id: &str, fields: &[String]) -> Answer<Value> {
        self.invoke("retrieve", &[object.into(), id.into(), fields.into()])
    }

    fn search(&self, search: Value) -> Answer<Value> {
        self.invoke("search", &[search])
    }

    fn query(&self, query: Value) -> Answer<Value> {
        self.invoke("query", &[query])
    }

    fn update_contact_attributes(&self, contact_id: &str, attributes: Value) -> Answer<()> {
        self.invoke("updateContactAttributes", &[contact_id.into(), attributes]).map_ok(drop).boxed_local()
    }

    /// Not remoting: Salesforce lets a page call any web service class through Open CTI alone.
    fn run_apex(&self, apex_class: &str, method_name: &str, method_params: &str) -> Answer<Value> {
        if interaction::is_loaded() {
            let arguments = [apex_class.into(), method_name.into(), method_params.into()];
            let answer = interaction::ask(self.limit_ms, "runApex", &arguments);
            return answer
                .map_ok(|members| apex::returned(members.get("result").cloned().unwrap_or_default()))
                .boxed_local();
        }
        let arguments =
            json!({ "apexClass": apex_class, "methodName": method_name, "methodParams": method_params });
        opencti::ask(self.limit_ms, "runApex", raw::opencti::run_apex, arguments)
            .map_ok(apex::returned)
            .boxed_local()
    }

    fn recording(&self, action: RecordingAction, contact_id: &str, initial_contact_id: &str) -> Answer<()> {
        self.invoke(action.call(), &[contact_id.into(), initial_contact_id.into()]).map_ok(drop).boxed_local()
    }

    fn renew_lease(&self, lease: &SessionLease) -> Answer<u32> {
        let asked = lease.seconds;
        self.invoke("renewLease", &[lease.to_json()])
            .map_ok(move |answer| {
                let granted = answer.get("seconds").and_then(Value::as_u64);
                granted.and_then(|seconds| seconds.try_into().ok()).unwrap_or(asked)
            })
            .boxed_local()
    }

    /// Not remoting: only a beacon outlives its page. It is a request of this site, with the user's cookie; the
    /// key in it is what no other site can know.
    fn retime_lease(&self, key: &str, seconds: u32, at: Millis) {
        if let (Some(url), Some(window)) = (&self.lease_url, web_sys::window()) {
            let (seconds, at) = (seconds.to_string(), at.to_string());
            let url = [url, "?key=", key, "&seconds=", &seconds, "&at=", &at].concat();
            // A browser that refuses it leaves the lease to run out.
            let _ = window.navigator().send_beacon(&url);
        }
    }
}

/// Apex writes null for what nobody has set; here that means the default.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_set_takes_its_default() {
        let answer = json!({
            "adapter": { "name": "A", "defaultRegion": null, "ssoUrl": null },
            "flows": [{ "name": "F", "body": null, "active": true }],
            "user": null,
        });
        let configuration: Configuration = serde_json::from_value(without_nulls(answer)).unwrap();
        assert_eq!(configuration.adapter.default_region, "US");
        assert_eq!(configuration.flows[0].body, "");
    }
}
