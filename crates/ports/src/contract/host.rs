//! What holds for every host: each call ends, or says that it is not to be had here and where it is.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};

use super::{Reason, Rig, call_ends};
use crate::fake::{Behaviour, Call};
use crate::{Answer, Host, HostEvent, PortError};

/// A host that also reports events. Methods and events go by Lightning's names.
pub trait HostRig: Rig {
    fn raise(&self, event: HostEvent);

    /// Whether this host cannot do this, or does not report it.
    fn lacks(&self, _name: &str) -> bool {
        false
    }

    /// How this host is asked for what Lightning is asked for like this.
    fn spelled(&self, name: &str, arguments: Value) -> Call {
        Call { name: name.to_owned(), arguments }
    }

    /// Whether its Open CTI says no in words only.
    fn has_no_codes(&self) -> bool {
        false
    }
}

pub async fn suite(host: &dyn Host, rig: &dyn HostRig) {
    calls_end(host, rig).await;
    calls_arrive_as_they_are(host, rig).await;
    console_calls_end(host, rig).await;
    console_calls_arrive_as_they_are(host, rig).await;
    calls_do_not_mix(host, rig).await;
    events_come_once(host, rig);
}

/// Every way that a call can end; where the host lacks it, that it says so and nobody is asked.
async fn ends<T: std::fmt::Debug>(
    name: &str,
    rig: &dyn HostRig,
    reply: &Value,
    call: impl Fn() -> Answer<T>,
    reason: Reason,
) {
    if !rig.lacks(name) {
        return call_ends(name, rig, reply, call, reason).await;
    }
    let asked = rig.calls().len();
    let answer = call().await;
    assert!(
        matches!(&answer, Err(PortError::Unavailable { reason, .. }) if reason.contains("it works in")),
        "`{name}`: {answer:?}"
    );
    assert_eq!(rig.calls().len(), asked, "`{name}` was asked for");
}

/// Checks the last thing that the other side was asked.
fn last_call(rig: &dyn HostRig, name: &str, arguments: Value) {
    assert_eq!(rig.calls().pop(), Some(rig.spelled(name, arguments)));
}

async fn calls_end(host: &dyn Host, rig: &dyn HostRig) {
    let nothing = Value::Null;
    let reason = if rig.has_no_codes() { Reason::Words } else { Reason::Told };
    if rig.lacks("announce") {
        assert_eq!(host.announce().await, Ok(()));
    } else {
        ends("announce", rig, &json!({"url": "u"}), || host.announce(), reason).await;
    }
    ends("screenPop", rig, &nothing, || host.screen_pop("sobject", json!({"recordId": "1"})), reason).await;
    ends(
        "searchAndScreenPop",
        rig,
        &json!({}),
        || host.search_and_screen_pop(object(json!({"searchParams": "x"}))),
        reason,
    )
    .await;
    ends(
        "saveLog",
        rig,
        &json!({"recordId": "1"}),
        || host.save_log(json!({"entityApiName": "Task"})),
        reason,
    )
    .await;
    ends("completeWork", rig, &nothing, || host.complete_work("w", json!({})), reason).await;
    ends("enableClickToDial", rig, &nothing, || host.set_click_to_dial(true), reason).await;
    ends("disableClickToDial", rig, &nothing, || host.set_click_to_dial(false), reason).await;
    ends("setSoftphonePanelVisibility", rig, &nothing, || host.show_panel(true), reason).await;
    ends("getAppViewInfo", rig, &json!({"url": "u"}), || host.app_view_info(), reason).await;
    ends("getSoftphoneLayout", rig, &json!({"Inbound": {}}), || host.softphone_layout(), reason).await;
    ends("refreshView", rig, &nothing, || host.refresh_view(), reason).await;
    ends("setSoftphonePanelHeight", rig, &nothing, || host.set_panel_height(400), reason).await;
    ends("setSoftphonePanelWidth", rig, &nothing, || host.set_panel_width(400), reason).await;
}

