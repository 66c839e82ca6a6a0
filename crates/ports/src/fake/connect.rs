//! A phone that does as it is told.

use std::cell::RefCell;
use std::rc::Rc;

use cti_core::{Contact, ContactState};
use serde_json::{Map, Value, json};

use crate::fake::side::done;
use crate::fake::{MovedClock, Side};
use crate::{Answer, Connect, ConnectEvent, Link, PortError, answered};

pub struct FakeConnect {
    pub side: Side,
    sink: Rc<dyn Fn(ConnectEvent)>,
    link: RefCell<Link>,
    contacts: RefCell<Vec<Contact>>,
}

impl std::fmt::Debug for FakeConnect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FakeConnect")
            .field("side", &self.side)
            .field("link", &self.link)
            .finish_non_exhaustive()
    }
}

impl FakeConnect {
    /// A phone that is still loading.
    pub fn new(clock: Rc<MovedClock>, sink: Rc<dyn Fn(ConnectEvent)>) -> Self {
        Self {
            side: Side::new(clock),
            sink,
            link: RefCell::new(Link::Starting),
            contacts: RefCell::default(),
        }
    }

    /// Connect reports something.
    pub fn say(&self, event: ConnectEvent) {
        match &event {
            ConnectEvent::Link(link) => *self.link.borrow_mut() = link.clone(),
            ConnectEvent::Snapshot { contacts, .. } => self.contacts.borrow_mut().clone_from(contacts),
            ConnectEvent::Viewed(_) => {}
        }
        (self.sink)(event);
    }

    fn has(&self, is_it: impl Fn(&Contact) -> bool) -> bool {
        self.contacts.borrow().iter().any(is_it)
    }
}

impl Connect for FakeConnect {
    fn dial(&self, phone_number: &str, queue_arn: Option<&str>) -> Answer<()> {
        if *self.link.borrow() != Link::Up {
            let reason = "the phone is not up".to_owned();
            return answered(Err(PortError::Unavailable { call: "dial", reason }));
        }
        let mut arguments = Map::from_iter([("phoneNumber".to_owned(), Value::from(phone_number))]);
        if self.has(|contact| contact.r#type.is_phone() && contact.state == ContactState::Connected) {
            return done(self.side.call("add", Value::Object(arguments)));
        }
        if let Some(arn) = queue_arn {
            arguments.insert("queueARN".to_owned(), arn.into());
        }
        done(self.side.call("dial", Value::Object(arguments)))
    }

    fn sign_in(&self) -> Answer<()> {
        done(self.side.call("signIn", json!({})))
    }

    fn reconnect(&self) -> Answer<()> {
        if self.has(|contact| !contact.state.is_over()) {
            return answered(Err(PortError::Rejected {
                code: "contactLive".to_owned(),
                message: "a contact is live".to_owned(),
            }));
        }
        done(self.side.call("reconnect", json!({})))
    }
}
