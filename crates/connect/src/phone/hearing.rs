//! What Streams says, passed on.

use std::rc::Rc;

use cti_core::ContactId;
use cti_ports::{ConnectEvent, Link};
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use super::agent::muted;
use crate::ask::value_of;
use crate::link::Signal;
use crate::sound::{NOTHING_HEARD, silent_contact};
use crate::{fault, raw};

impl PhoneCore {
    pub(super) fn tell(&self, event: ConnectEvent) {
        (self.sink)(event);
    }

    pub(super) fn hear(&self, signal: Signal) {
        let changed = self.watch.borrow_mut().hear(signal);
        if let Some(link) = changed {
            match link {
                Link::Up => self.sign_in.close(),
                // Whatever the session has been told before may be out of date when it is up again.
                _ => self.stale.set(true),
            }
            self.tell(ConnectEvent::Link(link));
        }
    }

    pub(super) fn is_up(&self) -> bool {
        *self.watch.borrow().link() == Link::Up
    }

    pub(super) fn refresh(&self) {
        let reading = self.reader.borrow_mut().read();
        match reading {
            Ok(reading) => {
                self.page.spoke();
                self.hear(Signal::Snapshot);
                if self.stale.take() || reading.changed {
                    // What comes in while nobody knows whether it is true may have to be told again.
                    self.stale.set(!self.is_up());
                    self.contacts.borrow_mut().clone_from(&reading.contacts);
                    let (at, agent, contacts) = (reading.at, reading.agent, reading.contacts);
                    self.tell(ConnectEvent::Snapshot { at, agent, contacts });
                }
                // Whoever rings is on the screen by now. What could not be joined the last time may be now.
                self.media.follow(&self.contacts.borrow(), reading.at);
            }
            Err(thrown) => self.log_once(&thrown),
        }
    }

    pub(super) fn log_once(&self, thrown: &JsValue) {
        let fault = fault::rejected(thrown);
        if self.last_fault.replace(Some(fault.clone())).as_ref() != Some(&fault)
            && let Ok(logger) = raw::logger()
        {
            let _ = logger.warn(&format!("connect-cti cannot read a snapshot: {fault}"));
        }
    }

    pub(super) fn viewed(&self, data: &JsValue) {
        self.tell(ConnectEvent::Viewed(contact_of(data)));
    }

    /// Every page hears what the agent presses in any, and Connect's own page says so as well. To hang up on
    /// what rings is to say no to it.
    pub(super) fn clicked(&self, data: &JsValue) {
        let click = Reflect::get(data, &"clickType".into()).ok().and_then(|click| click.as_string());
        if let (Some("Reject" | "Hangup"), Some(id)) = (click.as_deref(), contact_of(data)) {
            self.tell(ConnectEvent::Refused(id));
        }
    }

    pub(super) fn failed_over(&self, data: &JsValue) {
        let region = Reflect::get(data, &"activeRegion".into()).ok().and_then(|region| region.as_string());
        self.tell(ConnectEvent::FailedOver { region: region.unwrap_or_default() });
    }

    pub(super) fn microphone(&self, data: &JsValue) {
        if let Some(muted) = muted(data) {
            self.tell(ConnectEvent::Microphone { muted });
        }
    }

    /// The wish itself goes through all pages, the phone's own among them, before who has the sound follows it.
    pub(super) fn microphone_wished(&self, data: &JsValue) {
        // Without a wish it is the question how the microphone is.
        let wish = Reflect::get(data, &"mute".into()).ok().and_then(|wish| wish.as_bool());
        if let Some(muted) = wish {
            self.tell(ConnectEvent::MicrophoneWished { muted });
        }
    }

    /// The kind of failure alone: its message may name whom the call was with.
    pub(super) fn sound_failed(&self, data: &JsValue) {
        let kind = Reflect::get(data, &"errorType".into()).ok().and_then(|kind| kind.as_string());
        self.tell(ConnectEvent::SoundFailed(kind.unwrap_or_else(|| "unknown".to_owned())));
    }

    /// Once for each call: what can be done about it can be done once.
    pub(super) fn sound_counted(&self, data: &JsValue) {
        let stats = value_of(data).unwrap_or_default();
        if let Some(contact) = silent_contact(&stats)
            && *self.silent.borrow() != contact
        {
            contact.clone_into(&mut self.silent.borrow_mut());
            self.tell(ConnectEvent::SoundFailed(NOTHING_HEARD.to_owned()));
        }
    }

    /// A phone that answers again after a silence may have missed something; ask for all of it.
    pub(super) fn acknowledged(&self) {
        self.hear(Signal::Acknowledged);
        if *self.watch.borrow().link() == Link::Lost {
            self.ask_for_all();
        }
    }

    pub(super) fn ask_for_all(&self) {
        if let Ok(upstream) = raw::upstream() {
            let _ = upstream.send("reload_agent_configuration");
        }
    }

    /// The session is gone, and with it the audio of every contact.
    pub(super) fn terminated(&self) {
        self.contacts.borrow_mut().clear();
        self.media.follow(&[], 0.0);
        self.hear(Signal::Terminated);
    }

    /// Agents take their time to sign in; as long as they are at it, the phone goes on looking.
    /// Not at once: Streams stops its timer only after it has told us.
    pub(super) fn exhausted(self: &Rc<Self>) {
        let core = Rc::clone(self);
        Timeout::new(0, move || {
            if core.sign_in.is_open() {
                let _ = core.retry();
            }
        })
        .forget();
    }
}

fn contact_of(data: &JsValue) -> Option<ContactId> {
    let id = Reflect::get(data, &"contactId".into()).ok().and_then(|id| id.as_string());
    id.filter(|id| !id.is_empty()).map(ContactId)
}
