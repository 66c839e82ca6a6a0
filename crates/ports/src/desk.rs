//! Our own page, as far as flows may use it.

use serde_json::{Map, Value};

use crate::Answer;

/// Questions wait for the agent, so they are the only calls without a time limit.
pub trait Desk {
    /// Shows `{title, message, confirmLabel, cancelLabel?, inputLabel?}`; answers `{button, text}`, where
    /// `button` is `confirm`, `cancel` or `dismiss`.
    fn ask(&self, question: Value) -> Answer<Value>;

    /// Shows a message; answered when the agent has dismissed it.
    fn alert(&self, message: &str) -> Answer<()>;

    /// Rows of the Data panel of a contact, in place of those that it had.
    fn show_data(&self, contact_id: Option<&str>, data: Map<String, Value>);

    /// Opens the drawer of a contact on its attributes.
    fn show_attributes(&self, contact_id: Option<&str>);

    /// Opens an `http` or `https` address in a browser tab; rejected where the browser blocks it.
    fn open_url(&self, url: &str) -> Answer<()>;

    /// A method of a small, jQuery-like list on elements of the overlay, where an administrator allows that.
    fn call_element(&self, selector: &str, method: &str, args: &[Value]) -> Answer<Value>;
}
