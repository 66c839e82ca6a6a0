//! What a flow asks of our own page.

use serde_json::{Map, Value};

use super::{map, text, with_some};
use crate::json::object;

#[derive(Clone, Debug, PartialEq)]
pub enum Desk {
    /// Asks the agent something. Answer: `{button: "confirm" | "cancel" | "dismiss", text}`.
    ShowModal(Modal),
    /// Tells the agent something; answered when it is dismissed. Answer: ignored.
    Alert { message: String },
    /// Rows of the Data panel, in place of those that the contact had. Answer: ignored.
    ShowData { contact_id: Option<String>, data: Map<String, Value> },
    /// Opens the overlay on the Attributes panel. Answer: ignored.
    ShowAttributes { contact_id: Option<String> },
    /// Opens an address in a browser tab of its own. Answer: ignored.
    OpenUrl { url: String },
    /// A jQuery-like method on elements of the overlay. Answer: its value.
    CallElement { selector: String, method: String, args: Vec<Value> },
}

/// A question to the agent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Modal {
    pub title: String,
    pub message: String,
    pub confirm_label: String,
    /// Without one there is nothing to cancel.
    pub cancel_label: Option<String>,
    /// With one there is a text to fill in.
    pub input_label: Option<String>,
}

impl Desk {
    pub(super) const NAMES: &[&str] = &[
        "desk.showModal",
        "desk.alert",
        "desk.showData",
        "desk.showAttributes",
        "desk.openUrl",
        "desk.callElement",
    ];

    pub fn name(&self) -> &'static str {
        match self {
            Self::ShowModal(_) => "desk.showModal",
            Self::Alert { .. } => "desk.alert",
            Self::ShowData { .. } => "desk.showData",
            Self::ShowAttributes { .. } => "desk.showAttributes",
            Self::OpenUrl { .. } => "desk.openUrl",
            Self::CallElement { .. } => "desk.callElement",
        }
    }

    pub fn args(&self) -> Value {
        match self {
            Self::ShowModal(modal) => {
                let shown = object([
                    ("title", text(&modal.title)),
                    ("message", text(&modal.message)),
                    ("confirmLabel", text(&modal.confirm_label)),
                ]);
                with_some(shown, [("cancelLabel", &modal.cancel_label), ("inputLabel", &modal.input_label)])
            }
            Self::Alert { message } => object([("message", text(message))]),
            Self::ShowData { contact_id, data } => {
                with_some(object([("data", map(data))]), [("contactId", contact_id)])
            }
            Self::ShowAttributes { contact_id } => with_some(object([]), [("contactId", contact_id)]),
            Self::OpenUrl { url } => object([("url", text(url))]),
            Self::CallElement { selector, method, args } => object([
                ("selector", text(selector)),
                ("method", text(method)),
                ("args", Value::Array(args.clone())),
            ]),
        }
    }
}
