//! The recording of a call, as Connect's API controls it. There is no audio; only what is recorded when counts.

use serde::Serialize;
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::Instance;
use super::contact::{Channel, ContactState};

/// A call that was never recorded has none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Recording {
    #[serde(rename = "recording")]
    Running,
    Suspended,
    /// For good: Connect does not start a recording twice.
    Stopped,
}

/// What is asked of the recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordingCall {
    Start,
    Stop,
    Suspend,
    Resume,
}

impl RecordingCall {
    /// Reads the name of the API's call.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "startContactRecording" => Self::Start,
            "stopContactRecording" => Self::Stop,
            "suspendContactRecording" => Self::Suspend,
            "resumeContactRecording" => Self::Resume,
            _ => return None,
        })
    }

    fn after(self, now: Option<Recording>) -> Result<Recording, RecordingError> {
        use Recording::{Running, Stopped, Suspended};
        match (self, now) {
            (Self::Start, None) => Ok(Running),
            (Self::Start, Some(Stopped)) => Err(wrong("recording was stopped and cannot be started again")),
            (Self::Start, _) => Err(wrong("recording has started already")),
            (_, None | Some(Stopped)) => Err(wrong("the contact is not being recorded")),
            (Self::Stop, _) => Ok(Stopped),
            (Self::Suspend, Some(Running)) => Ok(Suspended),
            (Self::Suspend, _) => Err(wrong("recording is suspended already")),
            (Self::Resume, Some(Suspended)) => Ok(Running),
            (Self::Resume, _) => Err(wrong("recording is not suspended")),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordingError {
    #[error("ResourceNotFoundException: contact `{0}` not found")]
    UnknownContact(String),
    #[error("InvalidRequestException: {0}")]
    Wrong(&'static str),
}

fn wrong(problem: &'static str) -> RecordingError {
    RecordingError::Wrong(problem)
}

impl Instance {
    /// `initial` is the first contact of the chain: this one, or the one that it came from.
    pub fn record(
        &mut self,
        call: RecordingCall,
        contact_id: &str,
        initial: &str,
    ) -> Result<(), RecordingError> {
        let unknown = || RecordingError::UnknownContact(contact_id.to_owned());
        let contact = self.contact_mut(contact_id).ok_or_else(unknown)?;
        if initial != contact.id && contact.related_id.as_deref() != Some(initial) {
            return Err(wrong("the initial contact is not the first of this contact's chain"));
        }
        if !matches!(contact.channel, Channel::Voice | Channel::QueueCallback) {
            return Err(wrong("only calls are recorded"));
        }
        if contact.state != ContactState::Connected {
            return Err(wrong("the contact is not connected to an agent"));
        }
        // A contact flow that records says so by this attribute.
        let said = contact.attributes.get("RECORDING_STARTED");
        let by_flow = said.is_some_and(|said| said.trim().eq_ignore_ascii_case("true"));
        let by_flow = by_flow.then_some(Recording::Running);
        let now = contact.recording.or(by_flow);
        contact.recording = Some(call.after(now)?);
        Ok(())
    }

    /// How each call that was ever recorded stands, by contact id.
    pub(super) fn recordings(&self) -> Map<String, Value> {
        let recorded = self.contacts.iter().filter(|contact| contact.recording.is_some());
        recorded.map(|contact| (contact.id.clone(), json!(contact.recording))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    /// Calls in order on one connected call, and what each led to.
    fn check(calls: &[RecordingCall], expected: Expect) {
        let mut now = None;
        let mut shown = Vec::new();
        for call in calls {
            match call.after(now) {
                Ok(next) => {
                    now = Some(next);
                    shown.push(format!("{next:?}"));
                }
                Err(error) => shown.push(error.to_string()),
            }
        }
        expected.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn a_recording_is_suspended_and_resumed_until_it_is_stopped() {
        use RecordingCall::{Resume, Start, Stop, Suspend};
        check(
            &[Start, Suspend, Resume, Stop],
            expect![[r#"
                Running
                Suspended
                Running
                Stopped"#]],
        );
        check(
            &[Start, Suspend, Stop],
            expect![[r#"
                Running
                Suspended
                Stopped"#]],
        );
    }

    #[test]
    fn the_wrong_order_is_an_error() {
        use RecordingCall::{Resume, Start, Stop, Suspend};
        check(
            &[Resume, Suspend, Stop, Start, Start, Resume, Suspend, Suspend, Stop, Resume, Start],
            expect![[r#"
                InvalidRequestException: the contact is not being recorded
                InvalidRequestException: the contact is not being recorded
                InvalidRequestException: the contact is not being recorded
                Running
                InvalidRequestException: recording has started already
                InvalidRequestException: recording is not suspended
                Suspended
                InvalidRequestException: recording is suspended already
                Stopped
                InvalidRequestException: the contact is not being recorded
                InvalidRequestException: recording was stopped and cannot be started again"#]],
        );
    }

    #[test]
    fn only_connected_calls_are_recorded() {
        let mut instance = Instance::seeded(7, 0.0);
        let mut arrive = |contact: Value| instance.arrive(serde_json::from_value(contact).unwrap()).unwrap();
        let call = arrive(json!({ "channel": "voice", "direction": "inbound" }));
        let task = arrive(json!({ "channel": "task", "direction": "inbound", "name": "Look" }));
        let mut start = |id: &str, initial: &str, step: &str| {
            if !step.is_empty() {
                instance.step(id, step, &json!({})).unwrap();
            }
            let result = instance.record(RecordingCall::Start, id, initial);
            (result.map_err(|error| error.to_string()).err().unwrap_or_default(), instance.recordings())
        };
        let invalid = |problem: &str| format!("InvalidRequestException: {problem}");
        assert_eq!(start("nobody", "nobody", "").0, "ResourceNotFoundException: contact `nobody` not found");
        assert_eq!(start(&task, &task, "accept").0, invalid("only calls are recorded"));
        assert_eq!(start(&call, &call, "").0, invalid("the contact is not connected to an agent"));
        let other = invalid("the initial contact is not the first of this contact's chain");
        assert_eq!(start(&call, &task, "accept").0, other);
        let (error, recordings) = start(&call, &call, "");
        assert_eq!((error.as_str(), &recordings[&call]), ("", &json!("recording")));
    }

    #[test]
    fn a_contact_flow_may_have_started_it() {
        let mut instance = Instance::seeded(7, 0.0);
        let contact = json!({ "channel": "voice", "direction": "inbound", "attributes": { "RECORDING_STARTED": "true" } });
        let call = instance.arrive(serde_json::from_value(contact).unwrap()).unwrap();
        instance.step(&call, "accept", &json!({})).unwrap();
        instance.record(RecordingCall::Suspend, &call, &call).unwrap();
        assert_eq!(instance.recordings()[&call], json!("suspended"));
    }
}
