//! Salesforce Classic, through its own Open CTI; its console also through the console toolkit.

use std::cell::Cell;
use std::rc::Rc;

use cti_ports::{Answer, Host, HostEvent, HostKind, PortError, TIME_LIMIT_MS, answered};
use futures_util::FutureExt;
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;

use crate::console::{self, Console, console_presence, console_tabs};
use crate::interaction_answer::{self as answer, Members};
use crate::{classic_page, interaction, link};

#[derive(Debug)]
pub struct ClassicHost {
    limit_ms: u32,
    in_console: bool,
    listening: Cell<bool>,
}

impl ClassicHost {
    pub fn detect(in_console: bool) -> Self {
        Self::with_limit(TIME_LIMIT_MS, in_console)
    }

    /// A call that takes longer counts as timed out.
    pub fn with_limit(limit_ms: u32, in_console: bool) -> Self {
        Self { limit_ms, in_console, listening: Cell::new(false) }
    }

    fn ask<T: 'static>(
        &self,
        call: &'static str,
        arguments: &[Value],
        read: fn(&'static str, Members) -> Result<T, PortError>,
    ) -> Answer<T> {
        let asked = interaction::ask(self.limit_ms, call, arguments);
        async move { read(call, asked.await?) }.boxed_local()
    }

    fn tell(&self, call: &'static str, arguments: &[Value]) -> Answer<()> {
        self.ask(call, arguments, |_, members| answer::done(&members))
    }

    fn console(&self) -> Console {
        Console { limit_ms: self.limit_ms }
    }

    /// Some of the softphone's panel is the console's.
    fn tell_console(&self, call: &'static str, argument: Value) -> Answer<()> {
        if self.in_console { self.tell(call, &[argument]) } else { unavailable(call, WITHOUT_CONSOLE) }
    }

    /// Without a console, each page of Classic loads the softphone anew: that it is here is how we learn that the
    /// user has gone there.
    fn report_page(&self, sink: &Rc<dyn Fn(HostEvent)>, told: Rc<Cell<bool>>) {
        let page = self.app_view_info();
        let sink = Rc::clone(sink);
        spawn_local(async move {
            if let Ok(page) = page.await
                && !told.get()
            {
                sink(HostEvent::Navigated(page));
            }
        });
    }
}

const WITHOUT_CONSOLE: &str =
    "the softphone stands in Salesforce Classic's sidebar; it works in a Salesforce console app";

fn unavailable<T: 'static>(call: &'static str, reason: &str) -> Answer<T> {
    answered(Err(PortError::Unavailable { call, reason: reason.to_owned() }))
}

fn found(call: &'static str, members: Members) -> Result<Value, PortError> {
    Ok(answer::found(answer::data(call, &members)?))
}

impl Host for ClassicHost {
    fn kind(&self) -> HostKind {
        if self.in_console { HostKind::ClassicConsole } else { HostKind::Classic }
    }

    /// `notifyInitializationComplete` keeps the host from switching to the stand-by page. Whether anybody is there
    /// shows only in the answer to a question; outside Salesforce the script stays silent.
    fn announce(&self) -> Answer<()> {
        if interaction::is_loaded()
            && let Err(error) = interaction::tell("cti.notifyInitializationComplete")
        {
            return answered(Err(error));
        }
        self.ask("isInConsole", &[], |_, _| Ok(()))
    }

    /// A second registration would have every event twice, and no registration can be taken back.
    fn listen(&self, sink: Box<dyn Fn(HostEvent)>) {
        if self.listening.replace(true) || !interaction::is_loaded() {
            return;
        }
        let sink: Rc<dyn Fn(HostEvent)> = sink.into();
        let told = Rc::new(Cell::new(false));
        let page_sink: Rc<dyn Fn(HostEvent)> = {
            let (sink, told) = (Rc::clone(&sink), Rc::clone(&told));
            Rc::new(move |event| {
                told.set(true);
                sink(event);
            })
        };
        interaction::listen(&sink, "cti.onClickToDial", HostEvent::ClickToDial);
        interaction::listen(&page_sink, "onFocus", HostEvent::Navigated);
        if self.in_console {
            console::listen(&sink);
        } else {
            self.report_page(&sink, told);
        }
    }

    /// Classic pops addresses only, and relative ones; a complete one opens a browser tab. A page that is being
    /// edited is not thrown away.
    fn screen_pop(&self, kind: &str, params: Value) -> Answer<()> {
        match classic_page::address(kind, &params) {
            Ok(url) if kind == "url" && !link::is_relative(&url) => answered(link::open(&url)),
            Ok(url) => self.tell("screenPop", &[url.into(), false.into()]),
            Err(error) => answered(Err(error)),
        }
    }

    /// Classic has no place for the values of a new record, which it fills in nowhere.
    fn search_and_screen_pop(&self, request: Map<String, Value>) -> Answer<Value> {
        let arguments = ["searchParams", "queryParams", "callType"]
            .map(|name| request.get(name).cloned().unwrap_or_default());
        let deferred = request.get("deferred").and_then(Value::as_bool).unwrap_or_default();
        let call = if deferred { "searchAndGetScreenPopUrl" } else { "searchAndScreenPop" };
        self.ask(call, &arguments, found)
    }

    fn save_log(&self, value: Value) -> Answer<Value> {
        match classic_page::log(value.as_object().unwrap_or(&Map::new())) {
            Ok((object, fields)) => self.ask("saveLog", &[object.into(), fields.into()], |call, members| {
                answer::saved(call, &members)
            }),
            Err(error) => answered(Err(error)),
        }
    }

    fn complete_work(&self, _work_id: &str, _attributes: Value) -> Answer<()> {
        unavailable(
            "completeWork",
            "Salesforce Classic has no sales cadences; it works in Lightning Experience",
        )
    }

    fn set_click_to_dial(&self, enabled: bool) -> Answer<()> {
        self.tell(if enabled { "cti.enableClickToDial" } else { "cti.disableClickToDial" }, &[])
    }

    fn show_panel(&self, visible: bool) -> Answer<()> {
        self.tell_console("setVisible", visible.into())
    }

    fn app_view_info(&self) -> Answer<Value> {
        self.ask("getPageInfo", &[], |call, members| {
            let page = answer::page(&Value::Object(answer::data(call, &members)?));
            page.ok_or_else(|| answer::malformed(call, "no page"))
        })
    }

    fn softphone_layout(&self) -> Answer<Value> {
        self.ask("cti.getSoftphoneLayout", &[], |call, members| Ok(answer::data(call, &members)?.into()))
    }

    fn refresh_view(&self) -> Answer<()> {
        self.tell("refreshPage", &[])
    }

    fn set_panel_height(&self, px: u32) -> Answer<()> {
        self.tell("cti.setSoftphoneHeight", &[px.into()])
    }

    fn set_panel_width(&self, px: u32) -> Answer<()> {
        self.tell_console("cti.setSoftphoneWidth", px.into())
    }

    console_tabs!();

    console_presence!();
}
