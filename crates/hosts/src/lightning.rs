//! Lightning Experience, through Open CTI; its console apps also through the console toolkit.

use std::cell::Cell;
use std::rc::Rc;

use cti_ports::{Answer, Host, HostEvent, HostKind, TIME_LIMIT_MS, answered, within};
use futures_util::{FutureExt, TryFutureExt};
use gloo_timers::future::TimeoutFuture;
use serde_json::{Map, Value, json};

use crate::bridge::Bridge;
use crate::console::{Console, console_tabs};
use crate::opencti::{self, Method};
use crate::raw::opencti as raw;
use crate::reload::{self, Reload};
use crate::{console, console_answer, js, link, record_id};

#[derive(Debug)]
pub struct LightningHost {
    limit_ms: u32,
    listening: Cell<bool>,
    bridge: Rc<Bridge>,
    reload: Rc<Reload>,
}

impl Default for LightningHost {
    fn default() -> Self {
        Self::with_limit(TIME_LIMIT_MS)
    }
}

impl LightningHost {
    /// A call that takes longer counts as timed out.
    pub fn with_limit(limit_ms: u32) -> Self {
        Self {
            limit_ms,
            listening: Cell::new(false),
            bridge: Bridge::new(limit_ms),
            reload: Rc::new(Reload::new(&js::address())),
        }
    }

    fn ask(&self, call: &'static str, method: Method, arguments: Value) -> Answer<Value> {
        opencti::ask(self.limit_ms, call, method, arguments)
    }

    fn tell(&self, call: &'static str, method: Method, arguments: Value) -> Answer<()> {
        self.ask(call, method, arguments).map(|answer| answer.map(drop)).boxed_local()
    }

    /// Asks what the user looks at, and takes in what its address says of pops.
    fn look(&self) -> Answer<Value> {
        let (view, reload) =
            (self.ask("getAppViewInfo", raw::get_app_view_info, json!({})), Rc::clone(&self.reload));
        view.map(move |view| view.inspect(|view| reload.see(view))).boxed_local()
    }

    /// A call that moves the page. Where that would load it anew it is not made; whether that still holds is asked
    /// again, since not every way out of it is reported.
    fn pop(&self, call: &'static str, method: Method, arguments: Value) -> Answer<Value> {
        if !self.reload.is_marked() {
            return self.ask(call, method, arguments);
        }
        let (view, reload, limit_ms) = (self.look(), Rc::clone(&self.reload), self.limit_ms);
        let answer = async move {
            view.await?;
            if reload.is_marked() {
                return Err(reload::refusal(call));
            }
            opencti::ask(limit_ms, call, method, arguments).await
        };
        within(call, limit_ms, TimeoutFuture::new(limit_ms), answer).boxed_local()
    }

    fn console(&self) -> Console {
        Console { limit_ms: self.limit_ms }
    }

    /// The way to Omni-Channel where it is not the console toolkit.
    fn bridge(&self) -> Option<&Rc<Bridge>> {
        Some(&self.bridge).filter(|bridge| bridge.is_used())
    }
}

impl Host for LightningHost {
    fn kind(&self) -> HostKind {
        HostKind::Lightning
    }

    /// `notifyInitializationComplete` keeps the host from switching to the stand-by page. Whether anybody
    /// is there shows only in the answer to a question; this one also says whether pops are safe.
    fn announce(&self) -> Answer<()> {
        if opencti::is_loaded()
            && let Err(thrown) = raw::notify_initialization_complete()
        {
            return answered(Err(js::rejected(&thrown)));
        }
        self.look().map(|answer| answer.map(drop)).boxed_local()
    }

    /// A second registration would have every event twice, and no registration can be taken back.
    fn listen(&self, sink: Box<dyn Fn(HostEvent)>) {
        if self.listening.replace(true) || !opencti::is_loaded() {
            return;
        }
        let sink: Rc<dyn Fn(HostEvent)> = sink.into();
        opencti::listen(&sink, raw::on_click_to_dial, HostEvent::ClickToDial);
        self.reload.tell(&sink);
        let seen: Rc<dyn Fn(HostEvent)> = {
            let (sink, reload) = (Rc::clone(&sink), Rc::clone(&self.reload));
            Rc::new(move |event| {
                if let HostEvent::Navigated(view) = &event {
                    reload.see(view);
                }
                sink(event);
            })
        };
        opencti::listen(&seen, raw::on_navigation_change, HostEvent::Navigated);
        opencti::listen(&sink, raw::on_work_start, HostEvent::WorkStarted);
        self.bridge.report_to(&sink);
        let bridge = Rc::clone(&self.bridge);
        // What comes over the bridge need not come twice.
        console::listen(
            &(Rc::new(move |event| {
                if !bridge.is_used() {
                    sink(event);
                }
            }) as Rc<dyn Fn(HostEvent)>),
        );
    }

