//! What holds for every host inside Salesforce.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::{Rig, every_call_ends, last_call};
use crate::fake::Behaviour;
use crate::{Host, HostEvent, PortError};

/// A host that also reports events.
pub trait HostRig: Rig {
    fn raise(&self, event: HostEvent);
}

pub async fn suite(host: &dyn Host, rig: &dyn HostRig) {
    calls_end(host, rig).await;
    calls_arrive_as_they_are(host, rig).await;
    console_calls_end(host, rig).await;
    console_calls_arrive_as_they_are(host, rig).await;
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
    every_call_ends("getAppViewInfo", rig, &json!({"url": "u"}), || host.app_view_info()).await;
    every_call_ends("getSoftphoneLayout", rig, &json!({"Inbound": {}}), || host.softphone_layout()).await;
    every_call_ends("refreshView", rig, &nothing, || host.refresh_view()).await;
    every_call_ends("setSoftphonePanelHeight", rig, &nothing, || host.set_panel_height(400)).await;
    every_call_ends("setSoftphonePanelWidth", rig, &nothing, || host.set_panel_width(400)).await;
}

async fn console_calls_end(host: &dyn Host, rig: &dyn HostRig) {
    let (nothing, tab) = (json!({}), json!({"id": "ctab1"}));
    every_call_ends("openPrimaryTab", rig, &tab, || host.open_primary_tab(None, "/x", true, None)).await;
    every_call_ends("openSubtab", rig, &tab, || host.open_subtab(Some("ctab0"), "/x", true, None)).await;
    every_call_ends("closeTab", rig, &nothing, || host.close_tab("ctab1")).await;
    every_call_ends("getPrimaryTabIds", rig, &json!({"ids": []}), || host.primary_tab_ids()).await;
    every_call_ends("getPrimaryTabIds", rig, &json!({"ids": []}), || host.primary_tabs()).await;
    let record = json!({"id": "0035g00000AbCdEAAV"});
    every_call_ends("getFocusedPrimaryTabObjectId", rig, &record, || host.focused_primary_tab_object_id())
        .await;
    every_call_ends("getFocusedSubtabObjectId", rig, &record, || host.focused_subtab_object_id()).await;
    let status = status();
    every_call_ends("getServicePresenceStatusId", rig, &status, || host.presence_status()).await;
    every_call_ends("setServicePresenceStatus", rig, &status, || host.set_presence_status("0N5")).await;
    every_call_ends("login", rig, &nothing, || host.presence_login("0N5")).await;
    every_call_ends("logout", rig, &nothing, || host.presence_logout()).await;
    let workload = json!({"configuredCapacity": 5, "currentWorkload": 1.5});
    every_call_ends("getAgentWorkload", rig, &workload, || host.agent_workload()).await;
}

async fn console_calls_arrive_as_they_are(host: &dyn Host, rig: &dyn HostRig) {
    rig.will(Behaviour::Answers(json!({"id": "ctab2"})));
    let opened = host.open_primary_tab(Some("ctab1"), "/lightning/x?a=b&c", false, Some("<b>Ada</b>")).await;
    assert_eq!(opened, Ok("ctab2".to_owned()));
    last_call(rig, "openPrimaryTab", &json!(["ctab1", "/lightning/x?a=b&c", false, "<b>Ada</b>"]));
    rig.will(Behaviour::Answers(json!({"id": "ctab2_1"})));
    assert_eq!(host.open_subtab(Some("ctab2"), "/x", true, None).await, Ok("ctab2_1".to_owned()));
    last_call(rig, "openSubtab", &json!(["ctab2", "/x", true, null, null]));
    rig.will(Behaviour::Answers(json!({})));
    let opened = host.open_primary_tab(None, "/x", true, None).await;
    assert!(matches!(opened, Err(PortError::Malformed { .. })), "{opened:?}");
    assert_eq!(host.close_tab("ctab2").await, Ok(()));
    last_call(rig, "closeTab", &json!(["ctab2"]));
    rig.will(Behaviour::Answers(json!({"ids": ["ctab1", "ctab2"]})));
    assert_eq!(host.primary_tab_ids().await, Ok(vec!["ctab1".to_owned(), "ctab2".to_owned()]));

    for (id, expected) in [(json!("0035g00000AbCdEAAV"), Some("0035g00000AbCdEAAV")), (json!(null), None)] {
        rig.will(Behaviour::Answers(json!({"id": id})));
        assert_eq!(host.focused_primary_tab_object_id().await, Ok(expected.map(str::to_owned)));
        rig.will(Behaviour::Answers(json!({"id": id})));
        assert_eq!(host.focused_subtab_object_id().await, Ok(expected.map(str::to_owned)));
    }

    rig.will(Behaviour::Answers(status()));
    assert_eq!(host.presence_status().await, Ok(status()));
    rig.will(Behaviour::Answers(status()));
    assert_eq!(host.set_presence_status("0N55g0000004C92").await, Ok(status()));
    last_call(rig, "setServicePresenceStatus", &json!(["0N55g0000004C92"]));
    assert_eq!(host.presence_login("0N55g0000004C92").await, Ok(()));
    last_call(rig, "login", &json!(["0N55g0000004C92"]));
    let workload = json!({"configuredCapacity": 5, "currentWorkload": 1.5});
    rig.will(Behaviour::Answers(workload.clone()));
    assert_eq!(host.agent_workload().await, Ok(workload));
}

/// An id whose last letters say how its other letters are written.
fn status() -> Value {
    json!({"statusId": "0N55g0000004C92CAE", "statusName": "Available", "statusApiName": "Available_All"})
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

    let view = json!({"url": "https://acme.example/lightning/o/Contact/list"});
    rig.will(Behaviour::Answers(view.clone()));
    assert_eq!(host.app_view_info().await, Ok(view));
    let layout = json!({"Internal": {}, "Inbound": {"objects": {"Contact": []}}, "Outbound": {}});
    rig.will(Behaviour::Answers(layout.clone()));
    assert_eq!(host.softphone_layout().await, Ok(layout));
    assert_eq!(host.set_panel_height(570).await, Ok(()));
    last_call(rig, "setSoftphonePanelHeight", &json!({"heightPX": 570}));
    assert_eq!(host.set_panel_width(330).await, Ok(()));
    last_call(rig, "setSoftphonePanelWidth", &json!({"widthPX": 330}));
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
        HostEvent::PresenceStatusChanged(json!({
            "statusId": "0N55g0000004C92CAE", "statusName": "Available", "statusApiName": "Available_All",
            "channels": [{"channelId": "0N95g0000004C93CAE", "developerName": "Phone"}],
        })),
        HostEvent::PresenceLoggedOut(json!({})),
        HostEvent::WorkAccepted(json!({"workItemId": "5005g00000AbCdEAAV", "workId": "0Bz5g0000004C94CAE"})),
        HostEvent::WorkloadChanged(
            json!({"configuredCapacity": 5, "previousWorkload": 1, "newWorkload": 2.5}),
        ),
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
