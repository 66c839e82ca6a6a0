//! Omni-Channel over a Lightning message channel, for apps without the console toolkit: a small utility in the org
//! does what is asked of it there and reports what happens. The messages are described in `docs/presence.md`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cti_ports::{Answer, HostEvent, PortError, refusal, within};
use futures_util::{FutureExt, TryFutureExt};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::console_answer::{self as answer, Members};
use crate::raw::opencti as raw;
use crate::{js, opencti};

/// Of the messages; a utility that speaks another is not there for us.
const VERSION: u32 = 1;
/// How long a utility may take to say that it is there.
const HELLO_MS: u32 = 5_000;

type Sink = Rc<dyn Fn(HostEvent)>;

pub struct Bridge {
    limit_ms: u32,
    /// Empty while the bridge is not used.
    channel: RefCell<String>,
    /// Whether a utility has answered.
    here: Cell<bool>,
    /// Settled once a utility has answered our hello, or took too long; calls that come earlier wait.
    greeting: RefCell<Option<(Promise, Function)>>,
    /// Tells the calls of this page from those of the page before a reload.
    page: String,
    calls: Cell<u32>,
    waiting: RefCell<Vec<(String, Function)>>,
    sink: RefCell<Option<Sink>>,
}

impl std::fmt::Debug for Bridge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bridge")
            .field("channel", &self.channel)
            .field("here", &self.here)
            .finish_non_exhaustive()
    }
}

impl Bridge {
    pub fn new(limit_ms: u32) -> Rc<Self> {
        Rc::new(Self {
            limit_ms,
            channel: RefCell::default(),
            here: Cell::new(false),
            greeting: RefCell::default(),
            page: js_sys::Math::random().to_string(),
            calls: Cell::new(0),
            waiting: RefCell::default(),
            sink: RefCell::default(),
        })
    }

    pub fn is_used(&self) -> bool {
        !self.channel.borrow().is_empty()
    }

    /// Where events go.
    pub fn report_to(&self, sink: &Sink) {
        *self.sink.borrow_mut() = Some(Rc::clone(sink));
    }

