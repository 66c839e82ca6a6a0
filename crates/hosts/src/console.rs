//! Console tabs and Omni-Channel, through the Console Integration Toolkit.
//!
//! In Classic both are documented. Inside Lightning, Salesforce documents the tabs; that presence works there too is
//! known from the field only.

use std::rc::Rc;

use cti_ports::{Answer, HostEvent, PortError, within};
use futures_util::{FutureExt, TryFutureExt};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::console_answer::{self as answer, Members};
use crate::raw::console as raw;
use crate::{js, record_id};

/// A method of the toolkit: takes its arguments in order and answers to the function after them.
type Method = fn(&[JsValue]) -> Result<(), JsValue>;

/// The toolkit where the page has it, or will have it: a page may load it after all that its start needs, and
/// then says so with the promise `ctiConsole`.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    pub limit_ms: u32,
}

impl Console {
    /// Calls a method once the toolkit is there, and waits for its answer.
    fn ask(self, call: &'static str, method: Method, arguments: Vec<Value>) -> Answer<Members> {
        let limit_ms = self.limit_ms;
        // Settling a promise cannot fail, and an answer that comes late or twice changes nothing.
        let promise = Promise::new(&mut |resolve, reject| {
            let arguments: Vec<_> = arguments.iter().map(to_argument).collect();
            match arrival() {
                None => send(method, arguments, resolve, &reject),
                Some(arrival) => spawn_local(async move {
                    // It may fail to arrive; what is then missing is told by the call.
                    let _ = JsFuture::from(arrival).await;
                    send(method, arguments, resolve, &reject);
                }),
            }
        });
        let answer = async move {
            let answer = match JsFuture::from(promise).await {
                Ok(answer) => answer,
                // Nothing was asked: not in a console, or no toolkit.
                Err(thrown) if thrown.is_null() => return Err(unavailable(call)),
                Err(thrown) => return Err(js::rejected(&thrown)),
            };
            let answer = js::from_js(&answer).ok_or_else(|| answer::malformed(call, "no JSON"))?;
            answer::open(call, answer)
        };
        within(call, limit_ms, TimeoutFuture::new(limit_ms), answer).boxed_local()
    }

    fn tell(self, call: &'static str, method: Method, arguments: Vec<Value>) -> Answer<()> {
        self.ask(call, method, arguments).map_ok(drop).boxed_local()
    }

    pub fn open_primary_tab(
        self,
        id: Option<&str>,
        url: &str,
        active: bool,
        label: Option<&str>,
    ) -> Answer<String> {
        let call = "openPrimaryTab";
        let arguments = vec![json!(id), url.into(), active.into(), json!(label)];
        new_tab(call, self.ask(call, raw::open_primary_tab, arguments))
    }

    pub fn open_subtab(
        self,
        primary_tab_id: Option<&str>,
        url: &str,
        active: bool,
        label: Option<&str>,
    ) -> Answer<String> {
        let call = "openSubtab";
        let rest = [url.into(), active.into(), json!(label), Value::Null];
        let open = move |parent: &str| {
            let arguments = std::iter::once(parent.into()).chain(rest).collect();
            new_tab(call, self.ask(call, raw::open_subtab, arguments))
        };
        if let Some(parent) = primary_tab_id {
            return open(parent);
        }
        let focused = self.ask("getFocusedPrimaryTabId", raw::get_focused_primary_tab_id, Vec::new());
        let answer = async move {
            match answer::text(&focused.await?, "id") {
                Some(parent) => open(parent).await,
                None => Err(no_primary_tab()),
            }
        };
        within(call, self.limit_ms, TimeoutFuture::new(self.limit_ms), answer).boxed_local()
    }

    pub fn close_tab(self, id: &str) -> Answer<()> {
        self.tell("closeTab", raw::close_tab, vec![id.into()])
    }

    pub fn primary_tab_ids(self) -> Answer<Vec<String>> {
        self.ask("getPrimaryTabIds", raw::get_primary_tab_ids, Vec::new())
            .map_ok(|members| answer::ids(&members))
            .boxed_local()
    }

