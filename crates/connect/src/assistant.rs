//! Connect's assistant: an app of Connect's own, which Streams puts into a frame and tells what the CCP tells.
//!
//! That frame is beside the CCP's and has nothing to do with it: neither loading nor dropping it touches a call.

use std::cell::Cell;
use std::rc::Rc;

use cti_ports::PortError;
use gloo_timers::callback::Timeout;
use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::settings::beside_ccp;
use crate::{fault, raw};

/// The name that the app had first, by which Streams and Connect still know it. The frame's id too.
const APP: &str = "wisdom";
const PATH: &str = "/wisdom-v2/";
/// How long its page may take to load, in milliseconds.
const LOAD_LIMIT_MS: u32 = 20_000;
/// Streams writes these on the frame, each by itself, which the page's policy allows.
const STYLE: &str = "width: 100%; height: 100%; border: 0";

/// The frame, which goes when this is dropped.
#[derive(Debug)]
pub struct Assistant {
    _on_load: Closure<dyn FnMut()>,
    _limit: Timeout,
}

impl Assistant {
    /// Has Streams make the frame in the element of this id. `tell` hears true when its page has loaded, and
    /// false when that takes too long. What has loaded may be a page that says what is wrong: the browser
    /// tells nobody.
    pub(crate) fn load(
        ccp_url: &str,
        container: &str,
        title: &str,
        tell: Rc<dyn Fn(bool)>,
    ) -> Result<Self, PortError> {
        let loaded = Rc::new(Cell::new(false));
        let on_load = {
            let (loaded, tell) = (Rc::clone(&loaded), Rc::clone(&tell));
            Closure::new(move || {
                loaded.set(true);
                tell(true);
            })
        };
        let limit = Timeout::new(LOAD_LIMIT_MS, move || {
            if !loaded.get() {
                tell(false);
            }
        });
        let options = Object::new().unchecked_into::<raw::AppOptions>();
        options.set_style(STYLE);
        options.set_on_load(on_load.as_ref().unchecked_ref());
        let url = beside_ccp(ccp_url, PATH);
        raw::init_app(APP, container, &url, &options).map_err(|thrown| fault::rejected(&thrown))?;
        name_frame(title);
        Ok(Self { _on_load: on_load, _limit: limit })
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        // Streams throws where the frame is gone already.
        let _ = raw::stop_app(APP);
    }
}

/// Streams gives the frame a name that no screen reader finds.
fn name_frame(title: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    if let Some(frame) = page.and_then(|page| page.get_element_by_id(APP)) {
        let _ = frame.set_attribute("title", title);
    }
}
