//! A scenario: the event that starts a run, what the run can see, and what it is answered.

use std::collections::BTreeMap;
use std::rc::Rc;

use cti_core::phone::PhoneNumberFormat;
use cti_core::{Agent, Contact, Millis, Source};
use cti_flow::{Fault, Input};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use thiserror::Error;

/// Why a text is no scenario.
#[derive(Debug, Error)]
pub enum ScenarioError {
    #[error("not a scenario: {0}")]
    NotJson(#[from] serde_json::Error),
    #[error("unknown `source` `{0}`; known are {1}")]
    UnknownSource(String, String),
    #[error("`now` is neither a time such as `2026-01-05T10:00:00Z` nor milliseconds since 1970: `{0}`")]
    NotATime(String),
    #[error("`contact`: {0}")]
    Contact(serde_json::Error),
    #[error("`agent`: {0}")]
    Agent(serde_json::Error),
}

#[derive(Debug, Default)]
pub struct Scenario {
    pub input: Input,
    pub now: Millis,
    /// What the property store holds at the start.
    pub properties: Map<String, Value>,
    /// Scripted replies by the name of the effect, in order.
    pub replies: BTreeMap<String, Vec<Scripted>>,
}

/// A scripted reply.
#[derive(Clone, Debug, Deserialize)]
pub struct Scripted {
    #[serde(flatten)]
    pub reply: ScriptedReply,
    /// How long the reply takes; time stands still otherwise.
    #[serde(default)]
    pub ms: Millis,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ScriptedReply {
    Ok(Value),
    Error(Fault),
}

/// A scenario as files have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Stored {
    source: String,
    event: String,
    now: Value,
    region: String,
    phone_number_format: PhoneNumberFormat,
    contact: Value,
    agent: Value,
    payload: Value,
    properties: Map<String, Value>,
    replies: BTreeMap<String, Replies>,
}

/// One reply may stand without a list around it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Replies {
    Many(Vec<Scripted>),
    One(Scripted),
}

impl Scenario {
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        Self::new(serde_json::from_str(text)?)
    }

    pub(crate) fn read(value: Value) -> Result<Self, ScenarioError> {
        Self::new(serde_json::from_value(value)?)
    }

    fn new(stored: Stored) -> Result<Self, ScenarioError> {
        let source = read_source(&stored.source)?;
        let contact = read_contact(stored.contact, source)?;
        let payload = match (stored.payload, &contact) {
            // What every contact event brings.
            (Value::Null, Some(contact)) => json!({
                "contactId": contact.contact_id,
                "initialContactId": contact.initial_contact_id,
                "type": contact.r#type,
                "event": stored.event,
            }),
            (Value::Null, None) => json!({}),
            (payload, _) => payload,
        };
        let replies = stored.replies.into_iter().map(|(effect, scripted)| match scripted {
            Replies::Many(many) => (effect, many),
            Replies::One(one) => (effect, vec![one]),
        });
        Ok(Self {
            input: Input {
                payload,
                contact,
                agent: read_agent(stored.agent)?,
                region: stored.region,
                phone_number_format: stored.phone_number_format,
            },
            now: read_time(&stored.now)?,
            properties: stored.properties,
            replies: replies.collect(),
        })
    }
}

fn read_source(name: &str) -> Result<Option<Source>, ScenarioError> {
    if name.is_empty() {
        return Ok(None);
    }
    Source::parse(name).map(Some).ok_or_else(|| {
        let known: Vec<_> = Source::ALL.iter().map(|row| row.1).collect();
        ScenarioError::UnknownSource(name.to_owned(), known.join(", "))
    })
}

fn read_contact(mut contact: Value, source: Option<Source>) -> Result<Option<Rc<Contact>>, ScenarioError> {
    let Some(members) = contact.as_object_mut() else { return Ok(None) };
    let channel = match source {
        Some(Source::QueueCallbackContact) => "queue_callback",
        Some(Source::ChatContact) => "chat",
        Some(Source::TaskContact) => "task",
        Some(Source::EmailContact) => "email",
        _ => "voice",
    };
    members.entry("type").or_insert_with(|| channel.into());
    // Attributes are text at Connect; whoever writes a scenario may leave the quotes away.
    if let Some(Value::Object(attributes)) = members.get_mut("attributes") {
        for value in attributes.values_mut().filter(|value| value.is_number() || value.is_boolean()) {
            *value = value.to_string().into();
        }
    }
    serde_json::from_value(contact)
        .map(|contact: Contact| Some(Rc::new(contact)))
        .map_err(ScenarioError::Contact)
}

fn read_agent(mut agent: Value) -> Result<Option<Rc<Agent>>, ScenarioError> {
    let Some(members) = agent.as_object_mut() else { return Ok(None) };
    if let Some(state) = members.get_mut("state").filter(|state| state.is_string()) {
        *state = json!({ "name": state });
    }
    serde_json::from_value(agent).map(|agent: Agent| Some(Rc::new(agent))).map_err(ScenarioError::Agent)
}

/// Runs are the same at any time, so without one time starts at zero.
fn read_time(now: &Value) -> Result<Millis, ScenarioError> {
    match now {
        Value::Null => Ok(0.0),
        Value::Number(millis) => Ok(millis.as_f64().unwrap_or_default()),
        Value::String(text) => {
            let time: jiff::Timestamp = text.parse().map_err(|_| ScenarioError::NotATime(text.clone()))?;
            Ok(time.as_millisecond() as Millis)
        }
        other => Err(ScenarioError::NotATime(other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let found = match Scenario::parse(text) {
            Ok(scenario) => {
                let contact = scenario.input.contact.as_ref();
                format!(
                    "{} {:?} {}",
                    scenario.now,
                    contact.map(|c| (
                        &c.r#type,
                        c.attributes.iter().collect::<std::collections::BTreeMap<_, _>>()
                    )),
                    scenario.input.payload
                )
            }
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn nothing_is_required() {
        check("{}", expect!["0 None {}"]);
    }

    #[test]
    fn the_adapters_settings_for_numbers_can_be_said() {
        let text = r#"{"region": "DE", "phoneNumberFormat": "INTERNATIONAL"}"#;
        let input = Scenario::parse(text).unwrap().input;
        assert_eq!(input.region, "DE");
        assert_eq!(input.phone_number_format, PhoneNumberFormat::International);
    }

    #[test]
    fn the_source_says_the_channel() {
        check(
            r#"{ "source": "chatContact", "event": "onConnected", "now": "2026-01-05T10:00:00Z",
                 "contact": { "contactId": "c-1", "attributes": { "n": 7, "s": "x" } } }"#,
            expect![[
                r#"1767607200000 Some((Chat, {"n": "7", "s": "x"})) {"contactId":"c-1","initialContactId":null,"type":"chat","event":"onConnected"}"#
            ]],
        );
    }

    #[test]
    fn mistakes_are_named() {
        check(
            r#"{ "source": "voice" }"#,
            expect![
                "unknown `source` `voice`; known are initialization, connectAgent, voiceContact, queueCallbackContact, chatContact, taskContact, emailContact, contact, salesforceAgent, salesforceUi, ctiAction, browser"
            ],
        );
        check(
            r#"{ "now": "noon" }"#,
            expect![
                "`now` is neither a time such as `2026-01-05T10:00:00Z` nor milliseconds since 1970: `noon`"
            ],
        );
        check(
            r#"{ "contact": { "isInbound": "yes" } }"#,
            expect![[r#"`contact`: invalid type: string "yes", expected a boolean"#]],
        );
        check("{", expect!["not a scenario: EOF while parsing an object at line 1 column 1"]);
    }
}
