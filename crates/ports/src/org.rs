//! The org: records and server calls.

use cti_core::recording::RecordingAction;
use cti_core::settings::Configuration;
use serde_json::Value;

use crate::Answer;

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
}
