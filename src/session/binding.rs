//! Which flows belong to which event.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use cti_core::Source;
use cti_core::settings::FlowRecord;
use cti_flow::{Flow, Problem, Severity};

/// A compiled flow with the record it came from.
#[derive(Debug)]
pub struct BoundFlow {
    pub id: String,
    pub name: String,
    pub flow: Rc<Flow>,
}

/// Something about a stored flow that an administrator should know.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowProblem {
    pub flow: String,
    pub severity: Severity,
    pub block: Option<String>,
    pub message: String,
}

impl fmt::Display for FlowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "flow `{}`", self.flow)?;
        if let Some(block) = &self.block {
            write!(f, ", block `{block}`")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// All flows that may run, by source and event.
#[derive(Debug, Default)]
pub struct Bindings {
    flows: HashMap<(Source, String), Vec<Rc<BoundFlow>>>,
}

impl Bindings {
    /// Compiles every active record. A broken one is reported and left out; the others run.
    pub fn compile(records: &[FlowRecord]) -> (Self, Vec<FlowProblem>) {
        let mut bindings = Self::default();
        let mut problems = Vec::new();
        let mut records: Vec<_> = records.iter().filter(|record| record.active).collect();
        records.sort_by(|a, b| a.name.cmp(&b.name));
        for record in records {
            let Some(source) = Source::parse(&record.source) else {
                problems.push(unknown_source(record));
                continue;
            };
            let (flow, found) = Flow::load(&record.name, &record.body);
            problems.extend(
                found
                    .into_iter()
                    .filter(|found| found.severity != Severity::Info)
                    .map(|found| named(record, found)),
            );
            if let Some(flow) = flow {
                let bound =
                    BoundFlow { id: record.id.clone(), name: record.name.clone(), flow: Rc::new(flow) };
                bindings.flows.entry((source, record.event.clone())).or_default().push(Rc::new(bound));
            }
        }
        (bindings, problems)
    }

    /// The flows of an event, in the order of their records' names.
    ///
    /// A queued callback without flows of its own runs those of voice, except `onConnecting`: for voice
    /// that means a ringing phone, for a callback that the agent has already said yes.
    pub fn of(&self, source: Source, event: &str) -> Vec<Rc<BoundFlow>> {
        let own = self.flows.get(&(source, event.to_owned()));
        let voice = (source == Source::QueueCallbackContact && event != "onConnecting")
            .then(|| self.flows.get(&(Source::VoiceContact, event.to_owned())))
            .flatten();
        own.or(voice).cloned().unwrap_or_default()
    }
}

fn unknown_source(record: &FlowRecord) -> FlowProblem {
    let known: Vec<_> = Source::ALL.iter().map(|row| row.1).collect();
    FlowProblem {
        flow: record.name.clone(),
        severity: Severity::Error,
        block: None,
        message: format!(
            "the flow never runs, because its source `{}` does not exist; choose one of {}",
            record.source,
            known.join(", ")
        ),
    }
}

fn named(record: &FlowRecord, problem: Problem) -> FlowProblem {
    FlowProblem {
        flow: record.name.clone(),
        severity: problem.severity,
        block: problem.id.map(|id| id.to_string()),
        message: problem.message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: &str =
        r#"{"actions":[{"id":"0","type":"SE_Start","ports":{"done":"1"}},{"id":"1","type":"SE_End"}]}"#;

    fn record(name: &str, source: &str, event: &str, body: &str) -> FlowRecord {
        FlowRecord {
            id: name.to_owned(),
            name: name.to_owned(),
            source: source.to_owned(),
            event: event.to_owned(),
            active: true,
            body: body.to_owned(),
        }
    }

    fn names(bindings: &Bindings, source: Source, event: &str) -> Vec<String> {
        bindings.of(source, event).iter().map(|bound| bound.name.clone()).collect()
    }

    #[test]
    fn flows_of_one_event_run_in_name_order() {
        let records = [
            record("b", "voiceContact", "onConnecting", FINE),
            record("a", "voiceContact", "onConnecting", FINE),
        ];
        let (bindings, problems) = Bindings::compile(&records);
        assert_eq!(names(&bindings, Source::VoiceContact, "onConnecting"), ["a", "b"]);
        assert_eq!(problems, []);
    }

    #[test]
    fn a_broken_flow_is_reported_and_the_others_run() {
        let records = [
            record("broken", "voiceContact", "onConnecting", "{"),
            record("fine", "voiceContact", "onConnecting", FINE),
            record("nowhere", "browser", "onInit", FINE),
        ];
        let (bindings, problems) = Bindings::compile(&records);
        assert_eq!(names(&bindings, Source::VoiceContact, "onConnecting"), ["fine"]);
        let flows: Vec<_> = problems.iter().map(|problem| problem.flow.as_str()).collect();
        assert_eq!(flows, ["broken", "nowhere"]);
    }

    #[test]
    fn a_callback_falls_back_to_voice_but_never_to_its_ringing() {
        let records =
            ["onIncoming", "onConnecting", "onEnded"].map(|event| record(event, "voiceContact", event, FINE));
        let (bindings, _) = Bindings::compile(&records);
        assert_eq!(names(&bindings, Source::QueueCallbackContact, "onIncoming"), ["onIncoming"]);
        assert_eq!(names(&bindings, Source::QueueCallbackContact, "onEnded"), ["onEnded"]);
        assert!(names(&bindings, Source::QueueCallbackContact, "onConnecting").is_empty());
    }

    #[test]
    fn an_inactive_flow_does_not_run() {
        let inactive = FlowRecord { active: false, ..record("a", "voiceContact", "onConnecting", FINE) };
        assert!(names(&Bindings::compile(&[inactive]).0, Source::VoiceContact, "onConnecting").is_empty());
    }
}
