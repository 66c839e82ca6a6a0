//! Whichever host the page runs in.

use cti_ports::{Answer, Host, HostEvent, HostKind};
use serde_json::{Map, Value};

use crate::{LightningHost, StandaloneHost};

#[derive(Debug)]
pub enum AnyHost {
    Lightning(LightningHost),
    Standalone(StandaloneHost),
}

impl AnyHost {
    /// Salesforce says what it is in the address of the page.
    pub fn detect() -> Self {
        let search = web_sys::window().and_then(|page| page.location().search().ok()).unwrap_or_default();
        match kind_of(&search) {
            HostKind::Lightning => Self::Lightning(LightningHost::default()),
            HostKind::Standalone => Self::Standalone(StandaloneHost),
        }
    }

    fn host(&self) -> &dyn Host {
        match self {
            Self::Lightning(host) => host,
            Self::Standalone(host) => host,
        }
    }
}

/// Lightning gives `mode=Lightning` and its own origin; names and value are case-sensitive.
fn kind_of(search: &str) -> HostKind {
    let parameters = || search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    let is_lightning = parameters().any(|pair| pair == ("mode", "Lightning"));
    let has_origin = parameters().any(|(name, value)| name == "sfdcIframeOrigin" && !value.is_empty());
    if is_lightning && has_origin { HostKind::Lightning } else { HostKind::Standalone }
}

impl Host for AnyHost {
    fn kind(&self) -> HostKind {
        self.host().kind()
    }

    fn announce(&self) -> Answer<()> {
        self.host().announce()
    }

    fn listen(&self, sink: Box<dyn Fn(HostEvent)>) {
        self.host().listen(sink);
    }

    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        self.host().screen_pop(kind, params)
    }

    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value> {
        self.host().search_and_screen_pop(request)
    }

    fn save_log(&self, value: Value) -> Answer<Value> {
        self.host().save_log(value)
    }

    fn complete_work(&self, work_id: &str, attributes: Value) -> Answer<()> {
        self.host().complete_work(work_id, attributes)
    }

    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        self.host().set_click_to_dial(enabled)
    }

    fn show_panel(&self, visible: bool) -> Answer<()> {
        self.host().show_panel(visible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(search: &str, expected: HostKind) {
        assert_eq!(kind_of(search), expected, "{search}");
    }

    #[test]
    fn lightning_names_itself_and_its_origin() {
        check(
            "?mode=Lightning&isdtp=vw&sfdcIframeOrigin=https%3A%2F%2Facme.example&clc=1",
            HostKind::Lightning,
        );
        check("?mode=Lightning", HostKind::Standalone);
        check("?mode=Lightning&sfdcIframeOrigin=", HostKind::Standalone);
        check("?mode=lightning&sfdcIframeOrigin=https%3A%2F%2Facme.example", HostKind::Standalone);
        check("?mode=Lightning&sfdcIFrameOrigin=https%3A%2F%2Facme.example", HostKind::Standalone);
        check("", HostKind::Standalone);
    }
}
