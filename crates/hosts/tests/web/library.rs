//! Libraries that are not there, not ready, or that throw and answer whatever they like.

use cti_hosts::{LightningHost, RemotingOrg};
use cti_ports::{Host, Org, PortError};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{LIMIT_MS, uninstall};

#[wasm_bindgen_test]
async fn a_library_that_is_not_there_is_named() {
    let host = LightningHost::default();
    host.listen(Box::new(|_| {}));
    let answer = host.announce().await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "`getAppViewInfo` is not available: Open CTI is not loaded; the page must load \
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
    js_sys::eval(
        "globalThis.sforce = { opencti: { notifyInitializationComplete() {}, getAppViewInfo() {} } }",
    )
    .unwrap();
    let answer = LightningHost::with_limit(10).announce().await;
    assert_eq!(answer.unwrap_err().to_string(), "no answer from `getAppViewInfo` within 10 ms");
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