async fn console_calls_end(host: &dyn Host, rig: &dyn HostRig) {
    let (nothing, tab) = (json!({}), json!({"id": "ctab1"}));
    ends("openPrimaryTab", rig, &tab, || host.open_primary_tab(None, "/x", true, None), Reason::Told).await;
    ends("openSubtab", rig, &tab, || host.open_subtab(Some("ctab0"), "/x", true, None), Reason::Told).await;
    ends("closeTab", rig, &nothing, || host.close_tab("ctab1"), Reason::Told).await;
    ends("getPrimaryTabIds", rig, &json!({"ids": []}), || host.primary_tab_ids(), Reason::Told).await;
    ends("getPrimaryTabIds", rig, &json!({"ids": []}), || host.primary_tabs(), Reason::Told).await;
    let record = json!({"id": "0035g00000AbCdEAAV"});
    ends("getFocusedPrimaryTabObjectId", rig, &record, || host.focused_primary_tab_object_id(), Reason::Told)
        .await;
    ends("getFocusedSubtabObjectId", rig, &record, || host.focused_subtab_object_id(), Reason::Told).await;
    let status = status();
    ends("getServicePresenceStatusId", rig, &status, || host.presence_status(), Reason::Told).await;
    ends("setServicePresenceStatus", rig, &status, || host.set_presence_status("0N5"), Reason::Told).await;
    ends("login", rig, &nothing, || host.presence_login("0N5"), Reason::Told).await;
    ends("logout", rig, &nothing, || host.presence_logout(), Reason::Told).await;
    let workload = json!({"configuredCapacity": 5, "currentWorkload": 1.5});
    ends("getAgentWorkload", rig, &workload, || host.agent_workload(), Reason::Told).await;
}

async fn console_calls_arrive_as_they_are(host: &dyn Host, rig: &dyn HostRig) {
    if rig.lacks("openPrimaryTab") {
        return;
    }
    rig.will(Behaviour::Answers(json!({"id": "ctab2"})));
    let opened = host.open_primary_tab(Some("ctab1"), "/lightning/x?a=b&c", false, Some("<b>Ada</b>")).await;
    assert_eq!(opened, Ok("ctab2".to_owned()));
    last_call(rig, "openPrimaryTab", json!(["ctab1", "/lightning/x?a=b&c", false, "<b>Ada</b>"]));
    rig.will(Behaviour::Answers(json!({"id": "ctab2_1"})));
    assert_eq!(host.open_subtab(Some("ctab2"), "/x", true, None).await, Ok("ctab2_1".to_owned()));
    last_call(rig, "openSubtab", json!(["ctab2", "/x", true, null, null]));
    rig.will(Behaviour::Answers(json!({})));
    let opened = host.open_primary_tab(None, "/x", true, None).await;
    assert!(matches!(opened, Err(PortError::Malformed { .. })), "{opened:?}");
    assert_eq!(host.close_tab("ctab2").await, Ok(()));
    last_call(rig, "closeTab", json!(["ctab2"]));
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
    last_call(rig, "setServicePresenceStatus", json!(["0N55g0000004C92"]));
    assert_eq!(host.presence_login("0N55g0000004C92").await, Ok(()));
    last_call(rig, "login", json!(["0N55g0000004C92"]));
    let workload = json!({"configuredCapacity": 5, "currentWorkload": 1.5});
    rig.will(Behaviour::Answers(workload.clone()));
    assert_eq!(host.agent_workload().await, Ok(workload));
}

/// An id whose last letters say how its other letters are written.
fn status() -> Value {
    json!({"statusId": "0N55g0000004C92CAE", "statusName": "Available", "statusApiName": "Available_All"})
}

