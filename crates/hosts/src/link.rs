//! Links that lead out of Salesforce.

use cti_ports::PortError;
use web_sys::Url;

use crate::js;

/// Whether a link stays on the site that it stands on. `//host`, `/\host` and the like do not.
pub fn is_relative(url: &str) -> bool {
    const HERE: &str = "https://here.invalid";
    Url::new_with_base(url, HERE).is_ok_and(|resolved| resolved.origin() == HERE) && Url::new(url).is_err()
}

/// Opens a link in a window of its own that cannot reach back into this page.
pub fn open(url: &str) -> Result<(), PortError> {
    let scheme = Url::new(url).map(|url| url.protocol()).unwrap_or_default();
    if !matches!(scheme.as_str(), "http:" | "https:") {
        return Err(rejected("badUrl", "only complete http and https links open outside Salesforce"));
    }
    // With the word `noopener` the browser does not say whether it blocked the window.
    let window = web_sys::window()
        .and_then(|page| page.open_with_url_and_target(url, "_blank").transpose())
        .ok_or_else(|| {
            rejected("windowBlocked", "the browser blocked the window; allow windows of this page")
        })?
        .map_err(|thrown| js::rejected(&thrown))?;
    let _ = window.set_opener(&wasm_bindgen::JsValue::NULL);
    Ok(())
}

pub fn rejected(code: &str, message: &str) -> PortError {
    PortError::Rejected { code: code.to_owned(), message: message.to_owned() }
}
