//! A page of its own, without Salesforce around it.

use cti_ports::host::without_salesforce;
use cti_ports::{Answer, Host, HostEvent, HostKind, answered};
use serde_json::Value;

use crate::link;

#[derive(Clone, Copy, Debug, Default)]
pub struct StandaloneHost;

impl Host for StandaloneHost {
    fn kind(&self) -> HostKind {
        HostKind::Standalone
    }

    fn announce(&self) -> Answer<()> {
        answered(Ok(()))
    }

    fn listen(&self, _sink: Box<dyn Fn(HostEvent)>) {}

    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        match (kind, params.get("url").and_then(Value::as_str)) {
            ("url", Some(url)) => answered(link::open(url)),
            ("url", None) => answered(Err(link::rejected("noUrl", "there is no `url` to open"))),
            _ => without_salesforce("screenPop"),
        }
    }
}
