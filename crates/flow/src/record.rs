//! A run written down: what started it, what it did and was answered, and what came of it.
//!
//! The page exports records from its history; the command line runs them again. What a record must not
//! show is taken out before it is written, see [`Redaction`].

mod read;
pub mod redaction;

use std::rc::Rc;

use cti_core::members::{Member, MemberError};
use cti_core::phone::PhoneNumberFormat;
use cti_core::{Agent, Contact, Millis, Source};
use serde::Serialize;
use serde_json::{Map, Value, to_value};
use thiserror::Error;

use crate::outcome::{Outcome, Performed};
use crate::scope::Input;

pub use redaction::{Redaction, Secrets};

/// What `format` of a record says.
pub const FORMAT: &str = "cti-run";

/// The version that is written; later ones are refused.
pub const VERSION: u32 = 1;

/// Why a text is no record.
#[derive(Debug, Error)]
pub enum RecordError {
    #[error("not a record of a run: {0}")]
    NotJson(#[from] serde_json::Error),
    #[error("not a record of a run: {0}")]
    NotRecord(#[from] MemberError),
    #[error("`format` is `{0}`, not `{FORMAT}`")]
    OtherFormat(String),
    #[error("version {0} of the format is newer than this program, which reads {VERSION}")]
    Newer(u32),
    #[error("`event.contact`: {0}")]
    Contact(serde_json::Error),
    #[error("`event.agent`: {0}")]
    Agent(serde_json::Error),
    #[error("`effects[{0}].reply` is neither `{{ok}}` nor `{{error}}` nor null")]
    Reply(usize),
}

/// One run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    pub format: String,
    pub version: u32,
    pub event: Occasion,
    pub flow: FlowNamed,
    /// The browser tab that ran it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tab: String,
    pub started: Millis,
    /// When it was over.
    pub ended: Millis,
    pub effects: Vec<Exchange>,
    pub outcome: Ending,
}

/// The event, and what the flow could see of the world when it came.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Occasion {
    pub source: String,
    pub event: String,
    pub payload: Value,
    /// `$.contact` as it was, or null.
    pub contact: Value,
    /// `$.agent` as it was, or null.
    pub agent: Value,
    /// The adapter's region of phone numbers; empty is the default one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// How the adapter writes phone numbers for people.
    #[serde(skip_serializing_if = "is_default")]
    pub phone_number_format: PhoneNumberFormat,
}

fn is_default(format: &PhoneNumberFormat) -> bool {
    *format == PhoneNumberFormat::default()
}

/// Which flow ran.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FlowNamed {
    pub name: String,
    /// The id of its record.
    pub id: String,
    /// Tells one body from another.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// What the blocks that were reached are called, by their ids.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub titles: Map<String, Value>,
    /// The stored body, where whoever exports the record gives it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// An effect and what it was answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    pub block: String,
    pub effect: String,
    pub args: Value,
    /// `{ok}`, `{error}`, or null where the run ended without waiting any longer.
    pub reply: Value,
    /// How long the reply took; null where there is none.
    pub ms: Option<Millis>,
}

/// What came of the run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ending {
    pub status: String,
    pub path: Vec<String>,
    pub actions: Map<String, Value>,
    pub message: Option<String>,
}

impl Record {
    pub fn new(source: Source, event: &str, input: &Input, flow: FlowNamed, outcome: &Outcome) -> Self {
        let contact = input.contact.as_ref().and_then(|contact| to_value(&**contact).ok());
        let agent = input.agent.as_ref().and_then(|agent| to_value(&**agent).ok());
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            event: Occasion {
                source: source.api_name().to_owned(),
                event: event.to_owned(),
                payload: input.payload.clone(),
                contact: contact.unwrap_or_default(),
                agent: agent.unwrap_or_default(),
                region: input.region.clone(),
                phone_number_format: input.phone_number_format,
            },
            flow,
            tab: String::new(),
            started: outcome.started,
            ended: outcome.ended,
            effects: outcome.effects.iter().map(Exchange::new).collect(),
            outcome: Ending::new(outcome),
        }
    }

    /// Leaves out what was asked, answered and left; what happened stays.
    pub fn lighten(&mut self) {
        for exchange in &mut self.effects {
            exchange.args = Value::Null;
            exchange.reply = Value::Null;
        }
        for envelope in self.outcome.actions.values_mut() {
            if let Some(members) = envelope.as_object_mut() {
                members.shift_remove("results");
            }
        }
        self.event.payload = Value::Null;
    }

    /// Reads an exported record.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        // The format first: another program's file should be named as such, not by a member it lacks.
        let value: Value = serde_json::from_str(text)?;
        let format = value.get("format").and_then(Value::as_str).unwrap_or_default();
        if format != FORMAT {
            return Err(RecordError::OtherFormat(format.to_owned()));
        }
        let record = Self::read(value)?;
        if record.version > VERSION {
            return Err(RecordError::Newer(record.version));
        }
        Ok(record)
    }

    /// What the run started from, with something in place of what is hidden.
    pub fn input(&self) -> Result<Input, RecordError> {
        let [payload, contact, agent] =
            [&self.event.payload, &self.event.contact, &self.event.agent].map(|value| {
                let mut value = value.clone();
                redaction::fill_in(&mut value);
                value
            });
        let contact: Option<Contact> = serde_json::from_value(contact).map_err(RecordError::Contact)?;
        let agent: Option<Agent> = serde_json::from_value(agent).map_err(RecordError::Agent)?;
        Ok(Input {
            payload,
            contact: contact.map(Rc::new),
            agent: agent.map(Rc::new),
            region: self.event.region.clone(),
            phone_number_format: self.event.phone_number_format,
        })
    }
}

