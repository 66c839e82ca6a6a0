//! Calls about the agent: state, outbound calls, quick connects.

use serde_json::{Value, json};

use super::Params;
use crate::connect::configuration::dialable;
use crate::connect::contact::{Contact, Direction};
use crate::connect::directory::Endpoint;
use crate::connect::snapshot::endpoint_value;
use crate::connect::{Channel, Failure, Instance};

impl Instance {
    pub(super) fn put_agent_state(&mut self, params: &Params<'_>) -> Result<(), Failure> {
        let wanted = Params(params.get("state"));
        let known = match wanted.text_if_any("agentStateARN") {
            Some(arn) => self.agent.state_by_arn(arn),
            None => self.agent.state(wanted.text("name")?),
        };
        let state = known.cloned().ok_or_else(|| Failure::validation("the agent has no such state"))?;
        self.choose(state, params.flag("enqueueNextState"))
    }

    /// The answer carries no contact id: the contact shows up in a snapshot.
    pub(super) fn create_outbound(&mut self, params: &Params<'_>, after_ms: u64) -> Result<Value, Failure> {
        let endpoint = self.reachable(params.endpoint()?)?;
        let queue = match params.text_if_any("queueARN") {
            Some(arn) => self.directory.queue(arn),
            None => self.directory.queues.first(),
        };
        let queue =
            queue.cloned().ok_or_else(|| Failure::validation("`queueARN` is not of the routing profile"))?;
        if self.contacts.iter().any(Contact::is_live_call) {
            return Err(Failure::invalid_state("the agent already handles a call"));
        }
        // Dialling ends the wrap-up of the call before, and a missed one is forgotten.
        self.contacts.retain(|call| !call.is_own_call());
        self.agent.error = None;
        let mut contact = self.blank(Channel::Voice, Direction::Outbound, queue);
        contact.related_id = params.text_if_any("relatedContactId").map(str::to_owned);
        self.compose_outbound(&mut contact, endpoint);
        let (id, leg) = (contact.id.clone(), contact.customer_leg().map(|leg| leg.id.clone()));
        self.contacts.push(contact);
        self.changed(after_ms);
        self.answer_later(&id, leg.as_deref().unwrap_or_default());
        Ok(json!({}))
    }

    /// Checks whom a call is to go to: a number that may be dialled, or a quick connect.
    pub(in crate::connect) fn reachable(&self, endpoint: Endpoint) -> Result<Endpoint, Failure> {
        if let Some(known) = endpoint.arn.as_deref().and_then(|arn| self.directory.quick_connect(arn)) {
            return Ok(known.clone());
        }
        match (endpoint.kind.as_str(), endpoint.phone_number.as_deref()) {
            ("phone_number", Some(number)) => dialable(number).map(|()| endpoint),
            (kind, _) => {
                Err(Failure::bad_endpoint(format!("no quick connect of type `{kind}` has this ARN")))
            }
        }
    }

    /// Quick connects, page by page; the token is the number of those already given.
    pub(super) fn endpoints(&self, params: &Params<'_>) -> Result<Value, Failure> {
        let queues = params.get("queueARNs").as_array().map(Vec::as_slice).unwrap_or_default();
        let stranger =
            queues.iter().filter_map(Value::as_str).find(|arn| self.directory.queue(arn).is_none());
        if let Some(arn) = stranger {
            return Err(Failure::validation(format!("queue `{arn}` is not of the routing profile")));
        }
        let start: usize = match params.text_if_any("nextToken") {
            Some(token) => token.parse().map_err(|_| Failure::validation("unknown `nextToken`"))?,
            None => 0,
        };
        let size = params.get("maxResults").as_u64().and_then(|size| usize::try_from(size).ok());
        let size = size.unwrap_or(500).clamp(1, 500);
        let all = &self.directory.quick_connects;
        let page: Vec<Value> = all.iter().skip(start).take(size).map(endpoint_value).collect();
        let more = start + page.len() < all.len();
        let mut answer = json!({ "endpoints": page });
        if more && let Some(fields) = answer.as_object_mut() {
            fields.insert("nextToken".to_owned(), (start + size).to_string().into());
        }
        Ok(answer)
    }
}
