//! A number that the agent clicked: dialled once, kept until the page is ready, and joined with its call.

use std::rc::Rc;

use cti_core::event::{Event, Source};
use cti_core::number::decimal;
use cti_core::{Contact, Millis, texts};
use litemap::LiteMap;
use serde_json::{Map, Value};

use super::Session;
use crate::lines::{LineChange, Said};
use crate::state::Change;

/// How long a click waits for the page to be ready.
const WAITS_MS: u32 = 30_000;
/// A number that is clicked again so soon was clicked once.
const AGAIN_MS: Millis = 3_000.0;
/// How long after a click its call may come: a flow may ask the agent something before it dials.
const CALLED_WITHIN_MS: Millis = 120_000.0;

/// The clicks of one tab.
#[derive(Debug, Default)]
pub struct Clicks {
    waiting: Option<Value>,
    /// Tells the click that waits from one that has been replaced since.
    turn: u32,
    recent: Vec<Recent>,
    /// The records of the calls that there are, as far as they were clicked.
    records: LiteMap<String, LiteMap<String, String>>,
}

#[derive(Debug)]
struct Recent {
    number: String,
    at: Millis,
    /// Its flows are still at it.
    runs: bool,
}

impl Clicks {
    /// Whether this click is one of those with which a hasty or doubtful hand means one call.
    fn is_again(&mut self, number: &str, now: Millis) -> bool {
        self.recent.retain(|recent| recent.runs || now - recent.at < AGAIN_MS);
        self.recent.iter().any(|recent| recent.number == number)
    }
}

impl Session {
    /// A phone number was clicked.
    pub(super) fn on_click(self: &Rc<Self>, payload: Value) {
        let number = self.comparable(clicked_number(&payload));
        if self.inner.borrow_mut().clicks.is_again(&number, self.ports.clock.now()) {
            return;
        }
        if self.hub.state().ready {
            self.dial_clicked(payload);
        } else {
            self.keep_click(payload);
        }
    }