    pub fn focused_primary_tab_object_id(self) -> Answer<Option<String>> {
        let method = raw::get_focused_primary_tab_object_id;
        self.ask("getFocusedPrimaryTabObjectId", method, Vec::new())
            .map_ok(|members| answer::object_id(&members))
            .boxed_local()
    }

    pub fn focused_subtab_object_id(self) -> Answer<Option<String>> {
        self.ask("getFocusedSubtabObjectId", raw::get_focused_subtab_object_id, Vec::new())
            .map_ok(|members| answer::object_id(&members))
            .boxed_local()
    }

    /// A tab that does not describe itself is still a tab. All are asked at once.
    pub fn primary_tabs(self) -> Answer<Vec<Value>> {
        let call = "getPrimaryTabIds";
        let ids = self.primary_tab_ids();
        let answer = async move {
            let asked: Vec<_> = ids
                .await?
                .into_iter()
                .map(|id| (self.ask("getPageInfo", raw::get_page_info, vec![id.as_str().into()]), id))
                .collect();
            let mut tabs = Vec::new();
            for (page, id) in asked {
                let page = page.await.ok();
                let mut tab = answer::tab(&id, page.as_ref(), None);
                if tab.get("url").is_some_and(Value::is_null) {
                    let arguments = vec!["TAB_ONLY".into(), id.as_str().into()];
                    let link = self.ask("getTabLink", raw::get_tab_link, arguments).await.ok();
                    let link = link.as_ref().and_then(|link| answer::text(link, "tabLink"));
                    tab = answer::tab(&id, page.as_ref(), link);
                }
                tabs.push(tab);
            }
            Ok(tabs)
        };
        within(call, self.limit_ms, TimeoutFuture::new(self.limit_ms), answer).boxed_local()
    }

    pub fn presence_status(self) -> Answer<Value> {
        self.ask("getServicePresenceStatusId", raw::get_service_presence_status_id, Vec::new())
            .map_ok(|members| answer::status(&members))
            .boxed_local()
    }

    pub fn set_presence_status(self, status_id: &str) -> Answer<Value> {
        self.ask("setServicePresenceStatus", raw::set_service_presence_status, vec![status(status_id)])
            .map_ok(|members| answer::status(&members))
            .boxed_local()
    }

    pub fn presence_login(self, status_id: &str) -> Answer<()> {
        self.tell("login", raw::login, vec![status(status_id)])
    }

    pub fn presence_logout(self) -> Answer<()> {
        self.tell("logout", raw::logout, Vec::new())
    }

    pub fn agent_workload(self) -> Answer<Value> {
        self.ask("getAgentWorkload", raw::get_agent_workload, Vec::new())
            .map_ok(|members| answer::workload(&members))
            .boxed_local()
    }
}

/// The methods of a host whose console is reached through the toolkit; it says by itself where there is none.
macro_rules! console_tabs {
    () => {
        fn open_primary_tab(
            &self,
            id: Option<&str>,
            url: &str,
            active: bool,
            label: Option<&str>,
        ) -> Answer<String> {
            self.console().open_primary_tab(id, url, active, label)
        }

        fn open_subtab(
            &self,
            primary_tab_id: Option<&str>,
            url: &str,
            active: bool,
            label: Option<&str>,
        ) -> Answer<String> {
            self.console().open_subtab(primary_tab_id, url, active, label)
        }

        fn close_tab(&self, id: &str) -> Answer<()> {
            self.console().close_tab(id)
        }

        fn primary_tab_ids(&self) -> Answer<Vec<String>> {
            self.console().primary_tab_ids()
        }

        fn focused_primary_tab_object_id(&self) -> Answer<Option<String>> {
            self.console().focused_primary_tab_object_id()
        }

        fn focused_subtab_object_id(&self) -> Answer<Option<String>> {
            self.console().focused_subtab_object_id()
        }

        fn primary_tabs(&self) -> Answer<Vec<Value>> {
            self.console().primary_tabs()
        }
    };
}
pub(crate) use console_tabs;

/// The same of Omni-Channel.
macro_rules! console_presence {
    () => {
        fn presence_status(&self) -> Answer<Value> {
            self.console().presence_status()
        }

        fn set_presence_status(&self, status_id: &str) -> Answer<Value> {
            self.console().set_presence_status(status_id)
        }

        fn presence_login(&self, status_id: &str) -> Answer<()> {
            self.console().presence_login(status_id)
        }

        fn presence_logout(&self) -> Answer<()> {
            self.console().presence_logout()
        }

        fn agent_workload(&self) -> Answer<Value> {
            self.console().agent_workload()
        }
    };
}
pub(crate) use console_presence;

