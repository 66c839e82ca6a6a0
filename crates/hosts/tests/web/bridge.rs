//! Omni-Channel over the message channel, where there is no toolkit.

use std::cell::RefCell;
use std::rc::Rc;

use cti_hosts::LightningHost;
use cti_ports::contract::{Rig, host::HostRig};
use cti_ports::fake::Behaviour;
use cti_ports::{Host, HostEvent, PortError};
use gloo_timers::future::TimeoutFuture;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::salesforce::{LIMIT_MS, Salesforce, channel_message, install, install_bridge, uninstall};

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