async fn calls_arrive_as_they_are(host: &dyn Host, rig: &dyn HostRig) {
    if rig.lacks("screenPop") {
        return;
    }
    let params = json!({"recordId": "0035g00000AbCdEFGH"});
    assert_eq!(host.screen_pop("sobject", params.clone()).await, Ok(()));
    last_call(rig, "screenPop", json!({"type": "sobject", "params": params}));

    let request = json!({
        "searchParams": "+1 (213) 555-0100", "callType": "inbound", "deferred": false,
        "defaultFieldValues": {"LastName": "<b>O'Neil</b>"}, "queryParams": "a=b",
    });
    let found = json!({
        "0035g00000AbCdEAAV": {"Id": "0035g00000AbCdEAAV", "Name": "Ada", "RecordType": "Contact"},
    });
    rig.will(Behaviour::Answers(found.clone()));
    assert_eq!(host.search_and_screen_pop(object(request.clone())).await, Ok(found));
    last_call(rig, "searchAndScreenPop", request);

    let log = json!({"entityApiName": "Task", "Subject": "Anruf ☎", "CallDurationInSeconds": 42});
    rig.will(Behaviour::Answers(json!({"recordId": "00T"})));
    assert_eq!(host.save_log(log.clone()).await, Ok(json!({"recordId": "00T"})));
    last_call(rig, "saveLog", json!({"value": log}));

    if !rig.lacks("completeWork") {
        let attributes = json!({"disposition": "done", "taskId": "00T", "wasConnected": true});
        assert_eq!(host.complete_work("w-1", attributes.clone()).await, Ok(()));
        last_call(rig, "completeWork", json!({"workId": "w-1", "attributes": attributes}));
    }

    let list = json!({"url": "https://acme.example/lightning/o/Contact/list"});
    let record =
        json!({"url": "u", "recordId": "0035g00000AbCdEAAV", "recordName": "Ada", "objectType": "Contact"});
    for view in [list, record] {
        rig.will(Behaviour::Answers(view.clone()));
        assert_eq!(host.app_view_info().await, Ok(view));
    }
    let layout = json!({"Internal": {}, "Inbound": {"objects": {"Contact": []}}, "Outbound": {}});
    rig.will(Behaviour::Answers(layout.clone()));
    assert_eq!(host.softphone_layout().await, Ok(layout));
    assert_eq!(host.set_panel_height(570).await, Ok(()));
    last_call(rig, "setSoftphonePanelHeight", json!({"heightPX": 570}));
    if !rig.lacks("setSoftphonePanelWidth") {
        assert_eq!(host.set_panel_width(330).await, Ok(()));
        last_call(rig, "setSoftphonePanelWidth", json!({"widthPX": 330}));
    }
}

async fn calls_do_not_mix(host: &dyn Host, rig: &dyn HostRig) {
    if rig.lacks("saveLog") {
        return;
    }
    rig.will(Behaviour::Answers(json!({"recordId": "first"})));
    rig.will(Behaviour::Answers(json!({"recordId": "second"})));
    let first = host.save_log(json!({"entityApiName": "Task", "Subject": "1"}));
    let second = host.save_log(json!({"entityApiName": "Task", "Subject": "2"}));
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
        HostEvent::ClickToDial(json!({"number": "+1 415 555 0100", "recordId": "0035g00000AbCdEAAV"})),
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
    let reported: Vec<_> = events.into_iter().filter(|event| !rig.lacks(name(event))).collect();
    for event in &reported {
        rig.raise(event.clone());
    }
    assert_eq!(*heard.borrow(), reported);
}

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => serde_json::Map::new(),
    }
}

/// What Lightning's libraries call it.
fn name(event: &HostEvent) -> &'static str {
    match event {
        HostEvent::ClickToDial(_) => "onClickToDial",
        HostEvent::Navigated(_) => "onNavigationChange",
        HostEvent::WorkStarted(_) => "onWorkStart",
        HostEvent::PresenceStatusChanged(_) => "STATUS_CHANGED",
        HostEvent::PresenceLoggedOut(_) => "LOGOUT",
        HostEvent::WorkAccepted(_) => "WORK_ACCEPTED",
        HostEvent::WorkloadChanged(_) => "WORKLOAD_CHANGED",
        HostEvent::PopsReload(_) => "",
    }
}