    /// Listens to the channel and asks who is there. A second start changes nothing.
    pub fn start(self: &Rc<Self>, channel: &str) {
        if self.is_used() || channel.is_empty() {
            return;
        }
        *self.channel.borrow_mut() = channel.to_owned();
        let bridge = Rc::clone(self);
        let listener = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
            if let Some(Value::Object(message)) = js::from_js(&message) {
                bridge.hear(message);
            }
        });
        opencti::subscribe(channel, listener.into_js_value());
        self.hello();
    }

    fn hello(self: &Rc<Self>) {
        let said = self.say("hello", Map::new());
        // A channel that does not exist has nobody on it: calls say so.
        spawn_local(said.map(drop));
        let mut settle = None;
        let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
        *self.greeting.borrow_mut() = settle.map(|settle| (promise, settle));
        let bridge = Rc::clone(self);
        spawn_local(async move {
            TimeoutFuture::new(HELLO_MS.min(bridge.limit_ms)).await;
            bridge.greeted();
        });
    }

    /// Whoever waits goes on.
    fn greeted(&self) {
        if let Some((_, settle)) = self.greeting.borrow_mut().take() {
            let _ = settle.call0(&JsValue::NULL);
        }
    }

    fn say(&self, kind: &str, mut message: Members) -> Answer<Value> {
        message.insert("version".to_owned(), VERSION.into());
        message.insert("from".to_owned(), "phone".into());
        message.insert("kind".to_owned(), kind.into());
        let arguments = json!({ "channelName": *self.channel.borrow(), "message": message });
        opencti::ask(self.limit_ms, "publish", raw::publish, arguments)
    }

    /// Everybody on the channel hears everything, ourselves too.
    fn hear(&self, mut message: Members) {
        let text = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
        if text("from") != "utility" || message.get("version").and_then(Value::as_u64) != Some(VERSION.into())
        {
            return;
        }
        match text("kind") {
            "here" => {
                self.here.set(true);
                self.greeted();
            }
            "answer" => {
                let id = text("id").to_owned();
                let mut waiting = self.waiting.borrow_mut();
                if let Some(place) = waiting.iter().position(|(call, _)| *call == id) {
                    let (_, resolve) = waiting.swap_remove(place);
                    let _ = resolve.call1(&JsValue::NULL, &js::to_js(&Value::Object(message)));
                }
            }
            "event" => {
                let name = text("event").to_owned();
                let payload = match message.remove("payload") {
                    Some(Value::Object(payload)) => payload,
                    _ => Members::new(),
                };
                let sink = self.sink.borrow().clone();
                if let Some((sink, event)) = sink.zip(event(&name, &payload)) {
                    sink(event);
                }
            }
            _ => {}
        }
    }

    /// Calls a method of `lightning:omniToolkitAPI` by its name; answers the members of its result.
    pub fn ask(self: &Rc<Self>, call: &'static str, args: Value) -> Answer<Members> {
        if self.here.get() {
            return self.call(call, args);
        }
        let greeting = self.greeting.borrow().as_ref().map(|(promise, _)| promise.clone());
        let (bridge, limit_ms) = (Rc::clone(self), self.limit_ms);
        let answer = async move {
            if let Some(greeting) = greeting {
                // Settling cannot fail.
                let _ = JsFuture::from(greeting).await;
            }
            if bridge.here.get() {
                return bridge.call(call, args).await;
            }
            let reason = "there is no console toolkit and no utility of the presence bridge answers; it works in a \
                          Salesforce console app or with that utility";
            Err(PortError::Unavailable { call, reason: reason.to_owned() })
        };
        within(call, limit_ms, TimeoutFuture::new(limit_ms), answer).boxed_local()
    }

    fn call(self: &Rc<Self>, call: &'static str, args: Value) -> Answer<Members> {
        let number = self.calls.replace(self.calls.get() + 1);
        let id = [&self.page, "-", &number.to_string()].concat();
        let promise = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push((id.clone(), resolve)));
        let message = json!({ "id": id, "method": call, "args": args });
        let said = self.say("call", message.as_object().cloned().unwrap_or_default());
        let heard = async move {
            said.await?;
            let message = JsFuture::from(promise).await.map_err(|thrown| js::rejected(&thrown))?;
            open(js::from_js(&message).unwrap_or_default())
        };
        let (bridge, limit_ms) = (Rc::clone(self), self.limit_ms);
        let answer = within(call, limit_ms, TimeoutFuture::new(limit_ms), heard).map(move |answer| {
            if let Err(PortError::TimedOut { .. }) = &answer {
                // It may be gone. If it is not, it says so.
                bridge.here.set(false);
                bridge.hello();
            }
            bridge.waiting.borrow_mut().retain(|(call, _)| *call != id);
            answer
        });
        answer.boxed_local()
    }

    pub fn tell(self: &Rc<Self>, call: &'static str, args: Value) -> Answer<()> {
        self.ask(call, args).map_ok(drop).boxed_local()
    }
}

/// `{result}`, or `{error}` where the call was refused. A result may be nothing, or just true.
fn open(mut answer: Value) -> Result<Members, PortError> {
    match answer.get("error") {
        Some(error) if !error.is_null() => Err(refusal(error)),
        _ => Ok(match answer.get_mut("result").map(Value::take) {
            Some(Value::Object(result)) => result,
            _ => Members::new(),
        }),
    }
}

/// Events are named as those of Lightning, without `lightning:omniChannel`.
fn event(name: &str, payload: &Members) -> Option<HostEvent> {
    Some(match name {
        "StatusChanged" => answer::status_changed(payload),
        "Logout" => answer::logged_out(payload),
        "WorkAccepted" => answer::work_accepted(payload),
        "WorkloadChanged" => answer::workload_changed(payload),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(answer: Value, expected: Expect) {
        let shown = match open(answer) {
            Ok(members) => Value::Object(members).to_string(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&shown);
    }

    #[test]
    fn an_answer_is_a_result_or_an_error() {
        check(json!({"result": {"statusId": "0N5"}}), expect![[r#"{"statusId":"0N5"}"#]]);
        check(json!({"result": true}), expect!["{}"]);
        check(json!({"error": null}), expect!["{}"]);
        check(json!({"error": "not logged in"}), expect!["error: not logged in"]);
        check(json!({"error": {"message": "no"}}), expect!["error: no"]);
    }

    #[test]
    fn events_have_the_names_of_lightning() {
        let payload = json!({"statusId": "0N55g0000004C92", "statusName": "On Break", "statusApiName": "On_Break",
            "channels": "[]", "reason": "OmniManualStatusChange"});
        let told = event("StatusChanged", payload.as_object().unwrap());
        expect![[r#"Some(PresenceStatusChanged(Object {"statusId": String("0N55g0000004C92CAE"), "channels": Array [], "statusName": String("On Break"), "statusApiName": String("On_Break")}))"#]]
        .assert_eq(&format!("{told:?}"));
        assert_eq!(event("ConnectionError", &Members::new()), None);
    }
}
