//! A page of its own, without Salesforce around it.

use cti_ports::host::without_salesforce;
use cti_ports::{Answer, Host, HostEvent, HostKind, PortError, answered};
use serde_json::Value;
use web_sys::Url;

use crate::js;

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
            ("url", Some(url)) => answered(open(url)),
            ("url", None) => answered(Err(rejected("noUrl", "there is no `url` to open"))),
            _ => without_salesforce("screenPop"),
        }
    }
}

/// Opens a link in a window of its own that cannot reach back into this page.
fn open(url: &str) -> Result<(), PortError> {
    let scheme = Url::new(url).map(|url| url.protocol()).unwrap_or_default();
    if !matches!(scheme.as_str(), "http:" | "https:") {
        return Err(rejected("badUrl", "only complete http and https links open outside Salesforce"));
    }
    let window = web_sys::window()
        .and_then(|page| page.open_with_url_and_target(url, "_blank").transpose())
        .ok_or_else(|| {
            rejected("windowBlocked", "the browser blocked the window; allow windows of this page")
        })?
        .map_err(|thrown| js::rejected(&thrown))?;
    let _ = window.set_opener(&wasm_bindgen::JsValue::NULL);
    Ok(())
}

fn rejected(code: &str, message: &str) -> PortError {
    PortError::Rejected { code: code.to_owned(), message: message.to_owned() }
}
