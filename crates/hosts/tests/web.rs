//! The adapters over Salesforce in a browser, against libraries that behave as told.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use cti_hosts::{ClassicHost, LightningHost, RemotingOrg, StandaloneHost};
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
    #[wasm_bindgen(js_name = installClassic)]
    fn install_classic();
    fn uninstall();
    #[wasm_bindgen(js_name = installConsole)]
    fn install_console();
    #[wasm_bindgen(js_name = installBridge)]
    fn install_bridge(is_there: bool);
    #[wasm_bindgen(js_name = channelMessage)]
    fn channel_message(message: &str);
    #[wasm_bindgen(js_name = promiseConsole)]
    fn promise_console();
    #[wasm_bindgen(js_name = deliverConsole)]
    fn deliver_console();
    #[wasm_bindgen(js_name = catchWindows)]
    fn catch_windows();
    #[wasm_bindgen(js_name = openedWindows)]
    fn opened_windows() -> String;
    fn will(behaviour: &str);
    #[wasm_bindgen(js_name = lateAfter)]
    fn late_after(ms: u32);
    fn calls_json() -> String;
    fn raise(method: &str, payload: &str);
}

/// Short, since a library's clock cannot be moved; long enough for an answer on a busy machine.
const LIMIT_MS: u32 = 150;

/// Which libraries the page has.
enum Salesforce {
    Lightning,
    /// An app that is no console.
    LightningStandard,
    Classic,
    ClassicConsole,
    /// None of them.
    Nowhere,
}

impl Salesforce {
    fn with_libraries() -> Self {
        Self::Lightning.set_up()
    }

    fn set_up(self) -> Self {
        match self {
            Self::Lightning | Self::LightningStandard => install(),
            Self::Classic | Self::ClassicConsole => install_classic(),
            Self::Nowhere => {}
        }
        if self.is_console() {
            install_console();
        }
        late_after(LIMIT_MS + 20);
        self
    }

    fn is_console(&self) -> bool {
        matches!(self, Self::Lightning | Self::ClassicConsole)
    }

    fn is_classic(&self) -> bool {
        matches!(self, Self::Classic | Self::ClassicConsole)
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
            HostEvent::PresenceStatusChanged(mut payload) => {
                payload["channels"] = payload["channels"].to_string().into();
                ("SFORCE_PRESENCE:STATUS_CHANGED", payload)
            }
            HostEvent::PresenceLoggedOut(_) => ("SFORCE_PRESENCE:LOGOUT", Value::Null),
            HostEvent::WorkAccepted(payload) => ("SFORCE_PRESENCE:WORK_ACCEPTED", payload),
            HostEvent::WorkloadChanged(payload) => ("SFORCE_PRESENCE:WORKLOAD_CHANGED", payload),
            // Told by an address.
            HostEvent::PopsReload(_) => return,
        };
        raise(method, &payload.to_string());
    }

    fn lacks(&self, name: &str) -> bool {
        let of_opencti = [
            "announce",
            "screenPop",
            "searchAndScreenPop",
            "saveLog",
            "completeWork",
            "enableClickToDial",
            "disableClickToDial",
            "setSoftphonePanelVisibility",
            "getAppViewInfo",
            "getSoftphoneLayout",
            "refreshView",
            "setSoftphonePanelHeight",
            "setSoftphonePanelWidth",
            "onClickToDial",
            "onNavigationChange",
            "onWorkStart",
        ];
        match name {
            _ if matches!(self, Self::Nowhere) => true,
            "completeWork" | "onWorkStart" => self.is_classic(),
            "setSoftphonePanelVisibility" | "setSoftphonePanelWidth" => matches!(self, Self::Classic),
            name => !of_opencti.contains(&name) && !self.is_console(),
        }
    }

    fn spelled(&self, name: &str, arguments: Value) -> Call {
        let (name, arguments) = match name {
            _ if !self.is_classic() => (name, arguments),
            "screenPop" => (name, json!(["/0035g00000AbCdEFGH", false])),
            "searchAndScreenPop" => (name, json!(["+1 (213) 555-0100", "a=b", "inbound"])),
            "saveLog" => (name, json!(["Task", "Subject=Anruf%20%E2%98%8E&CallDurationInSeconds=42"])),
            "setSoftphonePanelHeight" => ("cti.setSoftphoneHeight", json!([570])),
            "setSoftphonePanelWidth" => ("cti.setSoftphoneWidth", json!([330])),
            _ => (name, arguments),
        };
        Call { name: name.to_owned(), arguments }
    }

    fn has_no_codes(&self) -> bool {
        self.is_classic()
    }
}

#[wasm_bindgen_test]
async fn lightning_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::with_libraries();
    contract::host::suite(&LightningHost::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn an_app_that_is_no_console_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::LightningStandard.set_up();
    contract::host::suite(&LightningHost::with_limit(LIMIT_MS), &salesforce).await;
}

