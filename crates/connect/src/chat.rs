//! The conversation of one chat, through ChatJS.

use std::cell::RefCell;
use std::rc::Rc;

use cti_core::{ContactId, Millis};
use js_sys::{JSON, Reflect};
use litemap::LiteMap;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{media, raw};

/// Takes a message, and whether it was said before anybody could hear it.
pub type Sink = Rc<dyn Fn(ContactId, Value, bool)>;

/// Has ChatJS join chats at another address than Amazon's own of the region.
pub fn join_at(url: &str) -> Result<(), JsValue> {
    raw::configure_chats(&JSON::parse(&json!({ "endpoint": url }).to_string())?)
}

/// Listens to a chat until it is dropped.
pub struct ChatEars {
    session: raw::ChatController,
    hearing: Rc<Hearing>,
    /// ChatJS calls it as long as we are subscribed.
    _callback: Closure<dyn Fn(JsValue)>,
}

impl std::fmt::Debug for ChatEars {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChatEars").finish_non_exhaustive()
    }
}

/// Passes each message on once: the transcript and the line may both have it.
struct Hearing {
    contact_id: ContactId,
    sink: Sink,
    heard: RefCell<LiteMap<String, ()>>,
}

impl ChatEars {
    pub fn open(session: raw::ChatController, contact_id: ContactId, sink: Sink) -> Result<Self, JsValue> {
        let hearing = Rc::new(Hearing { contact_id, sink, heard: RefCell::default() });
        let live = Rc::clone(&hearing);
        let callback = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let message = Reflect::get(&event, &"data".into()).unwrap_or_default();
            live.hear(media::data(&message), false);
        });
        session.on_message(callback.as_ref())?;
        Ok(Self { session, hearing, _callback: callback })
    }

    /// Reads what was said before we listened; what is not older than `since` counts as said now.
    pub async fn catch_up(&self, since: Millis) -> Result<(), JsValue> {
        let options = json!({ "maxResults": 100, "sortOrder": "ASCENDING", "scanDirection": "BACKWARD" });
        let answer = self.session.transcript(&JSON::parse(&options.to_string())?)?;
        let answer = media::data(&JsFuture::from(answer).await?);
        let said = answer.pointer("/data/Transcript").and_then(Value::as_array).cloned().unwrap_or_default();
        for message in said {
            let time =
                message.get("AbsoluteTime").and_then(Value::as_str).map_or(f64::NAN, js_sys::Date::parse);
            let is_new = time >= since;
            self.hearing.hear(message, !is_new);
        }
        Ok(())
    }
}

impl Hearing {
    fn hear(&self, message: Value, old: bool) {
        if !is_message_of(&message, &self.contact_id) {
            return;
        }
        let id = message.get("Id").and_then(Value::as_str).unwrap_or_default();
        if !id.is_empty() && self.heard.borrow_mut().insert(id.to_owned(), ()).is_none() {
            (self.sink)(self.contact_id.clone(), message, old);
        }
    }
}

/// ChatJS hands out what befalls a conversation as well, and what is said in other chats of the same chain.
fn is_message_of(message: &Value, contact: &ContactId) -> bool {
    let text = |name: &str| message.get(name).and_then(Value::as_str);
    let is_its = text("ContactId").is_none_or(|id| id == contact.as_str());
    is_its && matches!(text("Type"), Some("MESSAGE" | "ATTACHMENT"))
}

impl Drop for ChatEars {
    fn drop(&mut self) {
        // A conversation that has ended has forgotten us already.
        let _ = self.session.clean_up();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_messages_of_this_chat_are_heard() {
        let check = |message: Value| is_message_of(&message, &"c".into());
        assert!(check(json!({"Type": "MESSAGE", "ContactId": "c"})));
        assert!(check(json!({"Type": "ATTACHMENT"})));
        assert!(!check(json!({"Type": "EVENT", "ContactId": "c"})));
        assert!(!check(json!({"Type": "MESSAGE", "ContactId": "earlier"})));
        assert!(!check(json!("MESSAGE")));
    }
}
