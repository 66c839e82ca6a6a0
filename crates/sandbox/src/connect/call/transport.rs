//! `createTransport`: the way to a contact's media.

use serde_json::{Value, json};

use super::Params;
use crate::connect::chat::iso;
use crate::connect::leg::Media;
use crate::connect::{Failure, Instance};

const DAY_MS: f64 = 86_400_000.0;

impl Instance {
    pub(super) fn create_transport(&self, params: &Params<'_>) -> Result<Value, Failure> {
        match params.text("transportType")? {
            "chat_token" => self.chat_token(params),
            // Nothing here carries sound or pictures, and saying otherwise would hang the caller.
            kind @ ("softphone" | "web_rtc") => {
                Err(Failure::access_denied(format!("the sandbox carries no media: `{kind}`")))
            }
            other => Err(Failure::validation(format!("unknown `transportType` `{other}`"))),
        }
    }

    fn chat_token(&self, params: &Params<'_>) -> Result<Value, Failure> {
        let contact = self.target(params)?;
        let token = contact.legs.iter().find_map(|leg| match &leg.media {
            Media::Chat { token, .. } => Some(token),
            Media::None | Media::Softphone { .. } => None,
        });
        let token = token.ok_or_else(|| Failure::invalid_contact_type("the contact is not a chat"))?;
        Ok(json!({ "chatTokenTransport": { "participantToken": token, "expiry": iso(self.now + DAY_MS) } }))
    }
}