/// Every adapter found that calls the toolkit gives status ids with 15 characters.
fn status(id: &str) -> Value {
    record_id::short(id).into()
}

fn new_tab(call: &'static str, opened: Answer<Members>) -> Answer<String> {
    let answer = opened.map(move |opened| {
        let id = opened.map(|members| answer::text(&members, "id").map(str::to_owned))?;
        id.ok_or_else(|| answer::malformed(call, "no `id`"))
    });
    answer.boxed_local()
}

fn no_primary_tab() -> PortError {
    PortError::Rejected { code: "noPrimaryTab".to_owned(), message: "no primary tab is open".to_owned() }
}

/// The toolkit tells a missing argument from null.
fn to_argument(value: &Value) -> JsValue {
    if value.is_null() { JsValue::UNDEFINED } else { js::to_js(value) }
}

/// Rejects with null where the page is in no console, with what was thrown otherwise.
fn send(method: Method, mut arguments: Vec<JsValue>, resolve: Function, reject: &Function) {
    arguments.push(resolve.into());
    let thrown = if is_in_console() { method(&arguments).err() } else { Some(JsValue::NULL) };
    if let Some(thrown) = thrown {
        let _ = reject.call1(&JsValue::NULL, &thrown);
    }
}

fn is_loaded() -> bool {
    js::is_loaded(&["sforce", "console"])
}

fn is_in_console() -> bool {
    is_loaded() && raw::is_in_console().is_ok_and(|answer| answer.is_truthy())
}

fn unavailable(call: &'static str) -> PortError {
    let reason = if is_loaded() {
        "this page is not in a console; it works in a Salesforce console app"
    } else {
        "the console toolkit is not loaded; it works in a Salesforce console app whose page loads \
         `integration.js`"
    };
    PortError::Unavailable { call, reason: reason.to_owned() }
}

/// The toolkit's loading, while it is under way.
fn arrival() -> Option<Promise> {
    if is_loaded() { None } else { js::global(&["ctiConsole"])?.dyn_into().ok() }
}

/// Reports what Omni-Channel does, from when the toolkit is there to the end of the page.
pub fn listen(sink: &Rc<dyn Fn(HostEvent)>) {
    let sink = Rc::clone(sink);
    match arrival() {
        None => register_all(&sink),
        Some(arrival) => spawn_local(async move {
            let _ = JsFuture::from(arrival).await;
            register_all(&sink);
        }),
    }
}

/// Does something if this page is in no console, or the toolkit did not come.
pub fn unless_here(then: impl FnOnce() + 'static) {
    let arrival = arrival();
    spawn_local(async move {
        if let Some(arrival) = arrival {
            let _ = JsFuture::from(arrival).await;
        }
        if !is_in_console() {
            then();
        }
    });
}

fn register_all(sink: &Rc<dyn Fn(HostEvent)>) {
    if !is_in_console() {
        return;
    }
    register(sink, "STATUS_CHANGED", answer::status_changed);
    register(sink, "LOGOUT", answer::logged_out);
    register(sink, "WORK_ACCEPTED", answer::work_accepted);
    register(sink, "WORKLOAD_CHANGED", answer::workload_changed);
}

/// The toolkit never tells the host that a listener is gone: ours stay.
fn register(sink: &Rc<dyn Fn(HostEvent)>, name: &str, event: fn(&Members) -> HostEvent) {
    // A version without this event has no name for it; the others are unharmed.
    let Some(kind) = js::global(&["sforce", "console", "ConsoleEvent", "PRESENCE", name]) else { return };
    let sink = Rc::clone(sink);
    let handler = Closure::<dyn Fn(JsValue)>::new(move |payload: JsValue| match js::from_js(&payload) {
        Some(Value::Object(members)) => sink(event(&members)),
        _ => sink(event(&Members::new())),
    });
    let _ = raw::add_event_listener(&kind, &handler.into_js_value());
}
