//! A host that does as it is told.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::{Answer, Host, HostEvent, HostKind, PortError};

type Sink = Box<dyn Fn(HostEvent)>;

#[derive(Default)]
pub struct FakeHost {
    pub side: Side,
    sink: RefCell<Option<Sink>>,
}

impl std::fmt::Debug for FakeHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeHost").field("side", &self.side).finish_non_exhaustive()
    }
}

impl FakeHost {
    pub fn new(clock: Rc<MovedClock>) -> Self {
        Self { side: Side::new(clock), sink: RefCell::default() }
    }

    /// The host reports an event.
    pub fn raise(&self, event: HostEvent) {
        if let Some(sink) = &*self.sink.borrow() {
            sink(event);
        }
    }
}

impl Host for FakeHost {
    fn kind(&self) -> HostKind {
        HostKind::Lightning
    }

    fn announce(&self) -> Answer<()> {
        done(self.side.call("getAppViewInfo", json!({})))
    }

    fn listen(&self, sink: Box<dyn Fn(HostEvent)>) {
        self.sink.borrow_mut().get_or_insert(sink);
    }

    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        done(self.side.call("screenPop", json!({ "type": kind, "params": params })))
    }

    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value> {
        self.side.call("searchAndScreenPop", Value::Object(request))
    }

    fn save_log(&self, value: Value) -> Answer<Value> {
        self.side.call("saveLog", json!({ "value": value }))
    }

    fn complete_work(&self, work_id: &str, attributes: Value) -> Answer<()> {
        done(self.side.call("completeWork", json!({ "workId": work_id, "attributes": attributes })))
    }

    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        done(self.side.call(if enabled { "enableClickToDial" } else { "disableClickToDial" }, json!({})))
    }

    fn show_panel(&self, visible: bool) -> Answer<()> {
        done(self.side.call("setSoftphonePanelVisibility", json!({ "visible": visible })))
    }

    fn app_view_info(&self) -> Answer<Value> {
        self.side.call("getAppViewInfo", json!({}))
    }

    fn softphone_layout(&self) -> Answer<Value> {
        self.side.call("getSoftphoneLayout", json!({}))
    }

    fn refresh_view(&self) -> Answer<()> {
        done(self.side.call("refreshView", json!({})))
    }

    fn set_panel_height(&self, px: u32) -> Answer<()> {
        done(self.side.call("setSoftphonePanelHeight", json!({ "heightPX": px })))
    }

    fn set_panel_width(&self, px: u32) -> Answer<()> {
        done(self.side.call("setSoftphonePanelWidth", json!({ "widthPX": px })))
    }

    fn open_primary_tab(
        &self,
        id: Option<&str>,
        url: &str,
        active: bool,
        label: Option<&str>,
    ) -> Answer<String> {
        let call = "openPrimaryTab";
        tab_id(call, self.side.call(call, json!([id, url, active, label])))
    }

    fn open_subtab(
        &self,
        primary_tab_id: Option<&str>,
        url: &str,
        active: bool,
        label: Option<&str>,
    ) -> Answer<String> {
        let call = "openSubtab";
        tab_id(call, self.side.call(call, json!([primary_tab_id, url, active, label, null])))
    }

    fn close_tab(&self, id: &str) -> Answer<()> {
        done(self.side.call("closeTab", json!([id])))
    }

    fn primary_tab_ids(&self) -> Answer<Vec<String>> {
        let answer = self.side.call("getPrimaryTabIds", json!([]));
        Box::pin(async move { Ok(texts(&answer.await?)) })
    }

    fn focused_primary_tab_object_id(&self) -> Answer<Option<String>> {
        object_id(self.side.call("getFocusedPrimaryTabObjectId", json!([])))
    }

    fn focused_subtab_object_id(&self) -> Answer<Option<String>> {
        object_id(self.side.call("getFocusedSubtabObjectId", json!([])))
    }

    /// The script's `{tabs}`, so that one behaviour is enough; without them, what `{ids}` names.
    fn primary_tabs(&self) -> Answer<Vec<Value>> {
        let answer = self.side.call("getPrimaryTabIds", json!([]));
        Box::pin(async move {
            let mut answer = answer.await?;
            Ok(match answer.get_mut("tabs").map(Value::take) {
                Some(Value::Array(tabs)) => tabs,
                _ => texts(&answer).into_iter().map(unknown_tab).collect(),
            })
        })
    }

    fn presence_status(&self) -> Answer<Value> {
        self.side.call("getServicePresenceStatusId", json!([]))
    }

    fn set_presence_status(&self, status_id: &str) -> Answer<Value> {
        self.side.call("setServicePresenceStatus", json!([status_id]))
    }

    fn presence_login(&self, status_id: &str) -> Answer<()> {
        done(self.side.call("login", json!([status_id])))
    }

    fn presence_logout(&self) -> Answer<()> {
        done(self.side.call("logout", json!([])))
    }

    fn agent_workload(&self) -> Answer<Value> {
        self.side.call("getAgentWorkload", json!([]))
    }
}

fn tab_id(call: &'static str, answer: Answer<Value>) -> Answer<String> {
    Box::pin(async move {
        let answer = answer.await?;
        let id = answer.get("id").and_then(Value::as_str).map(str::to_owned);
        id.ok_or_else(|| PortError::Malformed { call, reason: "no `id`".to_owned() })
    })
}

fn object_id(answer: Answer<Value>) -> Answer<Option<String>> {
    Box::pin(async move { Ok(answer.await?.get("id").and_then(Value::as_str).map(str::to_owned)) })
}

fn texts(answer: &Value) -> Vec<String> {
    let ids = answer.get("ids").and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn unknown_tab(id: String) -> Value {
    json!({ "tabId": id, "url": null, "objectId": null, "object": null })
}
