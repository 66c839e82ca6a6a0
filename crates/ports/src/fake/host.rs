//! A host that does as it is told.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::{Answer, Host, HostEvent, HostKind};

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
        done(self.side.call("isSoftphonePanelVisible", json!({})))
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
}
