//! The toolkit of a console: tabs, Omni-Channel, and a toolkit that comes late or never.

use std::cell::RefCell;
use std::rc::Rc;

use cti_hosts::LightningHost;
use cti_ports::{Host, HostEvent, PortError};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{
    LIMIT_MS, Salesforce, answers, deliver_console, install, install_console, last_calls, promise_console,
    raise, uninstall, will,
};

#[wasm_bindgen_test]
async fn a_subtab_opens_below_the_primary_tab_in_focus() {
    let salesforce = Salesforce::with_libraries();
    let host = LightningHost::with_limit(LIMIT_MS);
    answers(json!({"id": "ctab3"}));
    answers(json!({"id": "ctab3_1"}));
    assert_eq!(host.open_subtab(None, "/x", false, Some("X")).await, Ok("ctab3_1".to_owned()));
    let expected = ["getFocusedPrimaryTabId []", r#"openSubtab ["ctab3","/x",false,"X",null]"#];
    assert_eq!(last_calls(&salesforce, 2), expected);
    answers(json!({"id": "null"}));
    let answer = host.open_subtab(None, "/x", false, None).await;
    assert_eq!(answer.unwrap_err().to_string(), "noPrimaryTab: no primary tab is open");
}

#[wasm_bindgen_test]
async fn tabs_are_described_as_far_as_they_describe_themselves() {
    let salesforce = Salesforce::with_libraries();
    let host = LightningHost::with_limit(LIMIT_MS);
    answers(json!({"ids": ["ctab1", "ctab2", "ctab3"]}));
    let url = "https://acme.example/lightning/r/Contact/0035g00000AbCdEAAV/view";
    answers(json!({"pageInfo": json!({"url": url, "objectId": "0035g00000AbCdE"}).to_string()}));
    answers(json!({"pageInfo": "{}"}));
    will(&json!({"kind": "Refuses", "code": "C", "message": "m"}).to_string());
    answers(json!({"tabLink": "/lightning/page/home"}));
    will(&json!({"kind": "Throws", "message": "gone"}).to_string());
    let tabs = host.primary_tabs().await.unwrap();
    assert_eq!(
        tabs,
        [
            json!({"tabId": "ctab1", "url": url, "objectId": "0035g00000AbCdEAAV", "object": "Contact"}),
            json!({"tabId": "ctab2", "url": "/lightning/page/home", "objectId": null, "object": null}),
            json!({"tabId": "ctab3", "url": null, "objectId": null, "object": null}),
        ]
    );
    let expected = [r#"getTabLink ["TAB_ONLY","ctab2"]"#, r#"getTabLink ["TAB_ONLY","ctab3"]"#];
    assert_eq!(last_calls(&salesforce, 2), expected);
}

#[wasm_bindgen_test]
async fn status_ids_are_given_with_fifteen_characters() {
    let salesforce = Salesforce::with_libraries();
    let host = LightningHost::with_limit(LIMIT_MS);
    assert_eq!(host.presence_login("0N55g0000004C92CAE").await, Ok(()));
    assert_eq!(last_calls(&salesforce, 1), [r#"login ["0N55g0000004C92"]"#]);
}

#[wasm_bindgen_test]
async fn a_toolkit_that_comes_late_is_waited_for() {
    install();
    promise_console();
    let host = LightningHost::with_limit(LIMIT_MS);
    let heard = Rc::new(RefCell::new(Vec::new()));
    host.listen({
        let heard = Rc::clone(&heard);
        Box::new(move |event| heard.borrow_mut().push(event))
    });
    let logout = host.presence_logout();
    deliver_console();
    assert_eq!(logout.await, Ok(()));
    raise("SFORCE_PRESENCE:LOGOUT", "null");
    assert_eq!(*heard.borrow(), [HostEvent::PresenceLoggedOut(json!({}))]);
    uninstall();
}

#[wasm_bindgen_test]
async fn a_toolkit_that_never_comes_times_out() {
    install();
    promise_console();
    let answer = LightningHost::with_limit(10).primary_tab_ids().await;
    assert_eq!(answer.unwrap_err().to_string(), "no answer from `getPrimaryTabIds` within 10 ms");
    uninstall();
}

#[wasm_bindgen_test]
async fn outside_a_console_the_console_is_missed() {
    install();
    let host = LightningHost::with_limit(LIMIT_MS);
    let reason = |answer: Result<(), PortError>| answer.unwrap_err().to_string();
    assert_eq!(
        reason(host.close_tab("ctab1").await),
        "`closeTab` is not available: the console toolkit is not loaded; it works in a Salesforce console \
         app whose page loads `integration.js`"
    );
    install_console();
    js_sys::eval("sforce.console.isInConsole = () => false").unwrap();
    assert_eq!(
        reason(host.presence_logout().await),
        "`logout` is not available: this page is not in a console; it works in a Salesforce console app"
    );
    uninstall();
}
