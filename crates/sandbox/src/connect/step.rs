//! What people outside the softphone do with a contact: the customer, the agent in the CCP itself, fate.

use serde_json::{Value, json};
use thiserror::Error;

use super::attribute::{AttributesError, texts};
use super::call::end_if_alone;
use super::contact::Contact;
use super::directory::Endpoint;
use super::leg::{Leg, LegState};
use super::{Channel, ContactState, Failure, Instance};

/// The steps of `POST /api/contacts/{id}/{step}`, for messages and documentation.
pub const STEPS: &str = "accept, connect, hangup, customerHangup, miss, reject, fail, clear, hold, resume, \
                         monitor, barge, pause, mute, unmute, attributes, message, typing, conference, transfer, taskEvent, offer, view, answer, leave, \
                         remove";

#[derive(Debug, Error)]
pub enum StepError {
    #[error("contact `{0}` not found; it may have been cleared")]
    UnknownContact(String),
    #[error("no step `{0}`; there are {STEPS}")]
    UnknownStep(String),
    #[error("`{step}` does not fit a contact that is `{state}`")]
    Unfit { step: String, state: &'static str },
    #[error("{0}")]
    Missing(&'static str),
    #[error("{}", .0.message)]
    Refused(Failure),
    #[error(transparent)]
    Attributes(#[from] AttributesError),
}

impl Instance {
    /// Performs one step; the body is the step's own.
    pub fn step(&mut self, id: &str, step: &str, body: &Value) -> Result<Value, StepError> {
        if self.contact(id).is_none() {
            return Err(StepError::UnknownContact(id.to_owned()));
        }
        match step {
            "attributes" => self.set_attributes(id, texts(body.get("attributes").unwrap_or(body))?)?,
            "message" | "typing" => return self.say_step(id, step, body),
            "taskEvent" => {
                let event = body.get("event").and_then(Value::as_str).unwrap_or_default();
                self.task_event(id, event).map_err(StepError::Refused)?;
            }
            // The agent selects it in the CCP.
            "view" => self.broadcast("contact::view", &json!({ "contactId": id })),
            "accept" => {
                self.native(id, "acceptContact")?;
                self.accepted(id, 0);
            }
            "reject" => {
                self.native(id, "rejectContact")?;
                self.clicked(id, "Reject");
            }
            "monitor" | "barge" => {
                let mode = if step == "barge" { "BARGE" } else { "SILENT_MONITOR" };
                let params = json!({ "contactId": id, "targetMonitorMode": mode });
                self.native_with("updateMonitorParticipantState", params)?;
            }
            "clear" => self.native(id, "clearContact")?,
            "pause" => self.native(id, "pauseContact")?,
            "conference" => self.native(id, "conferenceConnections")?,
            "hangup" => self.native_leg(id, "destroyConnection", Contact::agent_leg)?,
            "hold" => self.native_leg(id, "holdConnection", Contact::customer_leg)?,
            "resume" if self.is_paused(id) => self.native(id, "resumeContact")?,
            "resume" => self.native_leg(id, "resumeConnection", Contact::customer_leg)?,
            "mute" | "unmute" => {
                self.mute(step == "mute");
            }
            "transfer" => self.transfer_step(id, body)?,
            "offer" | "connect" | "customerHangup" | "miss" | "fail" | "answer" | "leave" | "remove" => {
                self.fate(id, step, body)?;
            }
            other => return Err(StepError::UnknownStep(other.to_owned())),
        }
        Ok(json!({}))
    }

    /// The agent accepts in the CCP, or the instance for it; no softphone asked, so the page tells them.
    pub(super) fn accept_natively(&mut self, id: &str) {
        if self.native(id, "acceptContact").is_ok() {
            self.accepted(id, 0);
        }
    }

    /// Posts the two accepted events that otherwise come back from the softphone's own broadcast.
    pub fn accepted(&mut self, id: &str, after_ms: u64) {
        self.post(after_ms, "contact::accepted", json!({ "contactId": id }));
        self.post(after_ms, &format!("contact::accepted::{id}"), json!({ "contactId": id }));
    }

    /// What the agent presses in any page all pages hear, before anything comes of it.
    fn clicked(&mut self, id: &str, click: &str) {
        let data = json!({ "contactId": id, "clickType": click, "clickTime": super::chat::iso(self.now) });
        let message = json!({ "post": { "event": "click_stream_data", "data": data } });
        self.outgoing.insert(0, super::Outgoing::Message { after_ms: 0, message });
    }

    /// The same as the API call of that name, but at once.
    fn native(&mut self, id: &str, method: &str) -> Result<(), StepError> {
        self.native_with(method, json!({ "contactId": id }))
    }

    fn native_leg(
        &mut self,
        id: &str,
        method: &str,
        leg: fn(&Contact) -> Option<&Leg>,
    ) -> Result<(), StepError> {
        let leg =
            self.contact(id).and_then(leg).ok_or(StepError::Missing("the contact has no such connection"))?;
        let params = json!({ "contactId": id, "connectionId": leg.id });
        self.native_with(method, params)
    }

    fn native_with(&mut self, method: &str, params: Value) -> Result<(), StepError> {
        self.call(method, &params, 0).map(drop).map_err(StepError::Refused)
    }

    fn is_paused(&self, id: &str) -> bool {
        self.contact(id).is_some_and(|contact| contact.state == ContactState::Paused)
    }

    fn transfer_step(&mut self, id: &str, body: &Value) -> Result<(), StepError> {
        let endpoint = match body.get("phone").and_then(Value::as_str) {
            Some(phone) => super::snapshot::endpoint_value(&Endpoint::phone(phone)),
            None => body
                .get("endpoint")
                .cloned()
                .ok_or(StepError::Missing("`transfer` needs `phone` or `endpoint`"))?,
        };
        let voice = self.contact(id).is_some_and(|contact| contact.channel.is_voice());
        let method = if voice { "createAdditionalConnection" } else { "transferContact" };
        self.native_with(method, json!({ "contactId": id, "endpoint": endpoint }))
    }

    fn say_step(&mut self, id: &str, step: &str, body: &Value) -> Result<Value, StepError> {
        let text = body.get("text").or(body.get("content")).and_then(Value::as_str);
        let typing = "application/vnd.amazonaws.connect.event.typing";
        let said = if step == "typing" {
            self.customer_says(id, typing, "")
        } else {
            let text = text.ok_or(StepError::Missing("`message` needs a `text`"))?;
            let content_type = body.get("contentType").and_then(Value::as_str).unwrap_or("text/plain");
            match body.get("from").and_then(Value::as_str).unwrap_or("customer") {
                "customer" => self.customer_says(id, content_type, text),
                "agent" => self.agent_says(id, content_type, text),
                _ => return Err(StepError::Missing("`from` of a `message` is `customer` or `agent`")),
            }
        };
        said.map(|id| json!({ "id": id })).map_err(StepError::Refused)
    }

    /// What others than the agent do.
    fn fate(&mut self, id: &str, step: &str, body: &Value) -> Result<(), StepError> {
        let now = self.now;
        let Some(contact) = self.contact_mut(id) else { return Ok(()) };
        let (state, ringing) = (contact.state, contact.state.is_ringing());
        let unfit = || StepError::Unfit { step: step.to_owned(), state: state.name() };
        let voice = contact.channel.is_voice();
        match step {
            "connect" if state == ContactState::Connected => return Ok(()),
            "connect" if ringing => contact.connect(now),
            "offer" if ringing => {
                let wanted = body.get("state").and_then(Value::as_str).unwrap_or("connecting");
                let known = [ContactState::Incoming, ContactState::Pending, ContactState::Connecting];
                let state = known.into_iter().find(|state| state.name() == wanted);
                let state = state.ok_or(StepError::Missing(
                    "`state` of an `offer` is `incoming`, `pending` or `connecting`",
                ))?;
                contact.set(state, now);
            }
            "answer" => return self.called_answers(id).ok_or_else(unfit),
            "leave" => return self.third_party_leaves(id).ok_or_else(unfit),
            "customerHangup" if contact.channel == Channel::Task => return Err(unfit()),
            "customerHangup" if ringing => {
                // Connect sees the line go down before it stops ringing at the agent.
                if let Some(leg) = contact.customer_leg_mut() {
                    leg.set(LegState::Disconnected, now);
                }
                self.changed(0);
                if let Some(contact) = self.contact_mut(id) {
                    contact.finish(ContactState::Missed, now);
                }
                self.missed(voice);
            }
            "miss" if ringing => {
                contact.finish(ContactState::Missed, now);
                self.missed(voice);
            }
            "customerHangup" if !state.is_over() => self.customer_gone(id),
            "fail" if ringing => {
                let name = body.get("state").and_then(Value::as_str).unwrap_or("FailedConnectCustomer");
                contact.finish(ContactState::Error, now);
                if voice {
                    self.agent.error = Some(name.to_owned());
                }
            }
            "remove" => self.remove(id),
            _ => return Err(unfit()),
        }
        self.changed(0);
        Ok(())
    }

    /// The agent let a call ring; only that, not a missed chat, takes the agent out of routing.
    pub(super) fn missed(&mut self, voice: bool) {
        if voice {
            self.agent.error = Some("MissedCallAgent".to_owned());
        }
    }

    /// The customer's leg goes down; the contact lives on while a third party is there.
    pub(super) fn customer_gone(&mut self, id: &str) {
        let now = self.now;
        let Some(contact) = self.contact_mut(id) else { return };
        if let Some(leg) = contact.customer_leg_mut() {
            leg.set(LegState::Disconnected, now);
        }
        end_if_alone(contact, now);
        if self.contact(id).is_some_and(|contact| contact.state.is_over()) {
            self.chat_ended(id);
        }
    }

    /// Whoever is being called picks up.
    fn called_answers(&mut self, id: &str) -> Option<()> {
        let ringing = |leg: &&Leg| !leg.is_agents() && leg.state == LegState::Connecting;
        let leg_id = self.contact(id)?.legs.iter().find(ringing)?.id.clone();
        self.answer(id, &leg_id).then_some(())
    }

    fn third_party_leaves(&mut self, id: &str) -> Option<()> {
        let now = self.now;
        let contact = self.contact_mut(id)?;
        contact.others().find(|leg| !leg.initial)?.set(LegState::Disconnected, now);
        end_if_alone(contact, now);
        self.changed(0);
        Some(())
    }
}
