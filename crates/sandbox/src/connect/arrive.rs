//! A contact arrives at the agent: one recipe a channel for the legs and states it starts with.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::attribute::{AttributesError, texts};
use super::contact::{Contact, Direction, Message};
use super::directory::{Endpoint, Queue};
use super::leg::{Leg, LegKind, LegState, Media};
use super::{Channel, ContactState, Instance};

/// The number that customers call.
const OUR_NUMBER: &str = "+18005550123";
const OUR_ADDRESS: &str = "support@example.com";
const DEFAULT_NUMBER: &str = "+12135550100";

/// A contact as `POST /api/contacts` describes it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NewContact {
    /// `voice`, `queue_callback`, `chat`, `task`, `email` or any other name.
    pub channel: String,
    /// `inbound` (the default), `outbound` or `monitoring`.
    pub direction: String,
    /// The customer's phone number.
    pub phone: Option<String>,
    /// The customer's e-mail address.
    pub email: Option<String>,
    /// Name or ARN of a queue of the routing profile.
    pub queue: Option<String>,
    pub attributes: Value,
    /// The type on the wire, where it is to differ from the channel.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The customer's name in a chat; the subject of a task or an e-mail.
    pub name: Option<String>,
    pub description: Option<String>,
    /// Key to `{type, value}`.
    pub references: Map<String, Value>,
    pub related_contact_id: Option<String>,
    /// The first contact of its chain: it was handed on to this agent, and a call keeps its direction.
    pub initial_contact_id: Option<String>,
    /// Such as `connect:SMS`; the channel's own if absent.
    pub subtype: Option<String>,
    /// The instance accepts it for the agent.
    pub auto_accept: bool,
    /// The call rings on a desk phone, of which the browser knows nothing.
    pub deskphone: bool,
    /// A chat's first message from the customer.
    pub message: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Error)]
pub enum ArriveError {
    #[error("`channel` is missing: voice, queue_callback, chat, task, email or any other name")]
    NoChannel,
    #[error("`direction` is inbound, outbound or monitoring, not `{0}`")]
    UnknownDirection(String),
    #[error("no queue `{0}` in the routing profile; there are {1}")]
    UnknownQueue(String, String),
    #[error(transparent)]
    Attributes(#[from] AttributesError),
}

impl Instance {
    /// The new contact's id.
    pub fn arrive(&mut self, new: NewContact) -> Result<String, ArriveError> {
        if new.channel.is_empty() {
            return Err(ArriveError::NoChannel);
        }
        let direction = match new.direction.as_str() {
            "" | "inbound" => Direction::Inbound,
            "outbound" => Direction::Outbound,
            "monitoring" => Direction::Monitoring,
            other => return Err(ArriveError::UnknownDirection(other.to_owned())),
        };
        let attributes = texts(&new.attributes)?;
        let queue = self.queue_of(new.queue.as_deref())?;
        let auto_accept = new.auto_accept || (new.channel == "voice" && self.auto_accepts());
        let mut contact = self.blank(Channel::of(&new.channel), direction, queue);
        contact.attributes = attributes;
        if new.initial_contact_id.is_some() {
            contact.initial_id.clone_from(&new.initial_contact_id);
            if direction != Direction::Monitoring {
                // Whoever called first, this agent's phone rings.
                contact.direction = Direction::Inbound;
                contact.initiation_method = "transfer";
            }
        }
        self.compose(&mut contact, &new, auto_accept);
        // Last, because the legs go by the channel whatever name the contact goes by.
        if let Some(kind) = &new.kind {
            contact.channel = Channel::of(kind);
        }
        let id = contact.id.clone();
        let called =
            contact.customer_leg().filter(|leg| leg.state == LegState::Connecting).map(|leg| leg.id.clone());
        self.contacts.push(contact);
        self.changed(0);
        if let Some(leg_id) = called {
            self.answer_later(&id, &leg_id);
        }
        if auto_accept {
            self.accept_natively(&id);
        }
        Ok(id)
    }

    fn queue_of(&self, wanted: Option<&str>) -> Result<Queue, ArriveError> {
        let queues = &self.directory.queues;
        let found = wanted.map_or(queues.first(), |wanted| self.directory.queue(wanted));
        found.cloned().ok_or_else(|| {
            let names: Vec<_> = queues.iter().map(|queue| queue.name.as_str()).collect();
            ArriveError::UnknownQueue(wanted.unwrap_or_default().to_owned(), names.join(", "))
        })
    }

    /// A connecting contact without legs.
    pub(super) fn blank(&mut self, channel: Channel, direction: Direction, queue: Queue) -> Contact {
        let initiation_method = match (&channel, direction) {
            (_, Direction::Monitoring) => "monitor",
            (_, Direction::Outbound) => "outbound",
            (Channel::QueueCallback, _) => "callback",
            (Channel::Chat | Channel::Task, _) => "api",
            _ => "inbound",
        };
        Contact {
            id: self.ids.uuid(),
            channel,
            direction,
            state: ContactState::Connecting,
            since: self.now,
            connected_at: None,
            initial_id: None,
            queue: (direction != Direction::Monitoring).then_some(queue),
            queued_at: self.now,
            legs: Vec::new(),
            attributes: Default::default(),
            related_id: None,
            initiation_method,
            subtype: None,
            name: None,
            description: None,
            references: Map::new(),
            channel_context: None,
            customer_endpoint: None,
            system_endpoint: None,
            messages: Vec::new(),
            recording: None,
        }
    }