impl Exchange {
    pub fn new(performed: &Performed) -> Self {
        Self {
            block: performed.block.to_string(),
            effect: performed.effect.name().to_owned(),
            args: performed.effect.args(),
            reply: performed.to_json().get("reply").cloned().unwrap_or_default(),
            ms: performed.ended.map(|ended| ended - performed.started),
        }
    }
}

impl Ending {
    pub fn new(outcome: &Outcome) -> Self {
        let actions = outcome.actions.iter().map(|(id, envelope)| (id.to_string(), envelope.to_json()));
        Self {
            status: outcome.status.as_str().to_owned(),
            path: outcome.path.iter().map(ToString::to_string).collect(),
            actions: actions.collect(),
            message: outcome.message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Flow, Load, Run, Step};
    use cti_core::phone::NoPhoneEngine;
    use expect_test::{Expect, expect};
    use serde_json::json;

    fn record() -> Record {
        let flow = json!({ "actions": [
            { "id": "0", "type": "SE_Start", "ports": { "done": "1" } },
            { "id": "1", "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "$.payload.number" } },
        ]});
        let flow = Rc::new(Flow::load("Dial", &flow.to_string()).0.unwrap());
        let input = Input {
            payload: json!({ "number": "+12135550100" }),
            contact: Some(Rc::new(Contact::default())),
            ..Input::default()
        };
        let mut run = Run::new(flow, input.clone(), Rc::new(NoPhoneEngine), 1_000.0);
        let Step::Perform(_) = run.step(1_000.0) else { panic!("nothing was dialled") };
        let Step::Done(outcome) = run.resume(Ok(Value::Null), 1_250.0) else { panic!("the run goes on") };
        let flow = FlowNamed { name: "Dial".to_owned(), id: "a01".to_owned(), ..FlowNamed::default() };
        Record::new(Source::SalesforceUi, "onClickToDial", &input, flow, &outcome)
    }

    #[test]
    fn a_run_is_written_down() {
        let mut record = record();
        record.event.contact = Value::Null;
        expect![[r#"{"format":"cti-run","version":1,"event":{"source":"salesforceUi","event":"onClickToDial","payload":{"number":"+12135550100"},"contact":null,"agent":null},"flow":{"name":"Dial","id":"a01"},"started":1000.0,"ended":1250.0,"effects":[{"block":"1","effect":"connect.dial","args":{"phoneNumber":"+12135550100"},"reply":{"ok":null},"ms":250.0}],"outcome":{"status":"completed","path":["0","1"],"actions":{"0":{"success":true,"results":null,"exception":null},"1":{"success":true,"exception":null}},"message":null}}"#]]
            .assert_eq(&serde_json::to_string(&record).unwrap());
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        let mut record = record();
        record.event.phone_number_format = PhoneNumberFormat::Rfc3966;
        let again = Record::parse(&serde_json::to_string(&record).unwrap()).unwrap();
        assert_eq!(again, record);
        let input = again.input().unwrap();
        assert_eq!(input.contact.as_deref(), Some(&Contact::default()));
        assert_eq!(input.agent, None);
        assert_eq!(input.phone_number_format, PhoneNumberFormat::Rfc3966);
    }

    fn check(text: &str, expected: Expect) {
        let error = Record::parse(text).and_then(|record| record.input()).unwrap_err();
        expected.assert_eq(&error.to_string());
    }

    #[test]
    fn other_files_are_named_as_such() {
        check("{", expect!["not a record of a run: EOF while parsing an object at line 1 column 1"]);
        check(r#"{ "actions": [] }"#, expect!["`format` is ``, not `cti-run`"]);
        check(r#"{ "format": "cti-run" }"#, expect!["not a record of a run: missing field `version`"]);
        let mut newer = serde_json::to_value(record()).unwrap();
        newer["version"] = json!(2);
        check(
            &newer.to_string(),
            expect!["version 2 of the format is newer than this program, which reads 1"],
        );
        let mut odd = serde_json::to_value(record()).unwrap();
        odd["event"]["contact"] = json!({ "isInbound": "yes" });
        check(
            &odd.to_string(),
            expect![[r#"`event.contact`: invalid type: string "yes", expected a boolean"#]],
        );
    }
}
