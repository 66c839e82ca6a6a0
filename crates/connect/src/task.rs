//! What befalls one task, through TaskJS.

use std::rc::Rc;

use cti_core::ContactId;
use cti_ports::ConnectEvent;
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::{media, raw};

/// Content type of TaskJS and name of the event.
const EVENTS: [(&str, &str); 5] = [
    ("application/vnd.amazonaws.connect.event.transfer.initiated", "onTransferInitiated"),
    ("application/vnd.amazonaws.connect.event.transfer.succeeded", "onTransferSucceeded"),
    ("application/vnd.amazonaws.connect.event.transfer.failed", "onTransferFailed"),
    ("application/vnd.amazonaws.connect.event.expire.warning", "onTaskExpiring"),
    ("application/vnd.amazonaws.connect.event.expire.complete", "onTaskExpired"),
];

/// Listens to a task until it is dropped.
#[derive(Debug)]
pub struct TaskEars {
    session: raw::TaskController,
    /// TaskJS calls it as long as we are subscribed.
    _callback: Closure<dyn Fn(JsValue)>,
}

impl TaskEars {
    pub fn open(
        session: raw::TaskController,
        contact_id: ContactId,
        sink: Rc<dyn Fn(ConnectEvent)>,
    ) -> Result<Self, JsValue> {
        let callback = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
            let payload = media::data(&message);
            if let Some(name) = event_of(&payload, &contact_id) {
                sink(ConnectEvent::TaskEvent { contact_id: contact_id.clone(), name, payload });
            }
        });
        session.on_message(callback.as_ref())?;
        Ok(Self { session, _callback: callback })
    }
}

/// As TaskJS has it.
pub fn is_about(message: &Value, contact: &ContactId, initial: &ContactId) -> bool {
    let is = |name: &str, id: &ContactId| message.get(name).and_then(Value::as_str) == Some(id.as_str());
    is("InitialContactId", initial) || is("ContactId", contact)
}

/// TaskJS hands out what befalls other tasks of the same chain as well.
pub fn event_of(message: &Value, contact: &ContactId) -> Option<&'static str> {
    let text = |name: &str| message.get(name).and_then(Value::as_str);
    let is_its = text("ContactId").is_none_or(|id| id == contact.as_str());
    let kind = text("ContentType").filter(|_| is_its)?;
    EVENTS.iter().find(|(content_type, _)| *content_type == kind).map(|row| row.1)
}

impl Drop for TaskEars {
    fn drop(&mut self) {
        // A task that is gone has forgotten us already.
        let _ = self.session.clean_up();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_content_type_has_its_event() {
        let check = |message: Value| event_of(&message, &"t".into());
        let failed = "application/vnd.amazonaws.connect.event.transfer.failed";
        assert_eq!(check(json!({"ContentType": failed})), Some("onTransferFailed"));
        assert_eq!(check(json!({"ContentType": failed, "ContactId": "earlier"})), None);
        assert_eq!(check(json!({"ContentType": "text/plain"})), None);
    }
}