    /// The newest click is what the agent wants now.
    fn keep_click(self: &Rc<Self>, payload: Value) {
        self.dialling(Some(clicked_number(&payload).to_owned()));
        let turn = {
            let clicks = &mut self.inner.borrow_mut().clicks;
            clicks.waiting = Some(payload);
            clicks.turn = clicks.turn.wrapping_add(1);
            clicks.turn
        };
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move {
            session.ports.clock.delay(WAITS_MS).await;
            if session.inner.borrow().clicks.turn == turn
                && let Some(payload) = session.take_click()
            {
                session.tell(Said::ClickLate { number: clicked_number(&payload).to_owned() });
            }
        }));
    }

    fn take_click(&self) -> Option<Value> {
        let waiting = self.inner.borrow_mut().clicks.waiting.take()?;
        self.dialling(None);
        Some(waiting)
    }

    fn dialling(&self, number: Option<String>) {
        self.hub.apply(Change::Line(LineChange::Dialling(number)));
    }

    /// The agent does not want the call any more.
    pub fn cancel_click(&self) {
        self.take_click();
    }

    /// The page is ready: so is the click that waited for it.
    pub(super) fn dial_waiting_click(self: &Rc<Self>) {
        if let Some(payload) = self.take_click() {
            self.dial_clicked(payload);
        }
    }

    fn dial_clicked(self: &Rc<Self>, payload: Value) {
        let (text, now) = (clicked_number(&payload).to_owned(), self.ports.clock.now());
        let number = self.comparable(&text);
        let bindings = Rc::clone(&self.inner.borrow().bindings);
        if bindings.of(Source::SalesforceUi, "onClickToDial").is_empty() {
            return self.tell(Said::ClickUnbound { number: text });
        }
        self.keep_record(&number, &payload, now);
        self.inner.borrow_mut().clicks.recent.push(Recent { number, at: now, runs: true });
        if let Some(event) = self.page_event(Source::SalesforceUi, "onClickToDial", payload) {
            self.offer(event);
        }
    }

    /// The flows of a click are at their end.
    pub(super) fn click_is_over(&self, event: &Event) {
        if event.name == "onClickToDial" {
            let number = self.comparable(clicked_number(&event.payload));
            let recent = &mut self.inner.borrow_mut().clicks.recent;
            recent.iter_mut().filter(|recent| recent.number == number).for_each(|recent| recent.runs = false);
        }
    }

    /// Keeps the record whose number was clicked for the call that comes of it, whichever tab sees it first.
    /// A later click on the same number takes its place: the earlier one has led to no call.
    fn keep_record(&self, number: &str, payload: &Value, now: Millis) {
        let Some(mut record) = record(payload) else { return };
        record.insert("number".to_owned(), number.into());
        record.insert(AGENT.to_owned(), self.inner.borrow().agent.username.clone().into());
        record.insert(AT.to_owned(), now.to_string().into());
        self.journal.keep(&[CLICK, number].concat(), &Value::Object(record).to_string(), now);
    }

    /// The record whose number the agent clicked for this call; empty where there is none. The answer is the
    /// same at every snapshot, in every tab and after a reload.
    pub(super) fn clicked_record(&self, contact: &Contact, agent: &str) -> LiteMap<String, String> {
        if !contact.r#type.is_phone() || contact.is_inbound {
            return LiteMap::new();
        }
        let id = contact.contact_id.as_str();
        if let Some(known) = self.inner.borrow().clicks.records.get(id) {
            return known.clone();
        }
        let found = self.kept_record(contact, agent);
        self.inner.borrow_mut().clicks.records.insert(id.to_owned(), found.clone());
        found
    }

    fn kept_record(&self, contact: &Contact, agent: &str) -> LiteMap<String, String> {
        let name = [CLICKED, contact.contact_id.as_str()].concat();
        if let Some(kept) = self.journal.kept(&name) {
            return texts::parse(&kept);
        }
        let click = [CLICK, &self.comparable(&contact.phone_number)].concat();
        let (now, mut record) =
            (self.ports.clock.now(), texts::parse(&self.journal.kept(&click).unwrap_or_default()));
        let at: Millis = record.remove(AT).and_then(|at| decimal(&at)).unwrap_or(Millis::NEG_INFINITY);
        if now - at > CALLED_WITHIN_MS || record.remove(AGENT).is_none_or(|it| it != agent) {
            return LiteMap::new();
        }
        self.journal.forget(&click);
        let kept = record.iter().map(|(name, text)| (name.clone(), text.as_str().into())).collect();
        self.journal.keep(&name, &Value::Object(kept).to_string(), now);
        record
    }

    pub(super) fn forget_records(&self, contacts: &[Rc<Contact>]) {
        let records = &mut self.inner.borrow_mut().clicks.records;
        records.retain(|id, _| contacts.iter().any(|contact| contact.contact_id.as_str() == id));
    }

    /// A number by which a click and a call are told to be about the same one.
    fn comparable(&self, number: &str) -> String {
        match self.parse_phone(number) {
            Some(parsed) => parsed.number,
            None => number.chars().filter(|c| !c.is_whitespace()).collect(),
        }
    }
}

/// Names of facts: a click that no call has come of yet, and the record of a call.
const CLICK: &str = "click/";
const CLICKED: &str = "clicked/";
/// What is kept of a click besides the record.
const AGENT: &str = "agent";
const AT: &str = "at";

fn clicked_number(payload: &Value) -> &str {
    text(payload, "number").unwrap_or_default()
}

fn text<'a>(payload: &'a Value, name: &str) -> Option<&'a str> {
    payload.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// What of a click a log of the call needs: the record, and where on a Task it belongs. A person account is a
/// contact to a Task; the name is nobody's business here.
fn record(payload: &Value) -> Option<Map<String, Value>> {
    let id = text(payload, "recordId")?;
    let mut record = Map::new();
    record.insert("recordId".to_owned(), id.into());
    let kind = text(payload, "objectType");
    if let Some(kind) = kind {
        record.insert("objectType".to_owned(), kind.into());
    }
    let is_person = matches!(kind, Some("Contact" | "Lead"));
    let is_person_account = payload.get("personAccount").is_some_and(|it| it == true || it == "true");
    match text(payload, "contactId").filter(|_| is_person_account) {
        Some(person) => record.insert("whoId".to_owned(), person.into()),
        None => record.insert(if is_person { "whoId" } else { "whatId" }.to_owned(), id.into()),
    };
    Some(record)
}
