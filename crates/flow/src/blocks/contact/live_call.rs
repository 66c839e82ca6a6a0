//! The call that a block can do something to.

use cti_core::Contact;

use crate::call::Call;

/// The run's contact, if it is a call that is not over; else the reason. A queued callback is a call too.
pub(super) fn live_call<'c>(call: &'c Call<'_>) -> Result<&'c Contact, &'static str> {
    match call.scope.contact() {
        None => Err("the flow has no contact"),
        Some(contact) if !contact.r#type.is_phone() => Err("the contact is no call"),
        Some(contact) if contact.state.is_over() => Err("the call is over"),
        Some(contact) => Ok(contact),
    }
}
