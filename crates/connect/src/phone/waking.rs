//! What the phone finds out by itself: that time has passed, that the network went, that Connect answers.

use std::rc::Rc;

use cti_ports::Link;
use cti_ports::choice::queue_arns;
use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::PhoneCore;
use crate::ask::{Ask, ask, js_of};
use crate::link::Signal;
use crate::sign_in::Elsewhere;
use crate::{own_data, raw};

impl PhoneCore {
    pub(super) fn tick(self: &Rc<Self>) {
        self.look_at_clock();
        self.hear(Signal::Tick);
        if self.sign_in.was_closed() {
            self.window_closed();
        }
        self.ask_where_in_doubt();
    }

    /// Takes what casts doubt on the session, and has Connect settle it.
    pub(super) fn doubt(self: &Rc<Self>, signal: Signal) {
        self.hear(signal);
        self.ask_where_in_doubt();
    }

    pub(super) fn look_at_clock(&self) {
        if self.wakes.borrow_mut().slept(js_sys::Date::now()) {
            self.hear(Signal::Slept);
        }
    }

    /// The browser's own news: of the network, of a page that it had put to sleep, of our other tabs.
    pub(super) fn listen(self: &Rc<Self>) -> Vec<EventListener> {
        let on = |target: &web_sys::EventTarget, event: &'static str, act: fn(&Rc<Self>)| {
            let core = Rc::clone(self);
            EventListener::new(target, event, move |_| act(&core))
        };
        let Some(page) = web_sys::window() else { return Vec::new() };
        let mut listeners = vec![
            on(&page, "online", |core| core.doubt(Signal::Online)),
            on(&page, "offline", |core| core.doubt(Signal::Offline)),
        ];
        if let Some(document) = page.document() {
            // A tick may be late in a page that was hidden or frozen.
            let look: fn(&Rc<Self>) = |core| {
                core.look_at_clock();
                core.ask_where_in_doubt();
            };
            listeners.extend([on(&document, "visibilitychange", look), on(&document, "resume", look)]);
        }
        let core = Rc::clone(self);
        listeners.extend(self.sign_in.on_elsewhere(move |elsewhere| core.heard_elsewhere(elsewhere)));
        listeners
    }

    /// Another tab of the agent signs in or has signed in: what it got is ours as well.
    fn heard_elsewhere(&self, elsewhere: Elsewhere) {
        match elsewhere {
            Elsewhere::Opened => self.sign_in.yield_or_renew(),
            Elsewhere::Done => {
                let waits = matches!(self.watch.borrow().link(), Link::SignedOut | Link::NotLetIn);
                if waits && !self.has_live_contact() && !self.consent.is_open() {
                    let _ = self.retry();
                }
            }
        }
    }

    fn window_closed(&self) {
        self.hear(Signal::WindowClosed);
        // The agent has been at Connect now: the browser may think otherwise about its cookies.
        let wanted = *self.watch.borrow().link() == Link::VisitWanted;
        if wanted && let Err(thrown) = self.load_anew() {
            self.log_once(&thrown);
        }
    }

    fn ask_where_in_doubt(self: &Rc<Self>) {
        if self.watch.borrow().wants_answer() && !self.asking.replace(true) {
            let core = Rc::clone(self);
            spawn_local(async move {
                let answered = is_answered(core.doubt_limit_ms).await;
                core.asking.set(false);
                core.hear(if answered { Signal::Answered } else { Signal::Unanswered });
                if answered {
                    // What happened meanwhile.
                    core.ask_for_all();
                }
                core.ask_again(answered);
            });
        }
    }

    /// A question in vain while the phone is up is asked again at once: the session may be half renewed.
    fn ask_again(self: &Rc<Self>, answered: bool) {
        if !answered && self.is_up() {
            self.ask_where_in_doubt();
        }
    }
}

/// Whether Connect says anything in time to a question that changes nothing. Without a session it says nothing at
/// all; a refusal is an answer.
async fn is_answered(limit_ms: u32) -> bool {
    let Some(question) = question() else { return false };
    let asked = async move { drop(question.await) };
    let late = TimeoutFuture::new(limit_ms);
    let first = futures_util::future::select(Box::pin(asked), late).await;
    matches!(first, futures_util::future::Either::Left(_))
}

/// One quick connect of one queue.
fn question() -> Option<Ask> {
    let mut arns = queue_arns(&own_data::configuration().ok()?);
    if let Value::Array(arns) = &mut arns {
        arns.truncate(1);
    }
    let params = js_of(&json!({ "queueARNs": arns, "nextToken": null, "maxResults": 1 })).ok()?;
    let asked = ask(&mut |callbacks| {
        raw::client()?.call("getEndpoints", &params, callbacks.unchecked_ref::<js_sys::Object>())
    });
    asked.ok()
}
