//! What the self-check asks the browser.

use cti_ports::{HostKind, TIME_LIMIT_MS, within};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Date, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, Url};

use super::{devices, page};
use crate::check::Probe;

/// Everything, found out anew.
pub async fn probe() -> Probe {
    let address = page::merged("cti-ccp-url").unwrap_or_default();
    let window = web_sys::window();
    let around = window.as_ref().and_then(|window| window.parent().ok().flatten());
    let host = cti_hosts::kind();
    let limit = TimeoutFuture::new(TIME_LIMIT_MS);
    let skew = within("clock", TIME_LIMIT_MS, limit, async { Ok(skew_ms().await) });
    Probe {
        is_web_address: is_web_address(&address),
        address,
        framed: around.is_some_and(|around| Some(&around) != window.as_ref()),
        host: Some(host),
        script: has_script(host),
        origins: page::own_origins().join(", "),
        storage: super::local_storage().is_some(),
        skew_ms: skew.await.ok().flatten(),
        streams: member(&js_sys::global(), &["connect", "version"]).and_then(|version| version.as_string()),
        version: [page::VERSION, " ", &page::commit()].concat(),
        facts: devices::probe().await,
    }
}

/// Salesforce shows https pages only, and browsers keep the microphone from all others; a laptop's own are as good.
fn is_web_address(address: &str) -> bool {
    let Ok(url) = Url::new(address) else { return false };
    url.protocol() == "https:" || url.protocol() == "http:" && url.hostname() == "localhost"
}

fn has_script(host: HostKind) -> bool {
    let name = match host {
        HostKind::Lightning => "opencti",
        HostKind::Classic | HostKind::ClassicConsole => "interaction",
        HostKind::Standalone => return false,
    };
    member(&js_sys::global(), &["sforce", name]).is_some()
}

fn member(of: &JsValue, path: &[&str]) -> Option<JsValue> {
    let found = path.iter().try_fold(of.clone(), |of, name| Reflect::get(&of, &(*name).into()).ok())?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// How much the computer's clock is ahead of that of the page's server, as exactly as its answer tells.
async fn skew_ms() -> Option<f64> {
    let window = web_sys::window()?;
    let options = RequestInit::new();
    options.set_method("HEAD");
    let asked = window.fetch_with_str_and_init(&window.location().href().ok()?, &options);
    let answer: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    let date = answer.headers().get("date").ok()??;
    // The header leaves out what is below a second: half of one in the mean.
    let skew = Date::now() - (Date::parse(&date) + 500.0);
    skew.is_finite().then_some(skew)
}
