//! Which flows belong to which event.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use cti_core::Source;
use cti_core::event::{EVENTS, EventSpec};
use cti_core::settings::FlowRecord;
use cti_core::sorted::sorted;
use cti_flow::{Flow, Load, Problem, Severity};

/// A compiled flow with the record it came from.
#[derive(Debug)]
pub struct BoundFlow {
    pub id: String,
    pub name: String,
    /// Tells this body from an earlier or later one.
    pub version: String,
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
    flows: HashMap<(Source, &'static str), Vec<Rc<BoundFlow>>>,
    /// Events that presence rules follow.
    pub followed: Vec<(Source, &'static str)>,
    /// Whether events of contacts that the agent only listens in to have flows.
    pub monitoring: bool,
}

impl Bindings {
    /// Compiles every active record. A broken one is reported and left out; the others run.
    pub fn compile(records: &[FlowRecord]) -> (Self, Vec<FlowProblem>) {
        let mut bindings = Self::default();
        let mut problems = Vec::new();
        let active = records.iter().filter(|record| record.active);
        for record in sorted(active, |a, b| a.name.cmp(&b.name)) {
            let spec = match spec_of(record) {
                Ok(spec) => spec,
                Err(message) => {
                    problems.push(never_runs(record, message));
                    continue;
                }
            };
            let (flow, found) = Flow::load(&record.name, &record.body);
            problems.extend(
                found
                    .into_iter()
                    .filter(|found| found.severity != Severity::Info)
                    .map(|found| named(record, found)),
            );
            if let Some(flow) = flow {
                let bound = BoundFlow {
                    id: record.id.clone(),
                    name: record.name.clone(),
                    version: fingerprint(&record.body),
                    flow: Rc::new(flow),
                };
                bindings.flows.entry((spec.source, spec.name)).or_default().push(Rc::new(bound));
            }
        }
        (bindings, problems)
    }

    /// The flow that an action names.
    pub fn action(&self, flow: &str) -> Option<Rc<BoundFlow>> {
        let flows = self.flows.get(&(Source::CtiAction, ""))?;
        flows.iter().find(|bound| bound.name == flow || bound.id == flow).cloned()
    }

    /// The flows of an event, in the order of their records' names.
    ///
    /// A queued callback without flows of its own runs those of voice, except `onConnecting`: for voice
    /// that means a ringing phone, for a callback that the agent has already said yes.
    pub fn of(&self, source: Source, event: &'static str) -> Vec<Rc<BoundFlow>> {
        let own = self.flows.get(&(source, event));
        let voice = (source == Source::QueueCallbackContact && event != "onConnecting")
            .then(|| self.flows.get(&(Source::VoiceContact, event)))
            .flatten();
        own.or(voice).cloned().unwrap_or_default()
    }
}

/// FNV-1a, which is no secret and need not be one.
fn fingerprint(body: &str) -> String {
    let hash = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// The event of a record, or why there will never be one.
fn spec_of(record: &FlowRecord) -> Result<&'static EventSpec, String> {
    let Some(source) = Source::parse(&record.source) else {
        let known: Vec<_> = Source::ALL.iter().map(|row| row.1).collect();
        return Err(format!(
            "its source `{}` does not exist; choose one of {}",
            record.source,
            known.join(", ")
        ));
    };
    let name = source.api_name();
    match EventSpec::find(source, &record.event) {
        Some(spec) if spec.fires() => Ok(spec),
        Some(_) => Err(format!("nothing raises the events of the old source `{name}` any more")),
        None => {
            let known: Vec<_> =
                EVENTS.iter().filter(|row| row.source == source).map(|row| row.name).collect();
            Err(format!("`{name}` has no event `{}`; choose one of {}", record.event, known.join(", ")))
        }
    }
}

fn never_runs(record: &FlowRecord, reason: String) -> FlowProblem {
    FlowProblem {
        flow: record.name.clone(),
        severity: Severity::Error,
        block: None,
        message: format!("the flow never runs, because {reason}"),
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

    fn names(bindings: &Bindings, source: Source, event: &'static str) -> Vec<String> {
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
            record("nowhere", "fax", "onInit", FINE),
            record("of-old", "browser", "onLoad", FINE),
            record("never", "chatContact", "onTaskExpired", FINE),
        ];
        let (bindings, problems) = Bindings::compile(&records);
        assert_eq!(names(&bindings, Source::VoiceContact, "onConnecting"), ["fine"]);
        let flows: Vec<_> = problems.iter().map(|problem| problem.flow.as_str()).collect();
        assert_eq!(flows, ["broken", "never", "nowhere", "of-old"]);
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
    fn an_action_finds_its_flow_by_name_or_id() {
        let mut stored = record("Call back", "ctiAction", "none", FINE);
        stored.id = "a90".to_owned();
        let (bindings, _) =
            Bindings::compile(&[stored, record("other", "voiceContact", "onConnecting", FINE)]);
        assert!(bindings.action("Call back").is_some() && bindings.action("a90").is_some());
        assert!(bindings.action("other").is_none());
    }

    #[test]
    fn an_inactive_flow_does_not_run() {
        let inactive = FlowRecord { active: false, ..record("a", "voiceContact", "onConnecting", FINE) };
        assert!(names(&Bindings::compile(&[inactive]).0, Source::VoiceContact, "onConnecting").is_empty());
    }
}
