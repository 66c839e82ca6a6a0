//! Classic, with and without its console.

use std::cell::RefCell;
use std::rc::Rc;

use cti_hosts::{ClassicHost, RemotingOrg};
use cti_ports::contract::Rig;
use cti_ports::{Host, HostEvent, Org, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{LIMIT_MS, Salesforce, answers, catch_windows, last_calls, raise, uninstall};

#[wasm_bindgen_test]
async fn a_silent_script_of_classic_times_out_and_one_without_a_method_refuses() {
    js_sys::eval("globalThis.sforce = { interaction: { isInConsole() {}, cti: { notifyInitializationComplete() {} } } }")
        .unwrap();
    let host = ClassicHost::with_limit(10, false);
    host.listen(Box::new(|_| {}));
    let answer = host.announce().await;
    assert_eq!(answer.unwrap_err().to_string(), "no answer from `isInConsole` within 10 ms");
    let answer = host.refresh_view().await;
    assert_eq!(answer.unwrap_err().to_string(), "Error: there is no `refreshPage`");
    uninstall();
    let answer = host.announce().await;
    assert_eq!(
        answer.unwrap_err().to_string(),
        "`isInConsole` is not available: Open CTI is not loaded; the page must load `interaction.js` first"
    );
}

/// The softphone comes anew with each page of Classic; a page that the host reports first is not told twice.
#[wasm_bindgen_test]
async fn classic_reports_the_page_that_the_softphone_came_with() {
    let page =
        json!({"url": "u", "recordId": "0035g00000AbCdEAAV", "recordName": "Ada", "objectType": "Contact"});
    for (reported_by_host, in_console, expected) in [(false, false, 1), (true, false, 1), (false, true, 0)] {
        let _salesforce = Salesforce::Classic.set_up();
        answers(page.clone());
        let host = ClassicHost::with_limit(LIMIT_MS, in_console);
        let heard = Rc::new(RefCell::new(Vec::new()));
        host.listen({
            let heard = Rc::clone(&heard);
            Box::new(move |event| heard.borrow_mut().push(event))
        });
        if reported_by_host {
            raise("onNavigationChange", &page.to_string());
        }
        TimeoutFuture::new(LIMIT_MS / 2).await;
        assert_eq!(*heard.borrow(), vec![HostEvent::Navigated(page.clone()); expected]);
    }
}

#[wasm_bindgen_test]
async fn classic_opens_complete_links_in_a_tab_of_the_browser() {
    let salesforce = Salesforce::Classic.set_up();
    catch_windows();
    let host = ClassicHost::with_limit(LIMIT_MS, false);
    assert_eq!(host.screen_pop("url", json!({"url": "/apex/Page?a=b"})).await, Ok(()));
    assert_eq!(last_calls(&salesforce, 1), [r#"screenPop ["/apex/Page?a=b",false]"#]);
    let asked = salesforce.calls().len();
    assert_eq!(host.screen_pop("url", json!({"url": "https://example.com/"})).await, Ok(()));
    let answer = host.screen_pop("url", json!({"url": "javascript:alert(1)"})).await;
    assert!(matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "badUrl"), "{answer:?}");
    assert_eq!(salesforce.calls().len(), asked);
}

#[wasm_bindgen_test]
async fn classic_prepares_a_pop_and_runs_apex() {
    let salesforce = Salesforce::Classic.set_up();
    let host = ClassicHost::with_limit(LIMIT_MS, false);
    let pop = json!({"type": "url", "params": {"url": "/0035g00000AbCdE"}});
    answers(json!({"SCREEN_POP_DATA": pop}));
    let request = json!({"searchParams": "Ada", "callType": "inbound", "deferred": true});
    let found = host.search_and_screen_pop(request.as_object().unwrap().clone()).await;
    assert_eq!(found, Ok(json!({"SCREEN_POP_DATA": pop})));
    assert_eq!(last_calls(&salesforce, 1), [r#"searchAndGetScreenPopUrl ["Ada",null,"inbound"]"#]);
    answers(json!({"runApex": "{\"a\":1}"}));
    let answer = RemotingOrg::with_limit(LIMIT_MS).run_apex("C", "m", "a=b").await;
    assert_eq!(answer, Ok(json!({"a": 1})));
}