    /// Fills in what the channel makes of the description.
    fn compose(&mut self, contact: &mut Contact, new: &NewContact, auto_accept: bool) {
        let phone = new.phone.as_deref().unwrap_or(DEFAULT_NUMBER);
        contact.subtype = new.subtype.clone();
        contact.related_id = new.related_contact_id.clone();
        contact.description = new.description.clone();
        contact.references = new.references.clone();
        match (&contact.channel, contact.direction) {
            (_, Direction::Monitoring) => self.compose_monitoring(contact),
            (Channel::Voice, Direction::Outbound) => self.compose_outbound(contact, Endpoint::phone(phone)),
            (Channel::QueueCallback, _) => {
                contact.state = ContactState::Incoming;
                contact.customer_endpoint = Some(json!({ "type": "phone_number", "phoneNumber": phone }));
                self.add_legs(contact, Media::None, Some(Endpoint::phone(phone)));
            }
            (Channel::Chat, _) => {
                let name = new.name.clone().unwrap_or_else(|| "Customer".to_owned());
                let token = self.ids.uuid();
                let media = Media::Chat { auto_accept, customer_name: name.clone(), token };
                self.add_legs(contact, media, None);
                let text = new.message.as_deref();
                contact.messages.extend(text.map(|text| self.first_message(contact, &name, text)));
            }
            (Channel::Task, _) => self.compose_task(contact, new),
            (Channel::Email, _) => self.compose_email(contact, new),
            (Channel::Voice, _) => {
                let soft = self.softphone_enabled() && !new.deskphone;
                let media = if soft { Media::Softphone { auto_accept } } else { Media::None };
                contact.customer_endpoint = Some(json!({ "type": "phone_number", "phoneNumber": phone }));
                contact.system_endpoint = Some(json!({ "type": "phone_number", "phoneNumber": OUR_NUMBER }));
                self.add_legs(contact, media, Some(Endpoint::phone(phone)));
                if new.direction == "outbound"
                    && let Some(leg) = contact.customer_leg_mut()
                {
                    leg.kind = LegKind::Outbound;
                }
            }
            (Channel::Other(_), _) => {
                contact.name = new.name.clone();
                let customer = new.phone.as_deref().map(Endpoint::phone);
                self.add_legs(contact, Media::None, customer);
            }
        }
    }

    /// The agent's leg is still connecting, the customer's stands.
    fn add_legs(&mut self, contact: &mut Contact, media: Media, customer: Option<Endpoint>) {
        let now = self.now;
        let agent = Leg::new(self.ids.uuid(), LegKind::Agent, false, LegState::Connecting, now);
        contact.legs.push(agent.to(Endpoint::agent()).with_media(media));
        let mut leg = Leg::new(self.ids.uuid(), LegKind::Inbound, true, LegState::Connected, now);
        leg.endpoint = customer;
        contact.legs.push(leg);
    }

    /// The agent's own leg is taken at once; the customer's phone rings.
    pub(super) fn compose_outbound(&mut self, contact: &mut Contact, endpoint: Endpoint) {
        let now = self.now;
        let soft = self.softphone_enabled();
        let media = if soft { Media::Softphone { auto_accept: true } } else { Media::None };
        let agent = Leg::new(self.ids.uuid(), LegKind::Agent, false, LegState::Connecting, now);
        let customer = Leg::new(self.ids.uuid(), LegKind::Outbound, true, LegState::Connecting, now);
        contact.customer_endpoint = endpoint
            .phone_number
            .as_ref()
            .map(|number| json!({ "type": "phone_number", "phoneNumber": number }));
        contact.system_endpoint = Some(json!({ "type": "phone_number", "phoneNumber": OUR_NUMBER }));
        contact.legs = vec![agent.to(Endpoint::agent()).with_media(media), customer.to(endpoint)];
    }

    /// A supervisor listens in: connected at once, one leg, no queue.
    fn compose_monitoring(&mut self, contact: &mut Contact) {
        let mut leg = Leg::new(self.ids.uuid(), LegKind::Monitoring, true, LegState::Connected, self.now);
        leg.monitor_status = Some("SILENT_MONITOR".to_owned());
        contact.legs.push(leg);
        contact.set(ContactState::Connected, self.now);
    }

    /// One leg only, the agent's, and it is the initial one.
    pub(super) fn compose_task(&mut self, contact: &mut Contact, new: &NewContact) {
        contact.name = Some(new.name.clone().unwrap_or_else(|| "Task".to_owned()));
        contact
            .channel_context
            .get_or_insert_with(|| json!({ "scheduledTime": 0, "taskTemplateVersion": 0 }));
        contact.legs.push(Leg::new(self.ids.uuid(), LegKind::Agent, true, LegState::Connecting, self.now));
    }

    fn compose_email(&mut self, contact: &mut Contact, new: &NewContact) {
        let address = new.email.as_deref().unwrap_or("customer@example.com");
        contact.name = Some(new.name.clone().unwrap_or_else(|| "E-mail".to_owned()));
        contact.customer_endpoint = Some(json!({ "type": "email_address", "address": address }));
        contact.system_endpoint = Some(json!({ "type": "email_address", "address": OUR_ADDRESS }));
        self.add_legs(contact, Media::None, Some(Endpoint::email(address)));
        if contact.direction == Direction::Outbound {
            // A draft is the agent's from the start.
            contact.connect(self.now);
        }
    }

    fn first_message(&mut self, contact: &Contact, name: &str, text: &str) -> Message {
        let participant_id = contact.customer_leg().map(|leg| leg.id.clone()).unwrap_or_default();
        self.message("CUSTOMER", &participant_id, name, "text/plain", text)
    }
}
