//! Listens to the conversations of chats and tasks, from their arrival to their end.
//!
//! Streams hands out a media controller a connection, made by ChatJS or TaskJS. The two load when the first
//! such contact is there. What fails is tried again with the next snapshot; snapshots come twice a minute.

use std::cell::RefCell;
use std::rc::Rc;

use cti_core::{Channel, Contact, ContactId, ContactState, Millis};
use cti_ports::{ConnectEvent, PortError};
use js_sys::{Promise, Reflect};
use litemap::LiteMap;
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::chat::{self, ChatEars};
use crate::task::{self, TaskEars};
use crate::{fault, raw};

/// More than befalls all tasks of an agent before TaskJS is there.
const KEPT_AT_MOST: usize = 50;

/// Ends the listening when it is dropped.
#[derive(Debug)]
#[must_use = "dropping it ends the listening"]
pub enum Ears {
    /// Not there yet. What arrives for a contact that has gone meanwhile is dropped.
    Opening,
    Chat(#[expect(dead_code, reason = "held for its end")] ChatEars),
    Task(#[expect(dead_code, reason = "held for its end")] TaskEars),
}

#[derive(Debug)]
struct Conversation {
    ears: Ears,
    /// The agent's leg, by which Streams keeps the controller.
    connection_id: String,
    initial_id: ContactId,
}

/// Everything that listens in.
pub struct Media {
    sink: Rc<dyn Fn(ConnectEvent)>,
    open: RefCell<LiteMap<ContactId, Conversation>>,
    participant_url: RefCell<Option<String>>,
    fault: RefCell<Option<PortError>>,
    /// What befell tasks that are not listened to yet.
    kept: RefCell<Vec<Value>>,
}

impl std::fmt::Debug for Media {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Media").field("open", &self.open).finish_non_exhaustive()
    }
}

impl Media {
    pub fn new(sink: Rc<dyn Fn(ConnectEvent)>) -> Rc<Self> {
        Rc::new(Self {
            sink,
            open: RefCell::default(),
            participant_url: RefCell::default(),
            fault: RefCell::default(),
            kept: RefCell::default(),
        })
    }

    /// Where chats are joined, if that is not Amazon's own address.
    pub fn set_participant_url(&self, url: Option<&str>) {
        *self.participant_url.borrow_mut() = url.filter(|url| !url.is_empty()).map(str::to_owned);
    }

    /// Begins to listen to what is new in a snapshot and leaves what is over or gone. `at` is the snapshot's time.
    pub fn follow(self: &Rc<Self>, contacts: &[Contact], at: Millis) {
        let has_voice = |contact: &&Contact| match contact.r#type {
            // Joining a chat that still rings would tell the customer that the agent is there.
            Channel::Chat => contact.state == ContactState::Connected,
            Channel::Task => !contact.state.is_over(),
            _ => false,
        };
        let mut open = self.open.borrow_mut();
        let is_there = |id: &ContactId| contacts.iter().any(|contact| contact.contact_id == *id);
        for (_, conversation) in open.iter_mut().filter(|(id, _)| !is_there(id)) {
            conversation.ears = Ears::Opening;
            conversation.forget();
        }
        open.retain(|id, _| is_there(id));
        for contact in contacts.iter().filter(has_voice) {
            if !open.contains_key(&contact.contact_id) {
                let connection_id = contact.agent_leg().map(|leg| leg.connection_id.clone());
                let conversation = Conversation {
                    ears: Ears::Opening,
                    connection_id: connection_id.unwrap_or_default(),
                    initial_id: contact.initial_id().clone(),
                };
                open.insert(contact.contact_id.clone(), conversation);
                spawn_local(Rc::clone(self).listen(contact.clone(), at));
            }
        }
        drop(open);
        self.pass_on();
    }

    /// TaskJS has no memory and comes late: until it listens to a task, what befalls it is taken off the line.
    pub fn overhear(&self, frame: &JsValue) {
        let text = |name: &str| Reflect::get(frame, &name.into()).ok().and_then(|text| text.as_string());
        if text("topic").as_deref() != Some("aws/task") {
            return;
        }
        let Some(item) = text("content").and_then(|item| serde_json::from_str(&item).ok()) else { return };
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT_AT_MOST {
            kept.remove(0);
        }
        kept.push(item);
        drop(kept);
        self.pass_on();
    }

