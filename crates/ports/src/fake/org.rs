//! An org that does as it is told.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::members::Member;
use cti_core::settings::Configuration;
use serde_json::{Value, json};

use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::{Answer, Org, PortError, RecordingAction, SessionLease};

#[derive(Debug, Default)]
pub struct FakeOrg {
    pub side: Side,
}

impl FakeOrg {
    pub fn new(clock: Rc<MovedClock>) -> Self {
        Self { side: Side::new(clock) }
    }
}

impl Org for FakeOrg {
    /// Without a script, nobody has set anything.
    fn configuration(&self) -> Answer<Configuration> {
        let answer = self.side.call("configuration", json!([]));
        Box::pin(async move {
            match answer.await? {
                Value::Null => Ok(Configuration::default()),
                value => Configuration::read(value).map_err(|error| PortError::Malformed {
                    call: "configuration",
                    reason: error.to_string(),
                }),
            }
        })
    }

    fn retrieve(&self, object: &str, id: &str, fields: &[String]) -> Answer<Value> {
        self.side.call("retrieve", json!([object, id, fields]))
    }

    fn search(&self, search: Value) -> Answer<Value> {
        self.side.call("search", json!([search]))
    }

    fn query(&self, query: Value) -> Answer<Value> {
        self.side.call("query", json!([query]))
    }

    fn update_contact_attributes(&self, contact_id: &str, attributes: Value) -> Answer<()> {
        done(self.side.call("updateContactAttributes", json!([contact_id, attributes])))
    }

    fn run_apex(&self, apex_class: &str, method_name: &str, method_params: &str) -> Answer<Value> {
        let arguments =
            json!({ "apexClass": apex_class, "methodName": method_name, "methodParams": method_params });
        let answer = self.side.call("runApex", arguments);
        Box::pin(async move {
            let returned = answer.await?.get_mut("runApex").map(Value::take).unwrap_or_default();
            let data = returned.as_str().and_then(|text| serde_json::from_str(text).ok());
            Ok(data.unwrap_or(returned))
        })
    }

    fn recording(&self, action: RecordingAction, contact_id: &str, initial_contact_id: &str) -> Answer<()> {
        done(self.side.call(action.call(), json!([contact_id, initial_contact_id])))
    }

    /// Without a script, the org grants what it is asked for.
    fn renew_lease(&self, lease: &SessionLease) -> Answer<u32> {
        let answer = self.side.call("renewLease", json!([lease.to_json()]));
        let asked = lease.seconds;
        Box::pin(async move { Ok(granted(&answer.await?).unwrap_or(asked)) })
    }

    fn retime_lease(&self, key: &str, seconds: u32, at: Millis) {
        // Nobody waits for the answer.
        drop(self.side.call("retimeLease", json!([key, seconds, at])));
    }
}

fn granted(answer: &Value) -> Option<u32> {
    answer.get("seconds")?.as_u64().and_then(|seconds| seconds.try_into().ok())
}
