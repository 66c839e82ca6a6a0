//! The conversation of a chat contact, and how it reaches the pages.

use serde_json::{Map, Value, json};

use super::contact::{Contact, Message};
use super::leg::Media;
use super::{Failure, Instance};

const ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";

impl Instance {
    pub(super) fn message(
        &mut self,
        role: &'static str,
        participant_id: &str,
        name: &str,
        content_type: &str,
        content: &str,
    ) -> Message {
        let event = content_type.starts_with("application/vnd.amazonaws.connect.event.");
        Message {
            id: self.ids.uuid(),
            at: self.now,
            role,
            participant_id: participant_id.to_owned(),
            name: name.to_owned(),
            kind: if event { "EVENT" } else { "MESSAGE" },
            content_type: content_type.to_owned(),
            content: content.to_owned(),
        }
    }

    /// The customer writes.
    pub fn customer_says(
        &mut self,
        contact_id: &str,
        content_type: &str,
        content: &str,
    ) -> Result<String, Failure> {
        let contact = self.chat(contact_id)?;
        let name = customer_name(contact);
        let participant = contact.customer_leg().map(|leg| leg.id.clone()).unwrap_or_default();
        Ok(self.say(contact_id, "CUSTOMER", &participant, &name, content_type, content))
    }

    /// The agent writes, with ChatJS or in the CCP.
    pub fn agent_says(
        &mut self,
        contact_id: &str,
        content_type: &str,
        content: &str,
    ) -> Result<String, Failure> {
        let contact = self.chat(contact_id)?;
        let participant = contact.agent_leg().map(|leg| leg.id.clone()).unwrap_or_default();
        let name = self.agent.name;
        Ok(self.say(contact_id, "AGENT", &participant, name, content_type, content))
    }

    /// Tells the listeners that the conversation is over.
    pub(super) fn chat_ended(&mut self, contact_id: &str) {
        if self.chat(contact_id).is_ok() {
            self.say(contact_id, "SYSTEM", "", "", ENDED, "");
        }
    }

    /// Connection acknowledgements and typing are told to nobody but the other side, which is us.
    fn say(
        &mut self,
        contact_id: &str,
        role: &'static str,
        participant_id: &str,
        name: &str,
        content_type: &str,
        content: &str,
    ) -> String {
        let message = self.message(role, participant_id, name, content_type, content);
        let item = message_value(contact_id, &message);
        let id = message.id.clone();
        let passing = content_type.ends_with(".typing") || content_type.ends_with(".acknowledged");
        if !passing && let Some(contact) = self.contact_mut(contact_id) {
            contact.messages.push(message);
        }
        let frame =
            json!({ "topic": "aws/chat", "contentType": "application/json", "content": item.to_string() });
        self.post(0, "webSocket::all_message", frame);
        let face = json!({ "face": self.face() });
        self.outgoing.push(super::Outgoing::Message { after_ms: 0, message: face });
        id
    }

    fn chat(&self, contact_id: &str) -> Result<&Contact, Failure> {
        let contact = self.contact(contact_id).ok_or_else(|| Failure::contact_not_found(contact_id))?;
        let is_chat = contact.legs.iter().any(|leg| matches!(leg.media, Media::Chat { .. }));
        is_chat.then_some(contact).ok_or_else(|| Failure::invalid_contact_type("the contact is not a chat"))
    }

    /// The chat whose agent has this token.
    pub fn chat_of_token(&self, token: &str) -> Option<&Contact> {
        let has = |media: &Media| matches!(media, Media::Chat { token: own, .. } if own == token);
        self.contacts.iter().find(|contact| contact.legs.iter().any(|leg| has(&leg.media)))
    }

    /// All messages, as `GetTranscript` gives them.
    pub fn transcript(&self, contact_id: &str) -> Vec<Value> {
        let messages =
            self.contact(contact_id).map(|contact| contact.messages.as_slice()).unwrap_or_default();
        messages.iter().map(|message| message_value(contact_id, message)).collect()
    }

    /// What only the CCP's own page needs: the conversations and the mute.
    pub(super) fn face(&self) -> Value {
        let told = self.contacts.iter().filter(|contact| !contact.messages.is_empty());
        let chats: Map<String, Value> =
            told.map(|contact| (contact.id.clone(), Value::Array(self.transcript(&contact.id)))).collect();
        json!({ "muted": self.agent.muted, "chats": chats })
    }
}

fn customer_name(contact: &Contact) -> String {
    let name = contact.legs.iter().find_map(|leg| match &leg.media {
        Media::Chat { customer_name, .. } => Some(customer_name.clone()),
        Media::None | Media::Softphone { .. } => None,
    });
    name.unwrap_or_default()
}

fn message_value(contact_id: &str, message: &Message) -> Value {
    json!({
        "AbsoluteTime": iso(message.at), "Content": message.content, "ContentType": message.content_type,
        "Id": message.id, "Type": message.kind, "ParticipantId": message.participant_id,
        "DisplayName": message.name, "ParticipantRole": message.role,
        "InitialContactId": contact_id, "ContactId": contact_id,
    })
}

/// ISO 8601 in UTC with milliseconds, from milliseconds since the epoch.
pub(super) fn iso(ms: f64) -> String {
    let time = jiff::Timestamp::from_millisecond(ms as i64).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{time:.3}")
}
