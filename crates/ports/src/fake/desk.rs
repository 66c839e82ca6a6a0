//! A desk that answers as it is told, at once.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::{Answer, Desk};

#[derive(Debug, Default)]
pub struct FakeDesk {
    pub side: Side,
}

impl FakeDesk {
    pub fn new(clock: Rc<MovedClock>) -> Self {
        Self { side: Side::new(clock) }
    }
}

impl Desk for FakeDesk {
    fn ask(&self, question: Value) -> Answer<Value> {
        self.side.call("ask", question)
    }

    fn alert(&self, message: &str) -> Answer<()> {
        done(self.side.call("alert", json!({ "message": message })))
    }

    fn show_data(&self, contact_id: Option<&str>, data: Map<String, Value>) {
        // Nobody waits for it.
        drop(self.side.call("showData", json!({ "contactId": contact_id, "data": data })));
    }

    fn show_attributes(&self, contact_id: Option<&str>) {
        drop(self.side.call("showAttributes", json!({ "contactId": contact_id })));
    }

    fn open_url(&self, url: &str) -> Answer<()> {
        done(self.side.call("openUrl", json!({ "url": url })))
    }

    fn call_element(&self, selector: &str, method: &str, args: &[Value]) -> Answer<Value> {
        self.side.call("callElement", json!({ "selector": selector, "method": method, "args": args }))
    }
}
