//! CTI Actions: flows that an agent starts by hand, some after filling in a form.

mod offer;

use litemap::LiteMap;
use serde::Serialize;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::members::{read_choice, read_members};
use crate::sorted::sorted;

pub use offer::{Choice, FieldOffer, Offer, offer};

/// A CTI Action record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActionRule {
    pub name: String,
    /// Name or id of a flow whose source is CTI Action.
    pub flow: String,
    /// Its place in the panel; those of one place stand in the order of their names.
    pub order: f64,
    /// What the flow is given in any case.
    pub payload: Vec<ActionValue>,
    pub title: String,
    pub instructions: String,
    pub fields: Vec<ActionField>,
    /// Name or id of a flow, of the same source, that fills the form's choices and values before it opens.
    pub options_flow: String,
}

read_members!(ActionRule {
    name: "name",
    flow: "flow",
    order: "order",
    payload: "payload",
    title: "title",
    instructions: "instructions",
    fields: "fields",
    options_flow: "optionsFlow",
});

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ActionValue {
    pub key: String,
    pub value: String,
}

read_members!(ActionValue { key: "key", value: "value" });

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum FieldKind {
    #[default]
    Text,
    Dropdown,
}

read_choice!(FieldKind { Text: "Text", Dropdown: "Dropdown" });

/// A field of an action's form.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ActionField {
    /// The member of the payload.
    pub name: String,
    pub label: String,
    pub r#type: FieldKind,
    pub order: f64,
    pub required: bool,
    /// What a dropdown offers.
    pub options: Vec<String>,
}

read_members!(ActionField {
    name: "name",
    label: "label",
    r#type: "type",
    order: "order",
    required: "required",
    options: "options",
});

/// What an agent has filled in, by the fields' names.
pub type Form = LiteMap<String, String>;

/// Why an action did not do what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ActionError {
    #[error("the page is still starting")]
    NotReady,
    #[error("there is no action `{0}`")]
    Unknown(String),
    #[error("the flow `{0}` is not there, or has an error")]
    NoFlow(String),
    #[error("`{0}` is a required property")]
    MissingField(String),
    #[error("it is running already")]
    Running,
    #[error("the contact is gone")]
    ContactGone,
    #[error("no quick connect is set for voicemail drops")]
    NoQuickConnect,
    #[error("it took longer than a flow may take")]
    TimedOut,
    /// A command of the flow, by the key of its name, and whether it happened is unknown.
    #[error("no answer to {0}")]
    NoAnswer(&'static str),
    #[error("{command} did not work: {reason}")]
    Refused { command: &'static str, reason: String },
    #[error("{0}")]
    Failed(String),
}

/// Actions in the order in which the panel lists them.
pub fn in_order(actions: &[ActionRule]) -> Vec<&ActionRule> {
    sorted(actions.iter(), |a, b| a.order.total_cmp(&b.order).then_with(|| a.name.cmp(&b.name)))
}

impl ActionRule {
    /// Whether the agent sees something before the flow starts.
    pub fn has_form(&self) -> bool {
        !(self.title.is_empty() && self.instructions.is_empty() && self.fields.is_empty())
    }

    pub fn fields_in_order(&self) -> Vec<&ActionField> {
        sorted(self.fields.iter(), |a, b| a.order.total_cmp(&b.order))
    }

    /// What stands in the form: what the agent has filled in, else what is offered to begin with. A drop-down
    /// shows nothing that it does not offer.
    pub fn shown(&self, offer: &Offer, typed: &Form) -> Form {
        let value = |field: &ActionField| {
            let offered = offer.get(&field.name);
            let first = offered.and_then(|offered| offered.value.as_ref());
            let value = typed.get(&field.name).or(first).cloned().unwrap_or_default();
            let chosen = |choices: Vec<Choice>| choices.iter().any(|choice| choice.value == value);
            let fits = field.r#type == FieldKind::Text || chosen(field.choices(offer));
            (field.name.clone(), if fits { value } else { String::new() })
        };
        self.fields.iter().map(value).collect()
    }

    /// Required fields that are still empty.
    pub fn missing<'a>(&'a self, form: &Form) -> Vec<&'a ActionField> {
        let is_empty = |field: &&ActionField| form.get(&field.name).is_none_or(|text| text.trim().is_empty());
        self.fields.iter().filter(|field| field.required).filter(is_empty).collect()
    }

    /// The rows of the action, then what the form says; each field is there, even where it was left empty.
    pub fn payload(&self, form: &Form) -> Result<Value, ActionError> {
        if let Some(field) = self.missing(form).first() {
            return Err(ActionError::MissingField(field.label.clone()));
        }
        let mut payload = self.row_members();
        for field in &self.fields {
            let text = form.get(&field.name).cloned().unwrap_or_default();
            payload.insert(field.name.clone(), text.into());
        }
        Ok(Value::Object(payload))
    }

    /// What there is before the agent has filled in anything.
    pub fn rows(&self) -> Value {
        Value::Object(self.row_members())
    }

    fn row_members(&self) -> Map<String, Value> {
        self.payload.iter().map(|row| (row.key.clone(), row.value.clone().into())).collect()
    }
}

