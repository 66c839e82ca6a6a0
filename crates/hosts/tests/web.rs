//! The adapters over Salesforce in a browser, against libraries that behave as told.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::future::Future;
use std::pin::Pin;

use cti_hosts::{LightningHost, RemotingOrg, StandaloneHost};
use cti_ports::contract::{self, Rig, host::HostRig};
use cti_ports::fake::{Behaviour, Call};
use cti_ports::{Host, HostEvent, HostKind, Org, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/fake_salesforce.js")]
extern "C" {
    fn install();
    fn uninstall();
    fn will(behaviour: &str);
    #[wasm_bindgen(js_name = lateAfter)]
    fn late_after(ms: u32);
    fn calls_json() -> String;
    fn raise(method: &str, payload: &str);
}

/// Short, since a library's clock cannot be moved; long enough for an answer on a busy machine.
const LIMIT_MS: u32 = 150;

struct Salesforce;

impl Salesforce {
    fn with_libraries() -> Self {
        install();
        late_after(LIMIT_MS + 20);
        Self
    }
}

impl Drop for Salesforce {
    fn drop(&mut self) {
        uninstall();
    }
}

impl Rig for Salesforce {
    fn will(&self, behaviour: Behaviour) {
        let behaviour = match behaviour {
            Behaviour::Answers(value) => json!({"kind": "Answers", "value": value}),
            Behaviour::Refuses { code, message } => {
                json!({"kind": "Refuses", "code": code, "message": message})
            }
            Behaviour::Throws(message) => json!({"kind": "Throws", "message": message}),
            Behaviour::Silent => json!({"kind": "Silent"}),
            Behaviour::Late(value) => json!({"kind": "Late", "value": value}),
            Behaviour::Twice(value) => json!({"kind": "Twice", "value": value}),
        };
        will(&behaviour.to_string());
    }

    fn calls(&self) -> Vec<Call> {
        let calls: Vec<Value> = serde_json::from_str(&calls_json()).unwrap();
        calls
            .into_iter()
            .map(|call| Call {
                name: call["name"].as_str().unwrap().to_owned(),
                arguments: call["arguments"].clone(),
            })
            .collect()
    }

    fn pass_limit(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(TimeoutFuture::new(LIMIT_MS + 40))
    }
}

impl HostRig for Salesforce {
    fn raise(&self, event: HostEvent) {
        let (method, payload) = match event {
            HostEvent::ClickToDial(payload) => ("onClickToDial", payload),
            HostEvent::Navigated(payload) => ("onNavigationChange", payload),
            HostEvent::WorkStarted(payload) => ("onWorkStart", payload),
        };
        raise(method, &payload.to_string());
    }
}

#[wasm_bindgen_test]
async fn lightning_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::with_libraries();
    contract::host::suite(&LightningHost::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn remoting_keeps_the_contract_of_an_org() {
    let salesforce = Salesforce::with_libraries();
    contract::org::suite(&RemotingOrg::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn a_library_that_is_not_there_is_named() {
    let host = LightningHost::default();
    host.listen(Box::new(|_| {}));
    let answer = host.announce().await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "`isSoftphonePanelVisible` is not available: Open CTI is not loaded; the page must load \
         `opencti_min.js` first"
    );
    let answer = RemotingOrg::detect().configuration().await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "`configuration` is not available: this page has no Visualforce remoting"
    );
}

#[wasm_bindgen_test]
async fn a_library_without_the_method_is_a_refusal() {
    js_sys::eval("globalThis.sforce = { opencti: {} }").unwrap();
    let host = LightningHost::with_limit(LIMIT_MS);
    host.listen(Box::new(|_| {}));
    let answer = host.announce().await;
    assert!(matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "TypeError"), "{answer:?}");
    uninstall();
}

/// The script is there, but did not initialise: calls do nothing, without error or answer.
#[wasm_bindgen_test]
async fn a_library_that_did_not_initialise_times_out() {
    js_sys::eval("globalThis.sforce = { opencti: { notifyInitializationComplete() {}, isSoftphonePanelVisible() {} } }")
        .unwrap();
    let answer = LightningHost::with_limit(10).announce().await;
    assert_eq!(answer.unwrap_err().to_string(), "no answer from `isSoftphonePanelVisible` within 10 ms");
    uninstall();
}

async fn after_throwing(thrown: &str) -> String {
    js_sys::eval(&format!("globalThis.sforce = {{ opencti: {{ saveLog() {{ throw {thrown} }} }} }}"))
        .unwrap();
    let answer = LightningHost::with_limit(LIMIT_MS).save_log(json!({})).await;
    uninstall();
    answer.unwrap_err().to_string()
}

#[wasm_bindgen_test]
async fn whatever_is_thrown_is_a_refusal() {
    assert_eq!(after_throwing("'text'").await, "error: text");
    assert_eq!(after_throwing("new TypeError('bad')").await, "TypeError: bad");
    assert_eq!(after_throwing("{code: 'C', description: 'd'}").await, "C: d");
    assert_eq!(after_throwing("null").await, "error: no reason given");
    assert_eq!(after_throwing("undefined").await, "error: no reason given");
    assert_eq!(after_throwing("Symbol('s')").await, "error: no reason given");
    assert_eq!(after_throwing("10n").await, "error: no reason given");
    let hostile = "new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })";
    assert_eq!(after_throwing(hostile).await, "error: no reason given");
    assert_eq!(after_throwing("{get message() { throw 1 }, code: 'C'}").await, "C: no reason given");
}

async fn after_answering(answer: &str) -> String {
    js_sys::eval(&format!(
        "globalThis.sforce = {{ opencti: {{ saveLog({{ callback }}) {{ callback({answer}) }} }} }}"
    ))
    .unwrap();
    let answer = LightningHost::with_limit(LIMIT_MS).save_log(json!({})).await;
    uninstall();
    answer.unwrap_err().to_string()
}

#[wasm_bindgen_test]
async fn whatever_is_answered_is_understood_or_called_unreadable() {
    assert_eq!(after_answering("").await, "unreadable answer from `saveLog`: no object");
    assert_eq!(
        after_answering("(() => { const a = {}; a.a = a; return a; })()").await,
        "unreadable answer from `saveLog`: no JSON"
    );
    assert_eq!(after_answering("{success: false, errors: ['no access']}").await, "error: no access");
}

#[wasm_bindgen_test]
async fn a_page_of_its_own_opens_links_only() {
    let host = StandaloneHost;
    assert_eq!(host.announce().await, Ok(()));
    for url in ["javascript:alert(1)", "/lightning/page", "data:text/html,x", "ftp://example.com"] {
        let answer = host.screen_pop("url", json!({"url": url})).await;
        assert!(
            matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "badUrl"),
            "{url}: {answer:?}"
        );
    }
    let answer = host.screen_pop("sobject", json!({"recordId": "003"})).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
    let answer = host.save_log(json!({})).await;
    assert!(matches!(answer, Err(PortError::Unavailable { .. })), "{answer:?}");
}

#[wasm_bindgen_test]
fn a_test_page_is_not_salesforce() {
    assert_eq!(cti_hosts::detect().kind(), HostKind::Standalone);
}
