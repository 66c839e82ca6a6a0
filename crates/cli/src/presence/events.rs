//! The events of a simulation, as a file lists them.

use std::path::Path;

use cti_core::Millis;
use cti_presence::{Change, Source};
use serde::Deserialize;

use crate::InputError;
use crate::input::read_text;

/// `{at?, source, …}`; which of the other members count, the source says.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Stored {
    /// Milliseconds since the start; without it, the time of the event before.
    at: Option<Millis>,
    source: String,
    new_state: Option<String>,
    #[serde(default)]
    old_state: String,
    service_channel: Option<String>,
    #[serde(default)]
    previous_workload: f64,
    new_workload: Option<f64>,
    configured_capacity: Option<f64>,
}

pub(super) fn read(path: &Path) -> Result<Vec<(Millis, Change)>, InputError> {
    let text = read_text(path)?;
    let stored: Vec<Stored> =
        serde_json::from_str(&text).map_err(|source| InputError::Events { path: path.to_owned(), source })?;
    let mut now = 0.0;
    let mut events = Vec::new();
    for (place, event) in stored.into_iter().enumerate() {
        now = event.at.unwrap_or(now);
        let change = change(event).map_err(|reason| InputError::PresenceEvent {
            path: path.to_owned(),
            number: place + 1,
            reason,
        })?;
        events.push((now, change));
    }
    Ok(events)
}

fn change(event: Stored) -> Result<Change, String> {
    let Some(source) = Source::parse(&event.source) else {
        let known: Vec<_> = Source::ALL.iter().map(|row| format!("`{}`", row.1)).collect();
        return Err(format!("no source `{}`; there are {}", event.source, known.join(", ")));
    };
    let missing = |name: &str| format!("`{}` needs `{name}`", source.label());
    Ok(match source {
        Source::ConnectState => Change::ConnectState {
            old: event.old_state,
            new: event.new_state.ok_or_else(|| missing("newState"))?,
        },
        Source::SalesforceState => {
            Change::SalesforceState { new: event.new_state.ok_or_else(|| missing("newState"))? }
        }
        Source::SalesforceLogout => Change::SalesforceLogout,
        Source::WorkAccepted => Change::WorkAccepted { channel: event.service_channel },
        Source::WorkloadChanged => Change::WorkloadChanged {
            previous: event.previous_workload,
            new: event.new_workload.ok_or_else(|| missing("newWorkload"))?,
            capacity: event.configured_capacity.ok_or_else(|| missing("configuredCapacity"))?,
        },
    })
}