    fn pass_on(&self) {
        let open = self.open.borrow();
        let mut told = Vec::new();
        self.kept.borrow_mut().retain(|item| {
            let its = open.iter().find(|(id, task)| task::is_about(item, id, &task.initial_id));
            if let Some((id, task)) = its
                && matches!(task.ears, Ears::Opening)
                && let Some(name) = task::event_of(item, id)
            {
                let (contact_id, payload) = (id.clone(), item.clone());
                told.push(ConnectEvent::TaskEvent { contact_id, name, payload });
            }
            its.is_none()
        });
        drop(open);
        told.into_iter().for_each(|event| (self.sink)(event));
    }

    async fn listen(self: Rc<Self>, contact: Contact, at: Millis) {
        let id = contact.contact_id.clone();
        let opened = match contact.r#type {
            Channel::Chat => self.open_chat(&contact, at).await,
            _ => self.open_task(&id).await,
        };
        let mut open = self.open.borrow_mut();
        match opened {
            Ok(ears) => {
                // What has gone meanwhile needs no ears.
                if let Some(conversation) = open.get_mut(&id) {
                    conversation.ears = ears;
                }
            }
            Err(thrown) => {
                if let Some(conversation) = open.remove(&id) {
                    conversation.forget();
                }
                self.log_once(&thrown);
            }
        }
    }

    async fn open_chat(self: &Rc<Self>, contact: &Contact, at: Millis) -> Result<Ears, JsValue> {
        library("chat").await?;
        if let Some(url) = &*self.participant_url.borrow() {
            chat::join_at(url)?;
        }
        let since = since(contact, at);
        let session = controller(&contact.contact_id).await?;
        let ears = ChatEars::open(session.unchecked_into(), contact.contact_id.clone(), self.sink_of_chat())?;
        // What was said while we were on our way to the conversation.
        if let Err(thrown) = ears.catch_up(since).await {
            self.log_once(&thrown);
        }
        Ok(Ears::Chat(ears))
    }

    fn sink_of_chat(&self) -> chat::Sink {
        let sink = Rc::clone(&self.sink);
        Rc::new(move |contact_id, message, old| sink(ConnectEvent::ChatMessage { contact_id, message, old }))
    }

    async fn open_task(&self, id: &ContactId) -> Result<Ears, JsValue> {
        library("task").await?;
        let session = controller(id).await?;
        let sink = Rc::clone(&self.sink);
        Ok(Ears::Task(TaskEars::open(session.unchecked_into(), id.clone(), sink)?))
    }

    fn log_once(&self, thrown: &JsValue) {
        let fault = fault::rejected(thrown);
        if self.fault.replace(Some(fault.clone())).as_ref() != Some(&fault)
            && let Ok(logger) = raw::logger()
        {
            let _ = logger.warn(&format!("connect-cti cannot follow a conversation: {fault}"));
        }
    }
}

/// Nothing counts that was said before the agent was there, or before this page began to load: by the
/// server's clock, whose time was `at` when the last snapshot arrived.
fn since(contact: &Contact, at: Millis) -> Millis {
    let age = web_sys::window().and_then(|page| page.performance()).map_or(0.0, |clock| clock.now());
    contact.state_timestamp.unwrap_or(at).max(at - age)
}

/// Loads ChatJS or TaskJS, once a page, whoever asks first.
pub async fn library(name: &str) -> Result<(), JsValue> {
    JsFuture::from(raw::library(name)?).await.map(drop)
}

async fn controller(id: &ContactId) -> Result<JsValue, JsValue> {
    let promise: Promise = raw::ContactCalls::of(id.as_str())?.agent_connection()?.media_controller()?;
    JsFuture::from(promise).await
}

impl Conversation {
    /// Streams keeps a controller, even one that failed or is closed, and would hand it out again.
    fn forget(&self) {
        let _ = raw::forget_controller(&self.connection_id);
    }
}

/// What a library hands out, as data.
pub fn data(value: &JsValue) -> Value {
    let text = js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
