//! Tries rules out: what each change would set, when, and what spacing and echoes would keep back.

use cti_core::Millis;

use crate::change::Change;
use crate::rule::Rules;
use crate::side::Side;
use crate::sync::{Due, Heard, Sync};

/// One line of what came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Heard { at: Millis, change: Change, heard: Heard },
    Done { at: Millis, due: Due },
}

/// A simulation that goes on for longer is cut: nobody reads more.
const ENTRIES_AT_MOST: usize = 10_000;

/// Changes happen at their times. Every setting is answered at once; with `echo_after`, it comes about that much
/// later and is heard as a change, unless the side is in that state.
pub fn simulate(rules: Rules, mut changes: Vec<(Millis, Change)>, echo_after: Option<Millis>) -> Vec<Entry> {
    let mut sync = Sync::default();
    sync.set_rules(rules);
    let mut states: [String; 2] = Default::default();
    let mut entries = Vec::new();
    changes.sort_by(|a, b| b.0.total_cmp(&a.0));
    while entries.len() < ENTRIES_AT_MOST {
        let next = changes.last().map(|(at, _)| *at);
        let due = sync.next();
        let now = match (next, due) {
            (None, None) => break,
            (Some(at), None) | (None, Some(at)) => at,
            (Some(next), Some(due)) => next.min(due),
        };
        if due.is_some_and(|due| due <= now) {
            // What may be set at any time is set when it was said.
            let now = if now.is_finite() { now } else { entries.last().map_or(0.0, at) };
            for due in sync.due(now) {
                if let Due::Set(write) = &due {
                    sync.answered(write.side, true, now);
                    echo(&mut changes, write.side, &write.state, echo_after.map(|after| now + after));
                }
                entries.push(Entry::Done { at: now, due });
            }
            continue;
        }
        let Some((at, change)) = changes.pop() else { break };
        let Some(change) = really(change, &mut states) else { continue };
        let heard = sync.hear(&change, at);
        entries.push(Entry::Heard { at, change, heard });
    }
    entries
}

fn at(entry: &Entry) -> Millis {
    match entry {
        Entry::Heard { at, .. } | Entry::Done { at, .. } => *at,
    }
}

/// Puts what comes about among what is still to happen, in time.
fn echo(changes: &mut Vec<(Millis, Change)>, side: Side, state: &str, at: Option<Millis>) {
    let Some(at) = at else { return };
    let place = changes.iter().rposition(|(later, _)| *later > at).map_or(0, |place| place + 1);
    // The old state is filled in when it comes.
    changes.insert(place, (at, Change::to(side, "", state)));
}

/// A change to a state that is there already is none. What Connect was before is known where it is not said.
fn really(change: Change, states: &mut [String; 2]) -> Option<Change> {
    let Some((side, state)) = change.state() else { return Some(change) };
    let before = std::mem::replace(states.get_mut(side as usize)?, state.to_owned());
    if before == state {
        return None;
    }
    Some(match change {
        Change::ConnectState { old, new } if old.is_empty() => Change::ConnectState { old: before, new },
        other => other,
    })
}

#[cfg(test)]
#[path = "simulation_tests.rs"]
mod tests;
