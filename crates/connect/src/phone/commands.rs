//! How the phone is asked, and what has to do with the phone itself.

use std::rc::Rc;

use cti_ports::choice::rejected;
use cti_ports::{Answer, Audio, Link, PortError, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Object, Reflect};
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::ask::{Ask, answer_of, ask, js_of};
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

    /// The session's cookie goes first, as Connect documents it; then the phones of all tabs are told.
    pub(super) fn sign_out(&self) -> Answer<()> {
        let gone = self.limited("sign_out", &|| {
            if self.has_live_contact() {
                return Err(rejected("contactLive", "a contact is live and signing out would end it"));
            }
            signed_out(&self.logout_url).map_err(|thrown| fault::rejected(&thrown))
        });
        Box::pin(async move {
            gone.await?;
            let told = raw::upstream().and_then(|upstream| upstream.send("terminate"));
            told.map_err(|thrown| fault::rejected(&thrown))
        })
    }

    /// Streams keeps who speaks as the master of a topic; asking must not make this phone the one.
    pub(super) fn audio(&self) -> Answer<Audio> {
        let asked = self.limited("audio", &|| {
            ask(&mut |callbacks| {
                let params = Object::new();
                Reflect::set(&params, &"topic".into(), &"connect::softphone".into())?;
                Reflect::set(&params, &"shouldNotBecomeMasterIfNone".into(), &JsValue::TRUE)?;
                raw::master_client()?.call("checkMaster", &params, callbacks.unchecked_ref())
            })
        });
        Box::pin(async move { asked.await.map(|answer| audio(&answer)) })
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

/// Connect's answer cannot be read from another site; that it came is enough.
fn signed_out(logout_url: &str) -> Result<Ask, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"credentials".into(), &"include".into())?;
    Reflect::set(&options, &"mode".into(), &"no-cors".into())?;
    raw::fetch(logout_url, &options).map(answer_of)
}

fn audio(answer: &JsValue) -> Audio {
    let member = |name: &str| Reflect::get(answer, &name.into()).unwrap_or_default();
    match (member("isMaster").is_truthy(), member("masterId").is_truthy()) {
        (true, _) => Audio::Here,
        (false, true) => Audio::Elsewhere,
        (false, false) => Audio::Nowhere,
    }
}
