//! The org: records and server calls.

use cti_core::Millis;
use cti_core::recording::RecordingAction;
use cti_core::settings::Configuration;
use serde_json::{Value, json};

use crate::Answer;

/// What becomes of the agent when the lease has run out, that is when no page of the agent is left to renew it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionLease {
    /// Known to the agent's pages alone; a lease with another key replaces this one.
    pub key: String,
    pub agent_arn: String,
    /// The state to set; `None` where nothing is to be done.
    pub agent_state_arn: Option<String>,
    /// Whether the agent is signed out of Connect as well, unless a contact is live.
    pub sign_out: bool,
    pub seconds: u32,
    /// When this was written, by the agent's clock: what arrives after something newer is old.
    pub at: Millis,
}

impl SessionLease {
    pub fn to_json(&self) -> Value {
        json!({
            "key": self.key,
            "agentARN": self.agent_arn,
            "agentStateARN": self.agent_state_arn,
            "signOut": self.sign_out,
            "seconds": self.seconds,
            "at": self.at,
        })
    }
}

/// Server calls on behalf of the user, with the user's rights.
pub trait Org {
    /// Everything an administrator has set, in one call.
    fn configuration(&self) -> Answer<Configuration>;

    /// One record with the named fields.
    fn retrieve(&self, object: &str, id: &str, fields: &[String]) -> Answer<Value>;

    /// A text search; values are literal. Shape: `{find, in, returning: [query]}`, where
    /// `in` is `PHONE FIELDS`, `NAME FIELDS`, `EMAIL FIELDS` or `ALL FIELDS`. Answers `{records}`.
    fn search(&self, search: Value) -> Answer<Value>;

    /// A query. Shape: `{object, fields, where?: [{field, op, value}], orderBy?: {field, descending}, limit?}`,
    /// where values are literal, or `{query}`, a text in SOQL as an administrator wrote it. Answers `{records}`.
    fn query(&self, query: Value) -> Answer<Value>;

    /// Writes attributes to a contact in Connect; `contact_id` is the first of its chain.
    fn update_contact_attributes(&self, contact_id: &str, attributes: Value) -> Answer<()>;

    /// Calls a `webService static` method of a global Apex class; `method_params` is a query string. Answers
    /// what the method returned, as JSON where it is JSON and as text otherwise.
    fn run_apex(&self, apex_class: &str, method_name: &str, method_params: &str) -> Answer<Value>;

    /// Controls the recording of a call; `initial_contact_id` is the first of its chain.
    fn recording(&self, action: RecordingAction, contact_id: &str, initial_contact_id: &str) -> Answer<()>;

    /// Takes or renews the agent's lease. Answers for how many seconds the org has granted it.
    fn renew_lease(&self, lease: &SessionLease) -> Answer<u32>;

    /// Gives a lease that stands another length from now. Sent at once and without an answer, because a page
    /// that goes away cannot wait for one; where it does not arrive, the lease runs out by itself.
    fn retime_lease(&self, key: &str, seconds: u32, at: Millis);
}
