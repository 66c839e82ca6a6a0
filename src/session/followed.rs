//! Presence rules in the history, each time one has set something: whoever asks why a state changed finds the rule
//! by its name, what it went by, what it set, and whether the other side took it.

use std::rc::Rc;

use cti_core::Millis;
use cti_flow::Status;
use cti_flow::record::{Ending, Exchange, FORMAT, FlowNamed, Occasion, Record, VERSION};
use cti_ports::PortError;
use cti_presence::{OFFLINE, Side, Write};
use serde_json::{Map, json};

use super::Session;
use super::presence::{RULES, event_of};

/// The one step of a rule.
const STEP: &str = "rule";

impl Session {
    /// `why` is what the rule went by.
    pub(super) async fn keep_followed(
        self: Rc<Self>,
        write: Write,
        why: String,
        started: Millis,
        error: Option<PortError>,
    ) {
        let mut record = record(&write, &why, error.as_ref());
        record.tab = self.journal.tab().to_owned();
        (record.started, record.ended) = (started, self.ports.clock.now());
        let text = serde_json::to_string(&record).unwrap_or_default();
        self.show_run(record);
        self.ports.archive.add(text).await;
    }
}

/// Names of states and rules only: nothing personal is in it.
fn record(write: &Write, why: &str, error: Option<&PortError>) -> Record {
    let (source, event) = event_of(write.rule.source);
    let effect = match write.side {
        Side::Connect => "connect.setAgentState",
        Side::Salesforce if write.state == OFFLINE => "host.presenceLogout",
        Side::Salesforce => "host.setPresenceStatus",
    };
    let message = error.map(ToString::to_string);
    let reply =
        message.as_ref().map_or(json!({ "ok": null }), |message| json!({ "error": { "message": message } }));
    let envelope = json!({ "success": error.is_none(), "results": null, "exception": message });
    let title = [why, ": ", write.side.name(), " `", &write.state, "`"].concat();
    let status = if error.is_none() { Status::Completed } else { Status::Failed };
    Record {
        format: FORMAT.to_owned(),
        version: VERSION,
        event: Occasion {
            source: source.api_name().to_owned(),
            event: event.to_owned(),
            ..Occasion::default()
        },
        flow: FlowNamed {
            name: write.rule.name.clone(),
            id: RULES.to_owned(),
            titles: Map::from_iter([(STEP.to_owned(), title.into())]),
            ..FlowNamed::default()
        },
        tab: String::new(),
        started: 0.0,
        ended: 0.0,
        effects: vec![Exchange {
            block: STEP.to_owned(),
            effect: effect.to_owned(),
            args: json!({ "name": write.state }),
            reply,
            ms: None,
        }],
        outcome: Ending {
            status: status.as_str().to_owned(),
            path: vec![STEP.to_owned()],
            actions: Map::from_iter([(STEP.to_owned(), envelope)]),
            message,
        },
    }
}
