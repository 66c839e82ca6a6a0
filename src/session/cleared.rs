//! Contacts that were taken off the list: gone for us at once, however long Connect goes on listing them.

use std::rc::Rc;

use cti_core::{Contact, ContactId};
use cti_ports::{Connect, PortError};

use super::Session;
use crate::state::Change;

impl Session {
    /// Takes a contact that is over off the list. Connect may list it for seconds yet.
    pub async fn clear_contact(
        self: &Rc<Self>,
        port: Rc<dyn Connect>,
        contact_id: &str,
    ) -> Result<(), PortError> {
        port.clear_contact(contact_id).await?;
        self.forget_contact(contact_id.into());
        Ok(())
    }

    fn forget_contact(self: &Rc<Self>, id: ContactId) {
        let (events, contacts) = {
            let inner = &mut *self.inner.borrow_mut();
            let left: Vec<Contact> = inner
                .lifecycle
                .contacts()
                .filter(|it| it.contact_id != id)
                .map(|it| (**it).clone())
                .collect();
            inner.cleared.push(id);
            let events = inner.lifecycle.observe(left, inner.seen_at);
            (events, inner.lifecycle.contacts().cloned().collect())
        };
        for event in events {
            self.offer(event);
        }
        self.hub.apply(Change::Contacts(contacts));
    }
}

/// Leaves out what was cleared, and remembers that as long as it is listed.
pub(super) fn without_cleared(cleared: &mut Vec<ContactId>, contacts: Vec<Contact>) -> Vec<Contact> {
    if cleared.is_empty() {
        return contacts;
    }
    cleared.retain(|id| contacts.iter().any(|contact| contact.contact_id == *id));
    // What lives again was not cleared after all.
    contacts.into_iter().filter(|it| !(it.state.is_over() && cleared.contains(&it.contact_id))).collect()
}
