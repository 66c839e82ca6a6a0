//! What references can see: the event's payload, the contact, the agent, and the results so far.
//!
//! Payload, contact and agent are those of the event, frozen when the run starts; results grow.

mod direct;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use cti_core::phone::{PhoneEngine, PhoneNumber, PhoneNumberFormat};
use cti_core::{Agent, Contact, Millis};
use cti_effect::json::{agent_value, contact_value, phone_value, with_members};
use cti_effect::written::Written;
use serde_json::Value;

use crate::envelope::Envelope;
use crate::flow::{Flow, Node};
use crate::reference::{Segment, peek, walk};
use crate::template::{Reference, Root};
use crate::weight;

/// What a run starts from.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The event's own data.
    pub payload: Value,
    /// The contact that the event is about, never "the current one".
    pub contact: Option<Rc<Contact>>,
    pub agent: Option<Rc<Agent>>,
    /// ISO 3166-1 alpha-2 region of numbers without `+`; empty counts as `US`.
    pub region: String,
    /// How numbers are written for people.
    pub phone_number_format: PhoneNumberFormat,
}

/// The scope of one run.
pub struct Scope {
    input: Input,
    phone: Rc<dyn PhoneEngine>,
    flow: Rc<Flow>,
    contact: OnceCell<Value>,
    agent: OnceCell<Value>,
    customer: OnceCell<Option<PhoneNumber>>,
    parsed_number: OnceCell<Option<Value>>,
    /// Attributes that this run has written; later blocks see them at once.
    written: Written,
    /// In the order of first execution, with the ids of their blocks.
    envelopes: Vec<(Rc<str>, Envelope)>,
    /// By the place of a block in the flow, where its envelope is in that order.
    order: Vec<Option<usize>>,
    /// What the run has moved so far, in bytes.
    moved: Cell<usize>,
    /// The time as the run was told it last.
    pub now: Millis,
}

impl std::fmt::Debug for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scope").field("order", &self.order).finish_non_exhaustive()
    }
}

impl Scope {
    pub fn new(flow: Rc<Flow>, mut input: Input, phone: Rc<dyn PhoneEngine>) -> Self {
        if input.region.trim().is_empty() {
            input.region = "US".to_owned();
        }
        let (envelopes, order) = (Vec::with_capacity(flow.len()), vec![None; flow.len()]);
        Self {
            input,
            phone,
            flow,
            contact: OnceCell::new(),
            agent: OnceCell::new(),
            customer: OnceCell::new(),
            parsed_number: OnceCell::new(),
            written: Written::default(),
            envelopes,
            order,
            moved: Cell::new(0),
            now: 0.0,
        }
    }

    pub fn node(&self, place: usize) -> Option<&Node> {
        self.flow.node(place)
    }

    pub fn payload(&self) -> &Value {
        &self.input.payload
    }

    pub fn contact(&self) -> Option<&Contact> {
        self.input.contact.as_deref()
    }

    pub fn agent(&self) -> Option<&Agent> {
        self.input.agent.as_deref()
    }

    pub fn region(&self) -> &str {
        &self.input.region
    }

    pub fn phone_number_format(&self) -> PhoneNumberFormat {
        self.input.phone_number_format
    }

    /// Parses a number; an empty region means the adapter's.
    pub fn parse_phone(&self, text: &str, region: &str) -> Option<PhoneNumber> {
        let region = if region.trim().is_empty() { self.region() } else { region.trim() };
        let text = text.trim();
        if text.is_empty() { None } else { self.phone.parse(text, region) }
    }

    /// The number of the contact's customer, if it is one.
    pub fn customer(&self) -> Option<&PhoneNumber> {
        let parse = || self.contact().and_then(|contact| self.parse_phone(&contact.phone_number, ""));
        self.customer.get_or_init(parse).as_ref()
    }

    /// As people read it; the number as it is where it is none; empty without a phone.
    pub fn formatted_phone_number(&self) -> &str {
        match (self.customer(), self.contact()) {
            (Some(number), _) => number.formatted(self.phone_number_format()),
            (None, Some(contact)) => &contact.phone_number,
            (None, None) => "",
        }
    }

