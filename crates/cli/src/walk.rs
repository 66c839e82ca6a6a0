//! A run block by block: what each asked for, what it left, which port it took and how long that was.

use cti_core::Millis;
use cti_flow::spec::Ports;
use cti_flow::{Envelope, Flow, Outcome, Performed};

/// One visit of a block.
#[derive(Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) effects: Vec<&'a Performed>,
    /// That of the last visit; earlier ones were replaced.
    pub(crate) envelope: Option<&'a Envelope>,
    /// Several where they lead to the same block and the envelope is gone.
    pub(crate) ports: Vec<&'a str>,
}

/// How long an effect took, or how long it was waited for until the run ended.
pub(crate) fn lasted(performed: &Performed, end: Millis) -> Millis {
    (performed.ended.unwrap_or(end) - performed.started).max(0.0)
}

pub(crate) fn visits<'a>(flow: &'a Flow, outcome: &'a Outcome) -> Vec<Visit<'a>> {
    let mut effects = outcome.effects.iter().peekable();
    let mut visits: Vec<Visit<'a>> = Vec::new();
    for same in outcome.path.chunk_by(|a, b| a == b) {
        let Some(id) = same.first() else { continue };
        let mut asked: Vec<&Performed> = Vec::new();
        while let Some(performed) = effects.next_if(|performed| performed.block == *id) {
            asked.push(performed);
        }
        // A block that leads to itself asks for as much each time.
        let share = asked.len().div_ceil(same.len()).max(1);
        let mut shares = asked.chunks(share);
        visits.extend(same.iter().map(|_| Visit {
            id,
            title: flow.title(id).unwrap_or_default(),
            effects: shares.next().unwrap_or_default().to_vec(),
            envelope: None,
            ports: Vec::new(),
        }));
    }
    leave(flow, outcome, &mut visits);
    visits
}

/// Finds what each visit left, and by which port.
fn leave<'a>(flow: &'a Flow, outcome: &'a Outcome, visits: &mut [Visit<'a>]) {
    let mut seen = std::collections::BTreeSet::new();
    let mut next: Option<&'a str> = None;
    for visit in visits.iter_mut().rev() {
        if seen.insert(visit.id) {
            visit.envelope = outcome.actions.iter().find(|(id, _)| **id == *visit.id).map(|(_, left)| left);
        }
        let led: Vec<_> = next.map(|to| flow.ports_to(visit.id, to).collect()).unwrap_or_default();
        visit.ports = match (visit.envelope.and_then(|left| port(flow, visit.id, left)), led.as_slice()) {
            (Some(port), []) => vec![port],
            (Some(port), led) if led.contains(&port) => vec![port],
            _ => led,
        };
        next = Some(visit.id);
    }
}

/// The port that an envelope speaks of.
fn port(flow: &Flow, id: &str, left: &Envelope) -> Option<&'static str> {
    Some(match flow.block(id)?.ports {
        Ports::None => return None,
        Ports::Done => "done",
        Ports::SuccessFailure => {
            if left.success {
                "success"
            } else {
                "failure"
            }
        }
        Ports::TrueFalse => {
            if left.results.as_ref()?.as_bool()? {
                "true"
            } else {
                "false"
            }
        }
    })
}