    fn reach_presence(&self, channel: &str, always: bool) {
        if always {
            return self.bridge.start(channel);
        }
        let (bridge, channel) = (Rc::clone(&self.bridge), channel.to_owned());
        console::unless_here(move || bridge.start(&channel));
    }

    /// Open CTI takes relative links only; a complete one opens a browser tab.
    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        let url = params.get("url").and_then(Value::as_str).filter(|_| kind == "url");
        match url.filter(|url| !link::is_relative(url)) {
            Some(url) => answered(link::open(url)),
            None => {
                let arguments = json!({ "type": kind, "params": params });
                self.pop("screenPop", raw::screen_pop, arguments).map(|answer| answer.map(drop)).boxed_local()
            }
        }
    }

    /// A search that only prepares a pop does not move the page.
    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value> {
        let (call, method) = ("searchAndScreenPop", raw::search_and_screen_pop as Method);
        let deferred = request.get("deferred").and_then(Value::as_bool).unwrap_or_default();
        let request = Value::Object(request);
        if deferred { self.ask(call, method, request) } else { self.pop(call, method, request) }
    }

    fn save_log(&self, value: Value) -> Answer<Value> {
        self.ask("saveLog", raw::save_log, json!({ "value": value }))
    }

    fn complete_work(&self, work_id: &str, attributes: Value) -> Answer<()> {
        let arguments = json!({ "workId": work_id, "attributes": attributes });
        self.tell("completeWork", raw::complete_work, arguments)
    }

    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        if enabled {
            self.tell("enableClickToDial", raw::enable_click_to_dial, json!({}))
        } else {
            self.tell("disableClickToDial", raw::disable_click_to_dial, json!({}))
        }
    }

    fn show_panel(&self, visible: bool) -> Answer<()> {
        let arguments = json!({ "visible": visible });
        self.tell("setSoftphonePanelVisibility", raw::set_softphone_panel_visibility, arguments)
    }

    fn app_view_info(&self) -> Answer<Value> {
        self.look()
    }

    fn softphone_layout(&self) -> Answer<Value> {
        self.ask("getSoftphoneLayout", raw::get_softphone_layout, json!({}))
    }

    fn refresh_view(&self) -> Answer<()> {
        self.tell("refreshView", raw::refresh_view, json!({}))
    }

    fn set_panel_height(&self, px: u32) -> Answer<()> {
        let arguments = json!({ "heightPX": px });
        self.tell("setSoftphonePanelHeight", raw::set_softphone_panel_height, arguments)
    }

    fn set_panel_width(&self, px: u32) -> Answer<()> {
        let arguments = json!({ "widthPX": px });
        self.tell("setSoftphonePanelWidth", raw::set_softphone_panel_width, arguments)
    }

    console_tabs!();

    fn presence_status(&self) -> Answer<Value> {
        let Some(bridge) = self.bridge() else { return self.console().presence_status() };
        let answer = bridge.ask("getServicePresenceStatusId", json!({}));
        answer.map_ok(|members| console_answer::status(&members)).boxed_local()
    }

    fn set_presence_status(&self, status_id: &str) -> Answer<Value> {
        let Some(bridge) = self.bridge() else { return self.console().set_presence_status(status_id) };
        let answer = bridge.ask("setServicePresenceStatus", status(status_id));
        answer.map_ok(|members| console_answer::status(&members)).boxed_local()
    }

    fn presence_login(&self, status_id: &str) -> Answer<()> {
        let Some(bridge) = self.bridge() else { return self.console().presence_login(status_id) };
        bridge.tell("login", status(status_id))
    }

    fn presence_logout(&self) -> Answer<()> {
        let Some(bridge) = self.bridge() else { return self.console().presence_logout() };
        bridge.tell("logout", json!({}))
    }

    fn agent_workload(&self) -> Answer<Value> {
        let Some(bridge) = self.bridge() else { return self.console().agent_workload() };
        let answer = bridge.ask("getAgentWorkload", json!({}));
        answer.map_ok(|members| console_answer::workload(&members)).boxed_local()
    }
}

/// Adapters in the field give status ids with 15 characters on either way.
fn status(id: &str) -> Value {
    json!({ "statusId": record_id::short(id) })
}
