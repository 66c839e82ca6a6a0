//! What is said in chats and what befalls tasks, as events of their sources.

use std::rc::Rc;

use cti_core::event::EventSpec;
use cti_core::lifecycle::contact_event_with;
use cti_core::{ContactId, Source};
use serde_json::Value;

use super::Session;

impl Session {
    pub(super) fn on_chat_message(self: &Rc<Self>, contact_id: ContactId, message: Value, old: bool) {
        if self.contact(&contact_id).is_none() {
            return;
        }
        let name = match text(&message, "ParticipantRole") {
            "CUSTOMER" => Some("onMessageReceived"),
            "AGENT" => Some("onMessageSent"),
            _ => None,
        };
        let occurrence = format!("message:{}", text(&message, "Id"));
        self.remember(&contact_id, &message);
        if let Some(name) = name.filter(|_| !old) {
            self.raise(&contact_id, Source::ChatContact, name, occurrence, message);
        }
    }

    /// The transcript may come after what was said live meanwhile. Times are ISO 8601, all of one length.
    fn remember(&self, contact_id: &ContactId, message: &Value) {
        let messages = &mut self.inner.borrow_mut().messages;
        let last = messages.get(contact_id).map(|last| text(last, "AbsoluteTime"));
        if last.is_none_or(|last| last <= text(message, "AbsoluteTime")) {
            messages.insert(contact_id.clone(), message.clone());
        }
    }

    pub(super) fn on_task_event(self: &Rc<Self>, contact_id: &ContactId, name: &'static str, payload: Value) {
        let occurrence = format!("{contact_id}@{}", text(&payload, "AbsoluteTime"));
        self.raise(contact_id, Source::TaskContact, name, occurrence, payload);
    }

    /// The last message of a chat that is still there: `{Content, ParticipantRole, …}`.
    pub fn last_message(&self, contact_id: &ContactId) -> Option<Value> {
        self.inner.borrow().messages.get(contact_id).cloned()
    }

    fn raise(
        self: &Rc<Self>,
        contact_id: &ContactId,
        source: Source,
        name: &'static str,
        occurrence: String,
        payload: Value,
    ) {
        if let (Some(contact), Some(spec)) = (self.contact(contact_id), EventSpec::find(source, name)) {
            self.offer(contact_event_with(spec, &contact, occurrence, payload));
        }
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
