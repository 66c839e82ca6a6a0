//! What a flow offers for the fields of a form: choices, and values to begin with.

use litemap::LiteMap;
use serde_json::{Map, Value};

/// Something to choose; the payload gets its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    pub value: String,
}

/// What is offered for one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldOffer {
    /// In place of the field's own options.
    pub choices: Option<Vec<Choice>>,
    /// Stands in the field until the agent writes something else.
    pub value: Option<String>,
}

/// By the fields' names.
pub type Offer = LiteMap<String, FieldOffer>;

/// Reads what a flow has sent for a form: a list is choices, a plain value stands in the field, and an object
/// with `options` or `value` says each. Anything else offers nothing.
pub fn offer(data: &Map<String, Value>) -> Offer {
    data.iter().map(|(name, value)| (name.clone(), field_offer(value))).collect()
}

fn field_offer(value: &Value) -> FieldOffer {
    match value {
        Value::Array(items) => FieldOffer { choices: Some(choices(items)), value: None },
        Value::Object(members) => FieldOffer {
            choices: members.get("options").and_then(Value::as_array).map(|items| choices(items)),
            value: members.get("value").and_then(plain),
        },
        value => FieldOffer { choices: None, value: plain(value) },
    }
}

fn choices(items: &[Value]) -> Vec<Choice> {
    items.iter().filter_map(choice).collect()
}

/// A plain value says itself. An object says `label` and `value`; a record is known by its `Id` and called by
/// everything else that was selected of it.
fn choice(item: &Value) -> Option<Choice> {
    let Value::Object(members) = item else {
        let text = plain(item).filter(|text| !text.is_empty())?;
        return Some(Choice { label: text.clone(), value: text });
    };
    let member = |name: &str| members.get(name).and_then(plain);
    let label = member("label").unwrap_or_else(|| {
        let selected = members.iter().filter(|(name, _)| !matches!(name.as_str(), "Id" | "type" | "value"));
        let texts: Vec<_> = selected.filter_map(|(_, value)| plain(value)).collect();
        texts.join(" · ")
    });
    let value = member("value").or_else(|| member("Id")).unwrap_or_else(|| label.clone());
    let label = if label.is_empty() { value.clone() } else { label };
    (!value.is_empty()).then_some(Choice { label, value })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(switch) => Some(switch.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn check(sent: Value, expected: Expect) {
        let FieldOffer { choices, value } = field_offer(&sent);
        let choices = choices.map(|choices| {
            choices.iter().map(|choice| format!("{}={}", choice.label, choice.value)).collect::<Vec<_>>()
        });
        expected.assert_eq(&format!("{choices:?} {value:?}"));
    }

    #[test]
    fn a_list_is_choices() {
        check(json!(["Order", 2, true]), expect![[r#"Some(["Order=Order", "2=2", "true=true"]) None"#]]);
        check(json!([]), expect!["Some([]) None"]);
        check(json!([null, [], {}, ""]), expect!["Some([]) None"]);
    }

    #[test]
    fn a_record_is_known_by_its_id_and_called_by_the_rest() {
        check(
            json!([
                {"type": "Case", "Id": "500A", "CaseNumber": "00001026", "Subject": "Broken cup"},
                {"type": "Account", "Id": null, "Name": "Acme", "Owner": {"Name": "Ada"}},
                {"type": "Case", "Id": "500B"},
            ]),
            expect![[r#"Some(["00001026 · Broken cup=500A", "Acme=Acme", "500B=500B"]) None"#]],
        );
    }

    #[test]
    fn whoever_writes_the_answer_names_label_and_value() {
        check(
            json!([{"label": "Monday", "value": 1}, {"label": "Tuesday"}, {"value": "3"}]),
            expect![[r#"Some(["Monday=1", "Tuesday=Tuesday", "3=3"]) None"#]],
        );
    }

    #[test]
    fn a_plain_value_stands_in_the_field() {
        check(json!("<b>text</b>"), expect![[r#"None Some("<b>text</b>")"#]]);
        check(json!(12), expect![[r#"None Some("12")"#]]);
        check(json!(null), expect!["None None"]);
    }

    #[test]
    fn an_object_says_both() {
        check(json!({"options": ["a", "b"], "value": "b"}), expect![[r#"Some(["a=a", "b=b"]) Some("b")"#]]);
        check(json!({"options": "a"}), expect!["None None"]);
    }
}