impl ActionField {
    /// What a drop-down offers: what a flow has found, else its own options.
    pub fn choices(&self, offer: &Offer) -> Vec<Choice> {
        let found = offer.get(&self.name).and_then(|offered| offered.choices.clone());
        found.unwrap_or_else(|| {
            let own = |text: &String| Choice { label: text.clone(), value: text.clone() };
            self.options.iter().map(own).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn action(json: Value) -> ActionRule {
        serde_json::from_value(json).unwrap()
    }

    fn form(pairs: &[(&str, &str)]) -> Form {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_form_goes_before_the_rows_and_an_empty_field_is_there() {
        let action = action(json!({
            "name": "Callback", "payload": [{"key": "kind", "value": "row"}, {"key": "who", "value": "row"}],
            "fields": [{"name": "who", "label": "Who", "required": true}, {"name": "why", "type": "Dropdown"}],
        }));
        assert!(action.has_form());
        assert_eq!(
            action.payload(&form(&[("who", "Maya"), ("unknown", "x")])),
            Ok(json!({"kind": "row", "who": "Maya", "why": ""}))
        );
        assert_eq!(action.payload(&form(&[("who", " ")])), Err(ActionError::MissingField("Who".into())));
    }

    #[test]
    fn the_agents_word_goes_before_what_a_flow_offers() {
        let action = action(
            json!({"fields": [{"name": "note"}, {"name": "kind", "type": "Dropdown", "options": ["a"]}]}),
        );
        let check = |sent: Value, typed: &[(&str, &str)], expected: Value| {
            let offered = offer(sent.as_object().unwrap());
            let shown = action.shown(&offered, &form(typed));
            assert_eq!(serde_json::to_value(shown).unwrap(), expected);
        };
        check(json!({}), &[], json!({"note": "", "kind": ""}));
        check(json!({"note": "x", "other": "y"}), &[], json!({"note": "x", "kind": ""}));
        check(json!({"note": "x"}), &[("note", "")], json!({"note": "", "kind": ""}));
        check(json!({}), &[("kind", "a")], json!({"note": "", "kind": "a"}));
        check(json!({"kind": ["b"]}), &[("kind", "a")], json!({"note": "", "kind": ""}));
        check(json!({"kind": {"options": ["b"], "value": "b"}}), &[], json!({"note": "", "kind": "b"}));
        check(json!({"kind": "gone"}), &[], json!({"note": "", "kind": ""}));
    }

    #[test]
    fn actions_stand_by_order_then_name() {
        let actions =
            [("b", 1), ("c", 0), ("a", 1)].map(|(name, order)| action(json!({"name": name, "order": order})));
        let names: Vec<_> = in_order(&actions).iter().map(|action| action.name.as_str()).collect();
        assert_eq!(names, ["c", "a", "b"]);
        assert!(!actions[0].has_form());
    }
}
