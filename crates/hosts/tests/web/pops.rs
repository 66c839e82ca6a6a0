//! What a pop opens, where, and when it does not.

use std::cell::RefCell;
use std::rc::Rc;

use cti_hosts::{LightningHost, StandaloneHost};
use cti_ports::contract::Rig;
use cti_ports::{Host, HostEvent, HostKind, PortError};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{LIMIT_MS, Salesforce, answers, catch_windows, last_calls, opened_windows, raise};

/// With this left over in its address, Salesforce loads anew at each pop: the ringing call would be missed.
#[wasm_bindgen_test]
async fn lightning_does_not_pop_while_a_pop_would_load_the_page_anew() {
    let salesforce = Salesforce::with_libraries();
    let host = LightningHost::with_limit(LIMIT_MS);
    let told = Rc::new(RefCell::new(Vec::new()));
    host.listen({
        let told = Rc::clone(&told);
        Box::new(move |event| {
            told.borrow_mut().extend(matches!(event, HostEvent::PopsReload(_)).then_some(event))
        })
    });
    let marked = json!({"url": "https://acme.example/lightning/page/home?0.source=aloha"});
    answers(marked.clone());
    assert_eq!(host.announce().await, Ok(()));
    assert_eq!(*told.borrow(), [HostEvent::PopsReload(true)]);

    let pop = || host.screen_pop("sobject", json!({"recordId": "0035g00000AbCdEAAV"}));
    answers(marked.clone());
    let answer = pop().await.unwrap_err().to_string();
    assert!(answer.contains("`0.source=aloha`") && answer.contains("remove it"), "{answer}");
    let request = |deferred: bool| {
        host.search_and_screen_pop(
            json!({"searchParams": "Ada", "deferred": deferred}).as_object().unwrap().clone(),
        )
    };
    answers(marked);
    assert!(matches!(request(false).await, Err(PortError::Unavailable { .. })));
    answers(json!({}));
    assert_eq!(request(true).await, Ok(json!({})), "a search that only prepares a pop moves nothing");
    let asked = salesforce.calls();
    assert!(asked.iter().rev().take(4).all(|call| call.name != "screenPop"), "{asked:?}");

    // Gone without a word: asked for, and popped.
    answers(json!({"url": "https://acme.example/lightning/page/home"}));
    assert_eq!(pop().await, Ok(()));
    assert_eq!(*told.borrow(), [HostEvent::PopsReload(true), HostEvent::PopsReload(false)]);
    raise("onNavigationChange", r#"{"url": "/?0.source=aloha"}"#);
    raise("onNavigationChange", r#"{"url": "/"}"#);
    assert_eq!(told.borrow().len(), 4);
    assert_eq!(pop().await, Ok(()));
}

#[wasm_bindgen_test]
async fn lightning_opens_complete_links_in_a_tab_of_the_browser() {
    let salesforce = Salesforce::with_libraries();
    catch_windows();
    let host = LightningHost::with_limit(LIMIT_MS);
    let pop = async |url: &str| host.screen_pop("url", json!({"url": url})).await;
    for url in ["/lightning/page/home", "/apex/Page?a=b#c", "lightning/page/home", "?a=b"] {
        assert_eq!(pop(url).await, Ok(()), "{url}");
        let expected = json!({"type": "url", "params": {"url": url}});
        assert_eq!(last_calls(&salesforce, 1), [format!("screenPop {expected}")]);
    }
    let asked = salesforce.calls().len();
    for url in ["https://example.com/a?b=c", "http://example.com"] {
        assert_eq!(pop(url).await, Ok(()), "{url}");
    }
    for url in [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.com",
        "/\\example.com",
        "\\\\example.com",
        "mailto:a@example.com",
        "blob:x",
    ] {
        let answer = pop(url).await;
        assert!(
            matches!(answer, Err(PortError::Rejected { ref code, .. }) if code == "badUrl"),
            "{url}: {answer:?}"
        );
    }
    let opened = r#"[["https://example.com/a?b=c","_blank"],["http://example.com","_blank"]]"#;
    assert_eq!(opened_windows(), opened);
    assert_eq!(salesforce.calls().len(), asked, "the host was asked to open what leaves Salesforce");
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
    assert_eq!(
        host.presence_status().await.unwrap_err().to_string(),
        "`getServicePresenceStatusId` is not available: there is no Omni-Channel here; it works in a Salesforce \
         console app"
    );
}

#[wasm_bindgen_test]
fn a_test_page_is_not_salesforce() {
    assert_eq!(cti_hosts::detect().kind(), HostKind::Standalone);
}
