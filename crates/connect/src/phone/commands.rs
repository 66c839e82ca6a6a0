//! What the phone is asked to do.

use cti_ports::{Answer, Link, PortError, answered, within};
use futures_util::FutureExt;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::link::Signal;
use crate::{dial, fault, raw, streams};

impl PhoneCore {
    /// Whether touching the page of the CCP would cut somebody off.
    fn has_live_contact(&self) -> bool {
        let is_cut_off = self.page.is_gone() && !self.is_up();
        !is_cut_off && self.contacts.borrow().iter().any(|contact| !contact.state.is_over())
    }

    /// Has Streams load the CCP again and again until it answers. Streams itself never does so twice.
    pub(super) fn retry(&self) -> Result<(), JsValue> {
        let core = streams::core()?;
        if let (Some(timer), Some(page)) = (core.retry_timer()?.as_f64(), web_sys::window()) {
            page.clear_timeout_with_handle(timer as i32);
        }
        core.set_retry_timer(&JsValue::NULL)?;
        raw::reauthenticate()
    }

    pub(super) fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        let Err(refused) = self.may_dial(phone_number) else {
            return self.place(phone_number, queue_arn);
        };
        answered(Err(refused))
    }

    fn may_dial(&self, phone_number: &str) -> Result<(), PortError> {
        let reason = match self.watch.borrow().link() {
            Link::Up => None,
            Link::Starting => Some("the phone is still loading"),
            Link::SignedOut => Some("the agent is not signed in to Connect"),
            Link::Lost | Link::Failed(_) => Some("the phone does not answer"),
        };
        if let Some(reason) = reason {
            return Err(PortError::Unavailable { call: "dial", reason: reason.to_owned() });
        }
        if phone_number.trim().is_empty() {
            return Err(PortError::Rejected {
                code: "noNumber".to_owned(),
                message: "there is no number to dial".to_owned(),
            });
        }
        Ok(())
    }

    fn place(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        let live = dial::live_call(&self.contacts.borrow()).cloned();
        let asked = match (&live, queue_arn) {
            (Some(contact), _) => dial::add(contact, phone_number),
            (None, Some(arn)) => match dial::check_queue(arn) {
                Ok(()) => dial::call(phone_number, Some(arn)),
                Err(unknown) => return answered(Err(unknown)),
            },
            (None, None) => dial::call(phone_number, None),
        };
        match asked {
            Ok(answer) => {
                let limit = self.time_limit_ms;
                within("dial", limit, TimeoutFuture::new(limit), answer).boxed_local()
            }
            Err(thrown) => answered(Err(fault::rejected(&thrown))),
        }
    }

    /// While a contact is live the page of the CCP is left alone: its audio lives there.
    pub(super) fn sign_in(&self) -> Result<(), PortError> {
        if self.is_up() {
            let reason = "the agent is signed in".to_owned();
            return Err(PortError::Unavailable { call: "sign_in", reason });
        }
        self.sign_in.show(&self.login_url.borrow())?;
        if !self.has_live_contact() {
            self.retry().map_err(|thrown| fault::rejected(&thrown))?;
        }
        self.hear(Signal::SigningIn);
        Ok(())
    }

    pub(super) fn reconnect(&self) -> Result<(), PortError> {
        if self.has_live_contact() {
            return Err(PortError::Rejected {
                code: "contactLive".to_owned(),
                message: "a contact is live and reconnecting would end it; finish it first".to_owned(),
            });
        }
        raw::replace_iframe(&self.container, &self.params)
            .and_then(|()| self.retry())
            .map_err(|thrown| fault::rejected(&thrown))?;
        self.hear(Signal::Restarted);
        Ok(())
    }
}