    /// A contact attribute, as this run has left it.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let written = self.written.get(name);
        written.or_else(|| self.contact()?.attributes.get(name)).map(String::as_str)
    }

    pub fn write_attribute(&mut self, name: String, value: String) {
        self.written.set(name, value);
    }

    /// Counts data that is moved.
    pub fn charge(&self, weight: usize) {
        self.moved.set(self.moved.get().saturating_add(weight));
    }

    /// The run has moved more than it may.
    pub fn is_exhausted(&self) -> bool {
        self.moved.get() > weight::RUN_LIMIT
    }

    #[inline(always)]
    pub fn leave(&mut self, place: usize, envelope: Envelope) {
        let (Some(order), Some(node)) = (self.order.get_mut(place), self.flow.node(place)) else { return };
        match order.and_then(|order| self.envelopes.get_mut(order)) {
            Some((_, earlier)) => *earlier = envelope,
            None => {
                *order = Some(self.envelopes.len());
                self.envelopes.push((Rc::clone(&node.id), envelope));
            }
        }
    }

    fn envelope(&self, place: usize) -> Option<&Envelope> {
        let order = self.order.get(place).copied().flatten()?;
        self.envelopes.get(order).map(|(_, envelope)| envelope)
    }

    /// Hands the envelopes over when the run is at its end.
    pub fn take_envelopes(&mut self) -> Vec<(Rc<str>, Envelope)> {
        self.order.clear();
        std::mem::take(&mut self.envelopes)
    }

    /// The value that a reference leads to where it lies; `None` says nothing.
    pub fn peek(&self, reference: &Reference) -> Option<&Value> {
        let path = reference.path.as_slice();
        match (&reference.root, path) {
            (Root::Payload, path) => peek(&self.input.payload, path),
            (Root::Action(place), [Segment::Key(name), rest @ ..]) if &**name == "results" => {
                self.envelope(*place)?.results.as_ref()?.peek(rest)
            }
            _ => None,
        }
    }

    /// A text of contact or agent where it lies; `None` says nothing.
    pub fn look_text(&self, reference: &Reference) -> Option<&str> {
        match reference.root {
            Root::Contact => direct::contact(self.contact()?, &reference.path)?,
            Root::Agent => direct::agent(self.agent()?, &reference.path)?,
            _ => None,
        }
    }

    /// The value that a reference leads to; `None` is undefined.
    pub fn look(&self, reference: &Reference) -> Option<Cow<'_, Value>> {
        let path = reference.path.as_slice();
        match &reference.root {
            Root::Payload => walk(&self.input.payload, path),
            Root::Contact => self.look_contact(path),
            Root::Agent => match direct::agent(self.agent()?, path) {
                Some(text) => text.map(|text| Cow::Owned(text.into())),
                None => walk(self.agent_value()?, path),
            },
            Root::Actions => {
                let all = self.envelopes.iter().map(|(id, envelope)| (id.to_string(), envelope.to_json()));
                Some(Cow::Owned(Value::Object(all.collect())))
            }
            Root::Action(place) => look_envelope(self.envelope(*place)?, path),
            Root::Nowhere => None,
        }
    }

    /// Numbers are parsed only for flows that look at them: the engine is slow the first time.
    fn look_contact(&self, path: &[Segment]) -> Option<Cow<'_, Value>> {
        let contact = self.contact()?;
        let Some((first, rest)) = path.split_first() else {
            return Some(Cow::Owned(self.whole_contact()));
        };
        if let Some(text) = direct::contact(contact, path) {
            return text.map(|text| Cow::Owned(text.into()));
        }
        let Segment::Key(name) = first else { return walk(self.contact_value()?, path) };
        match &**name {
            "parsedNumber" => walk(self.parsed_number()?, rest),
            "formattedPhoneNumber" if rest.is_empty() => {
                Some(Cow::Owned(self.formatted_phone_number().into()))
            }
            "callType" if rest.is_empty() => Some(Cow::Owned(contact.call_type().into())),
            _ => walk(self.contact_value()?, path),
        }
    }

    /// Everything under `$.contact`.
    pub fn whole_contact(&self) -> Value {
        let (Some(contact), Some(value)) = (self.contact(), self.contact_value()) else { return Value::Null };
        let more = [
            ("callType", contact.call_type().into()),
            ("formattedPhoneNumber", self.formatted_phone_number().into()),
            ("parsedNumber", self.parsed_number().cloned().unwrap_or_default()),
        ];
        with_members(value, &more)
    }

    fn contact_value(&self) -> Option<&Value> {
        let contact = self.contact()?;
        Some(self.contact.get_or_init(|| contact_value(contact)))
    }

    fn agent_value(&self) -> Option<&Value> {
        let agent = self.agent()?;
        Some(self.agent.get_or_init(|| agent_value(agent)))
    }

    fn parsed_number(&self) -> Option<&Value> {
        self.parsed_number.get_or_init(|| self.customer().map(phone_value)).as_ref()
    }
}

fn look_envelope<'a>(envelope: &'a Envelope, path: &[Segment]) -> Option<Cow<'a, Value>> {
    let Some((first, rest)) = path.split_first() else {
        return Some(Cow::Owned(envelope.to_json()));
    };
    let Segment::Key(name) = first else { return None };
    match &**name {
        "results" => envelope.results.as_ref()?.walk(rest),
        "exception" => walk(&envelope.exception.to_json(), rest).map(|value| Cow::Owned(value.into_owned())),
        "success" if rest.is_empty() => Some(Cow::Owned(Value::Bool(envelope.success))),
        _ => None,
    }
}
