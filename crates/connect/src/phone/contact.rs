//! What is done with a contact as a whole.

use cti_ports::contact_call::{self, ContactCall, ContactWish};
use cti_ports::{Answer, PortError, answered};
use futures_util::FutureExt;
use wasm_bindgen::prelude::*;

use super::PhoneCore;
use crate::ask::{Ask, ask, js_of};
use crate::raw;

impl PhoneCore {
    pub(super) fn wish(&self, call: &'static str, wish: ContactWish, contact_id: &str) -> Answer<()> {
        self.done(call, &|| {
            let asked = wish.call(&self.contacts.borrow(), contact_id)?;
            make(&asked, contact_id)
        })
    }

    pub(super) fn clear_contact(&self, contact_id: &str) -> Answer<()> {
        self.done("clear_contact", &|| match contact_call::clear(&self.contacts.borrow(), contact_id)? {
            Some(asked) => make(&asked, contact_id),
            None => Ok(answered(Ok(JsValue::UNDEFINED))),
        })
        .map(contact_call::cleared)
        .boxed_local()
    }
}

/// Streams' own objects for connections need media libraries that may not be loaded yet, and throw without
/// them; what they would ask is asked directly. To accept and to reject is more than to ask: other pages
/// hear of it.
fn make(asked: &ContactCall, contact_id: &str) -> Result<Ask, PortError> {
    ask(&mut |callbacks| {
        let contact = || raw::ContactCalls::of(contact_id);
        match asked {
            ContactCall::Accept => return contact()?.accept(callbacks.unchecked_ref()),
            ContactCall::Reject => return contact()?.reject(callbacks.unchecked_ref()),
            _ => {}
        }
        let (method, params) = asked.request(contact_id);
        raw::client()?.call(method, &js_of(&params)?, callbacks.unchecked_ref())
    })
}
