//! What holds for every host inside Salesforce.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::{Rig, every_call_ends, last_call};
use crate::fake::Behaviour;
use crate::{Host, HostEvent};

/// A host that also reports events.
pub trait HostRig: Rig {
    fn raise(&self, event: HostEvent);
}

pub async fn suite(host: &dyn Host, rig: &dyn HostRig) {
    calls_end(host, rig).await;
    calls_arrive_as_they_are(host, rig).await;
    calls_do_not_mix(host, rig).await;
    events_come_once(host, rig);
}

async fn calls_end(host: &dyn Host, rig: &dyn HostRig) {
    let nothing = Value::Null;
    every_call_ends("announce", rig, &json!({"visible": true}), || host.announce()).await;
    every_call_ends("screenPop", rig, &nothing, || host.screen_pop("sobject", json!({"recordId": "1"})))
        .await;
    every_call_ends("searchAndScreenPop", rig, &json!({}), || {
        host.search_and_screen_pop(object(json!({"searchParams": "x"})))
    })
    .await;
    every_call_ends("saveLog", rig, &json!({"recordId": "1"}), || host.save_log(json!({"Subject": "Call"})))
        .await;
    every_call_ends("completeWork", rig, &nothing, || host.complete_work("w", json!({}))).await;
    every_call_ends("enableClickToDial", rig, &nothing, || host.set_click_to_dial(true)).await;
    every_call_ends("disableClickToDial", rig, &nothing, || host.set_click_to_dial(false)).await;
    every_call_ends("setSoftphonePanelVisibility", rig, &nothing, || host.show_panel(true)).await;
}

async fn calls_arrive_as_they_are(host: &dyn Host, rig: &dyn HostRig) {
    let params = json!({"recordId": "0035g00000AbCdEFGH"});
    assert_eq!(host.screen_pop("sobject", params.clone()).await, Ok(()));
    last_call(rig, "screenPop", &json!({"type": "sobject", "params": params}));

    let request = json!({
        "searchParams": "+1 (213) 555-0100", "callType": "inbound", "deferred": false,
        "defaultFieldValues": {"LastName": "<b>O'Neil</b>"}, "queryParams": "a=b",
    });
    let found = json!({"003": {"Id": "003", "Name": "Ada"}, "SCREEN_POP_DATA": {"type": "search"}});
    rig.will(Behaviour::Answers(found.clone()));
    assert_eq!(host.search_and_screen_pop(object(request.clone())).await, Ok(found));
    last_call(rig, "searchAndScreenPop", &request);

    let log = json!({"entityApiName": "Task", "Subject": "Anruf ☎", "CallDurationInSeconds": 42});
    rig.will(Behaviour::Answers(json!({"recordId": "00T"})));
    assert_eq!(host.save_log(log.clone()).await, Ok(json!({"recordId": "00T"})));
    last_call(rig, "saveLog", &json!({"value": log}));

    let attributes = json!({"disposition": "done", "taskId": "00T", "wasConnected": true});
    assert_eq!(host.complete_work("w-1", attributes.clone()).await, Ok(()));
    last_call(rig, "completeWork", &json!({"workId": "w-1", "attributes": attributes}));
}

async fn calls_do_not_mix(host: &dyn Host, rig: &dyn HostRig) {
    rig.will(Behaviour::Answers(json!({"recordId": "first"})));
    rig.will(Behaviour::Answers(json!({"recordId": "second"})));
    let first = host.save_log(json!({"Subject": "1"}));
    let second = host.save_log(json!({"Subject": "2"}));
    assert_eq!(second.await, Ok(json!({"recordId": "second"})));
    assert_eq!(first.await, Ok(json!({"recordId": "first"})));
}

fn events_come_once(host: &dyn Host, rig: &dyn HostRig) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    for _ in 0..2 {
        let heard = Rc::clone(&heard);
        host.listen(Box::new(move |event| heard.borrow_mut().push(event)));
    }
    let events = [
        HostEvent::ClickToDial(json!({"number": "+1 415 555 0100", "recordId": "003"})),
        HostEvent::Navigated(json!({"url": "https://acme.example/lightning/o/Contact/list"})),
        HostEvent::WorkStarted(json!({"workId": "w", "attributes": {"to": "+14155550100"}})),
    ];
    for event in &events {
        rig.raise(event.clone());
    }
    assert_eq!(*heard.borrow(), events);
}

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => serde_json::Map::new(),
    }
}
