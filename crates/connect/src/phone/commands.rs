//! How the phone is asked, and what has to do with the phone itself.

use std::rc::Rc;

use cti_ports::choice::rejected;
use cti_ports::{Answer, Link, PortError, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::ask::{Ask, js_of};
use crate::link::Signal;
use crate::{dial, fault, raw, streams};

impl PhoneCore {
    /// Whether touching the page of the CCP would cut somebody off.
    pub(super) fn has_live_contact(&self) -> bool {
        let is_cut_off = self.page.is_gone() && !self.is_up();
        !is_cut_off && self.contacts.borrow().iter().any(|contact| !contact.state.is_over())
    }

    /// Has Streams load the CCP again and again until it answers. Streams itself never does so twice.
    pub(super) fn retry(&self) -> Result<(), JsValue> {
        Self::stop_retrying(&streams::core()?)?;
        if self.resilient {
            // What Streams itself begins with, for both regions, when the CCP does not speak.
            return raw::event_bus()?.trigger("ack_timeout");
        }
        raw::reauthenticate()
    }

    fn stop_retrying(core: &raw::Core) -> Result<(), JsValue> {
        if let (Some(timer), Some(page)) = (core.retry_timer()?.as_f64(), web_sys::window()) {
            page.clear_timeout_with_handle(timer as i32);
        }
        core.set_retry_timer(&JsValue::NULL)
    }

    /// Commands go to a phone that answers, and to no other.
    pub(super) fn check_up(&self, call: &'static str) -> Result<(), PortError> {
        let reason = match self.watch.borrow().link() {
            Link::Up => return Ok(()),
            Link::Starting => "the phone is still loading",
            Link::SignedOut | Link::NotLetIn => "the agent is not signed in to Connect",
            Link::ConsentAsked | Link::VisitWanted | Link::ConsentRefused => {
                "the phone may not use its cookies"
            }
            Link::Checking | Link::Lost | Link::Failed(_) => "the phone does not answer",
        };
        Err(PortError::Unavailable { call, reason: reason.to_owned() })
    }

    /// What `question` is answered, within the time limit.
    pub(super) fn limited(&self, call: &'static str, question: &dyn Fn() -> Result<Ask, PortError>) -> Ask {
        match self.check_up(call).and_then(|()| question()) {
            Ok(answer) => {
                let limit = self.time_limit_ms;
                within(call, limit, TimeoutFuture::new(limit), answer).boxed_local()
            }
            Err(refused) => answered(Err(refused)),
        }
    }

    /// The same where only success matters.
    pub(super) fn done(
        &self,
        call: &'static str,
        question: &dyn Fn() -> Result<Ask, PortError>,
    ) -> Answer<()> {
        self.limited(call, question).map(|answer| answer.map(drop)).boxed_local()
    }

    pub(super) fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        self.done("dial", &|| {
            if phone_number.trim().is_empty() {
                return Err(rejected("noNumber", "there is no number to dial"));
            }
            if let Some(contact) = dial::live_call(&self.contacts.borrow()) {
                return dial::add(contact, phone_number);
            }
            queue_arn.map_or(Ok(()), dial::check_queue)?;
            dial::call(phone_number, queue_arn)
        })
    }

    /// While a contact is live the page of the CCP is left alone: its audio lives there.
    pub(super) fn sign_in(&self, insists: bool) -> Result<(), PortError> {
        if self.is_up() {
            let reason = "the agent is signed in".to_owned();
            return Err(PortError::Unavailable { call: "sign_in", reason });
        }
        self.sign_in.show(&self.login_url.borrow(), insists)?;
        // A page that asks for consent is not to be taken away from under the agent's eyes.
        if !self.has_live_contact() && !self.consent.is_open() {
            self.retry().map_err(|thrown| fault::rejected(&thrown))?;
        }
        self.hear(Signal::SigningIn);
        Ok(())
    }

    pub(super) fn reconnect(&self, insists: bool) -> Result<(), PortError> {
        if !insists && self.has_live_contact() {
            return Err(rejected("contactLive", "a contact is live and reconnecting may end it"));
        }
        self.load_anew().map_err(|thrown| fault::rejected(&thrown))
    }

    /// Makes the iframe anew, and again if it does not answer.
    pub(super) fn load_anew(&self) -> Result<(), JsValue> {
        if !self.resilient {
            raw::replace_iframe(&self.container, &self.params)?;
        }
        if !self.consent.is_open() {
            self.retry()?;
        }
        self.hear(Signal::Restarted);
        Ok(())
    }

    /// Hears the page that asks for consent. It says what it has to before Streams itself is up.
    pub(super) fn hear_consent(self: &Rc<Self>) {
        let core = Rc::downgrade(self);
        let heard = self.consent.hear(move |signal| {
            if let Some(core) = core.upgrade() {
                core.consent.note(signal);
                core.hear(signal);
            }
        });
        if let Err(thrown) = heard {
            self.log_once(&thrown);
        }
    }

    /// Has the page ask although the settings do not say so.
    pub(super) fn ask_consent(self: &Rc<Self>) -> Result<(), PortError> {
        if self.is_up() || self.has_live_contact() {
            return Err(rejected("contactLive", "the phone is up or a contact is live"));
        }
        self.set_consent(true).map_err(|thrown| fault::rejected(&thrown))?;
        // Streams would have taken the page away before it found that there is no other.
        if let Err(thrown) = raw::storage_access_url() {
            let _ = self.set_consent(false);
            return Err(fault::rejected(&thrown));
        }
        self.hear_consent();
        streams::core()
            .and_then(|core| Self::stop_retrying(&core))
            .and_then(|()| raw::replace_iframe(&self.container, &self.params))
            .map_err(|thrown| fault::rejected(&thrown))?;
        self.hear(Signal::Restarted);
        Ok(())
    }

    fn set_consent(&self, wanted: bool) -> Result<(), JsValue> {
        raw::set_storage_access(&self.ccp_url, &self.container, &js_of(&json!({ "canRequest": wanted }))?)
    }
}