#[wasm_bindgen_test]
async fn classic_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::Classic.set_up();
    contract::host::suite(&ClassicHost::with_limit(LIMIT_MS, false), &salesforce).await;
}

#[wasm_bindgen_test]
async fn the_console_of_classic_keeps_the_contract_of_a_host() {
    let salesforce = Salesforce::ClassicConsole.set_up();
    contract::host::suite(&ClassicHost::with_limit(LIMIT_MS, true), &salesforce).await;
}

#[wasm_bindgen_test]
async fn a_page_of_its_own_keeps_the_contract_of_a_host() {
    contract::host::suite(&StandaloneHost, &Salesforce::Nowhere.set_up()).await;
}

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

fn answers(value: Value) {
    will(&json!({"kind": "Answers", "value": value}).to_string());
}

/// The names of the last calls, oldest first.
fn last_calls(salesforce: &Salesforce, count: usize) -> Vec<String> {
    let calls = salesforce.calls();
    calls[calls.len() - count..].iter().map(|call| format!("{} {}", call.name, call.arguments)).collect()
}

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

/// Lets what is on its way over the channel arrive.
async fn heard() {
    TimeoutFuture::new(20).await;
}

#[wasm_bindgen_test]
async fn without_the_toolkit_omni_channel_is_reached_over_the_bridge() {
    install();
    install_bridge(true);
    let host = LightningHost::with_limit(LIMIT_MS);
    let events = Rc::new(RefCell::new(Vec::new()));
    host.listen({
        let events = Rc::clone(&events);
        Box::new(move |event| events.borrow_mut().push(event))
    });
    host.reach_presence("Acme__c", true);
    // Asked before the utility has said that it is there.
    let rig = Salesforce::Lightning;
    let status =
        json!({"statusId": "0N55g0000004C92", "statusName": "Available", "statusApiName": "Available"});
    rig.will(Behaviour::Answers(status));
    let answer = host.set_presence_status("0N55g0000004C92CAE").await.unwrap();
    assert_eq!(answer["statusId"], "0N55g0000004C92CAE");
    assert_eq!(rig.calls().last().unwrap().arguments, json!(["0N55g0000004C92"]));
    rig.will(Behaviour::Answers(json!({"configuredCapacity": 5, "currentWorkload": 1.5})));
    assert_eq!(host.agent_workload().await, Ok(json!({"configuredCapacity": 5, "currentWorkload": 1.5})));
    rig.will(Behaviour::Answers(json!(true)));
    assert_eq!(host.presence_login("0N55g0000004C92").await, Ok(()));
    rig.will(Behaviour::Refuses { code: "error", message: "not logged in" });
    assert_eq!(host.presence_logout().await.unwrap_err().to_string(), "error: not logged in");
    let event = |from: &str, version: u32| {
        json!({"version": version, "from": from, "kind": "event", "event": "Logout"}).to_string()
    };
    for message in [event("utility", 1), event("phone", 1), event("utility", 2), "7".to_owned()] {
        channel_message(&message);
    }
    assert_eq!(*events.borrow(), [HostEvent::PresenceLoggedOut(json!({}))]);
    uninstall();
}

#[wasm_bindgen_test]
async fn a_utility_that_falls_silent_is_asked_for_again() {
    install();
    install_bridge(true);
    let host = LightningHost::with_limit(LIMIT_MS);
    host.reach_presence("Acme__c", false);
    heard().await;
    let rig = Salesforce::LightningStandard;
    rig.will(Behaviour::Silent);
    let answer = host.presence_status().await;
    assert!(matches!(answer, Err(PortError::TimedOut { .. })), "{answer:?}");
    heard().await;
    rig.will(Behaviour::Answers(json!({"statusId": null})));
    assert!(host.presence_status().await.is_ok());
    uninstall();
}

#[wasm_bindgen_test]
async fn without_toolkit_and_utility_a_call_says_so_at_once() {
    install();
    install_bridge(false);
    let host = LightningHost::with_limit(LIMIT_MS);
    host.reach_presence("Acme__c", false);
    heard().await;
    assert_eq!(
        host.presence_status().await.unwrap_err().to_string(),
        "`getServicePresenceStatusId` is not available: there is no console toolkit and no utility of the presence \
         bridge answers; it works in a Salesforce console app or with that utility"
    );
    uninstall();
}

#[wasm_bindgen_test]
async fn the_bridge_is_used_beside_the_toolkit_only_when_told() {
    let rig = Salesforce::with_libraries();
    install_bridge(true);
    for (always, expected) in [(false, 1), (true, 0)] {
        let host = LightningHost::with_limit(LIMIT_MS);
        let events = Rc::new(RefCell::new(0));
        host.listen({
            let events = Rc::clone(&events);
            Box::new(move |_| *events.borrow_mut() += 1)
        });
        host.reach_presence("Acme__c", always);
        heard().await;
        rig.raise(HostEvent::PresenceLoggedOut(json!({})));
        assert_eq!(*events.borrow(), expected, "from the toolkit");
    }
}
