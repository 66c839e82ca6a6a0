//! The instance's API as Streams calls it (`api_request`): one method, checked, performed, answered.

mod agent;
mod contact;
mod leg;
mod params;
mod transport;

use serde_json::{Value, json};

use super::contact::Contact;
use super::{Channel, ContactState, Failure, Instance};
pub(super) use params::Params;

impl Instance {
    /// Performs one method; its effect is published `after_ms` later, as the real thing answers first
    /// and shows the effect in a later snapshot.
    pub fn call(&mut self, method: &str, params: &Value, after_ms: u64) -> Result<Value, Failure> {
        let params = Params(params);
        let done = |()| json!({});
        match method {
            "putAgentState" => self.put_agent_state(&params).map(done),
            "createOutboundContact" => return self.create_outbound(&params, after_ms),
            "getEndpoints" => return self.endpoints(&params),
            "updateAgentConfiguration" => self.reconfigure(params.get("configuration")).map(done),
            "acceptContact" => return self.accept(&params, after_ms),
            "rejectContact" => self.reject(&params).map(done),
            "clearContact" => self.clear(&params).map(done),
            "completeContact" => self.complete(&params).map(done),
            "pauseContact" => self.pause(&params).map(done),
            "resumeContact" => self.resume(&params).map(done),
            "notifyContactIssue" | "sendSoftphoneCallMetrics" | "sendSoftphoneCallReport" => {
                return self.known(&params).map(done);
            }
            "createAdditionalConnection" => return self.add_leg(&params, 1, after_ms),
            "addNewConnection" => return self.add_leg(&params, 4, after_ms),
            "transferContact" => self.transfer(&params).map(done),
            "toggleActiveConnections" => self.toggle(&params).map(done),
            "conferenceConnections" => self.conference(&params).map(done),
            "updateMonitorParticipantState" => self.monitor(&params).map(done),
            "destroyConnection" => self.destroy_leg(&params).map(done),
            "holdConnection" => self.hold(&params, true).map(done),
            "resumeConnection" => self.hold(&params, false).map(done),
            "sendDigits" => return self.send_digits(&params).map(done),
            "muteParticipant" => self.mute_leg(&params, true).map(done),
            "unmuteParticipant" => self.mute_leg(&params, false).map(done),
            "createTaskContact" => self.create_task(&params),
            "createTemplatedTask" => self.create_templated_task(&params),
            "updateContact" => self.update_task(&params).map(done),
            "listTaskTemplates" => return Ok(self.task_templates()),
            "getTaskTemplate" => return self.task_template(&params),
            _ => return self.look_up(method, &params),
        }
        .inspect(|_| self.changed(after_ms))
    }

    /// Methods that only answer and change nothing.
    fn look_up(&self, method: &str, params: &Params<'_>) -> Result<Value, Failure> {
        match method {
            "createTransport" => self.create_transport(params),
            "startScreenSharing" => Err(Failure::invalid_state("the contact has no screen to share")),
            "qrIntegrationExists" => Ok(json!(false)),
            "qrSearchQuickResponses" => Ok(json!({ "results": [] })),
            "AgentAppService.Acs.listIntegrationAssociations" => {
                Ok(json!({ "IntegrationAssociationSummaryList": [] }))
            }
            "getNewAuthToken" => {
                let expires = super::chat::iso(self.now + 3_600_000.0);
                Ok(json!({ "newAuthToken": self.session.token(), "expirationDateTime": expires }))
            }
            other => Err(Failure::unknown_operation(other)),
        }
    }

    fn known(&self, params: &Params<'_>) -> Result<(), Failure> {
        self.target(params).map(drop)
    }

    /// The contact that the parameters name.
    fn target(&self, params: &Params<'_>) -> Result<&Contact, Failure> {
        let id = params.text("contactId")?;
        self.contact(id).ok_or_else(|| Failure::contact_not_found(id))
    }

    fn target_mut(&mut self, params: &Params<'_>) -> Result<&mut Contact, Failure> {
        let id = params.text("contactId")?;
        self.contact_mut(id).ok_or_else(|| Failure::contact_not_found(id))
    }
}

/// A contact ends when nobody but the agent is left; a task has nobody else to begin with.
pub(super) fn end_if_alone(contact: &mut Contact, now: f64) {
    if contact.channel != Channel::Task && contact.others().next().is_none() {
        contact.finish(ContactState::Ended, now);
    }
}

fn unfit(contact: &Contact, wish: &str) -> Failure {
    Failure::invalid_state(format!("cannot {wish} a contact that is `{}`", contact.state.name()))
}
