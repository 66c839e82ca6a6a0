//! Lightning Experience, through Open CTI.

use std::cell::Cell;
use std::rc::Rc;

use cti_ports::{Answer, Host, HostEvent, HostKind, PortError, TIME_LIMIT_MS, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Promise, Reflect};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::raw::opencti;
use crate::{envelope, js};

/// A method of Open CTI: takes one object and answers to its `callback`, or reports to its `listener`.
type Method = fn(&Object) -> Result<(), JsValue>;

#[derive(Debug)]
pub struct LightningHost {
    limit_ms: u32,
    listening: Cell<bool>,
}

impl Default for LightningHost {
    fn default() -> Self {
        Self::with_limit(TIME_LIMIT_MS)
    }
}

impl LightningHost {
    /// A call that takes longer counts as timed out.
    pub fn with_limit(limit_ms: u32) -> Self {
        Self { limit_ms, listening: Cell::new(false) }
    }

    /// Calls a method and waits for its answer.
    fn ask(&self, call: &'static str, method: Method, arguments: Value) -> Answer<Value> {
        match self.send(call, method, arguments) {
            Ok(promise) => {
                let answer = async move {
                    let answer = JsFuture::from(promise).await.map_err(|thrown| js::rejected(&thrown))?;
                    let answer = js::from_js(&answer).ok_or_else(|| unreadable(call))?;
                    envelope::open(call, answer)
                };
                within(call, self.limit_ms, TimeoutFuture::new(self.limit_ms), answer).boxed_local()
            }
            Err(error) => answered(Err(error)),
        }
    }

    fn tell(&self, call: &'static str, method: Method, arguments: Value) -> Answer<()> {
        self.ask(call, method, arguments).map(|answer| answer.map(drop)).boxed_local()
    }

    /// The callback settles a promise: an answer that comes late or twice changes nothing.
    fn send(&self, call: &'static str, method: Method, arguments: Value) -> Result<Promise, PortError> {
        if !is_loaded() {
            return Err(not_loaded(call));
        }
        let arguments = js::object(arguments.as_object().unwrap_or(&Map::new()));
        let mut thrown = None;
        let promise = Promise::new(&mut |resolve, _| {
            thrown =
                Reflect::set(&arguments, &"callback".into(), &resolve).and_then(|_| method(&arguments)).err();
        });
        thrown.map_or(Ok(promise), |thrown| Err(js::rejected(&thrown)))
    }
}

/// Open CTI is there even if it did not initialise; only an answer proves that it did.
fn is_loaded() -> bool {
    js::is_loaded(&["sforce", "opencti"])
}

fn not_loaded(call: &'static str) -> PortError {
    let reason = "Open CTI is not loaded; the page must load `opencti_min.js` first".to_owned();
    PortError::Unavailable { call, reason }
}

fn unreadable(call: &'static str) -> PortError {
    PortError::Malformed { call, reason: "no JSON".to_owned() }
}

impl Host for LightningHost {
    fn kind(&self) -> HostKind {
        HostKind::Lightning
    }

    /// `notifyInitializationComplete` keeps the host from switching to the stand-by page. Whether anybody
    /// is there shows only in the answer to a question.
    fn announce(&self) -> Answer<()> {
        if is_loaded()
            && let Err(thrown) = opencti::notify_initialization_complete()
        {
            return answered(Err(js::rejected(&thrown)));
        }
        self.tell("isSoftphonePanelVisible", opencti::is_softphone_panel_visible, json!({}))
    }

    /// A second registration would have every event twice, and no registration can be taken back.
    fn listen(&self, sink: Box<dyn Fn(HostEvent)>) {
        if self.listening.replace(true) || !is_loaded() {
            return;
        }
        let sink: Rc<dyn Fn(HostEvent)> = sink.into();
        register(&sink, opencti::on_click_to_dial, HostEvent::ClickToDial);
        register(&sink, opencti::on_navigation_change, HostEvent::Navigated);
        register(&sink, opencti::on_work_start, HostEvent::WorkStarted);
    }

    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        self.tell("screenPop", opencti::screen_pop, json!({ "type": kind, "params": params }))
    }

    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value> {
        self.ask("searchAndScreenPop", opencti::search_and_screen_pop, Value::Object(request))
    }

    fn save_log(&self, value: Value) -> Answer<Value> {
        self.ask("saveLog", opencti::save_log, json!({ "value": value }))
    }

    fn complete_work(&self, work_id: &str, attributes: Value) -> Answer<()> {
        let arguments = json!({ "workId": work_id, "attributes": attributes });
        self.tell("completeWork", opencti::complete_work, arguments)
    }

    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        if enabled {
            self.tell("enableClickToDial", opencti::enable_click_to_dial, json!({}))
        } else {
            self.tell("disableClickToDial", opencti::disable_click_to_dial, json!({}))
        }
    }

    fn show_panel(&self, visible: bool) -> Answer<()> {
        let arguments = json!({ "visible": visible });
        self.tell("setSoftphonePanelVisibility", opencti::set_softphone_panel_visibility, arguments)
    }
}

/// The host gives what happened as it is, without an envelope. It never lets go of a listener.
fn register(sink: &Rc<dyn Fn(HostEvent)>, method: Method, event: fn(Value) -> HostEvent) {
    let sink = Rc::clone(sink);
    let listener = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| {
        if let Some(payload) = js::from_js(&payload) {
            sink(event(payload));
        }
    });
    let arguments = Object::new();
    // Versions of Open CTI without sales cadences lack that one method; the others are unharmed.
    let _ = Reflect::set(&arguments, &"listener".into(), &listener.into_js_value())
        .and_then(|_| method(&arguments));
}
