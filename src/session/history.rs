//! The history of runs: what each did and was answered, without personal data, for people and for `cti replay`.

use std::rc::Rc;

use cti_core::event::Event;
use cti_flow::record::{FlowNamed, Record, Redaction};
use cti_flow::{Input, Outcome, Status};
use cti_ports::Level;
use serde_json::{Map, Value};

use super::Session;
use super::binding::BoundFlow;
use crate::state::{Change, Panel};

/// Longer records are kept without what their effects and results held.
const LONGEST: usize = 100_000;

impl Session {
    /// Writes a run down. Later than now, so that no flow waits for it.
    pub(super) fn write_down(
        self: &Rc<Self>,
        event: &Event,
        bound: &BoundFlow,
        input: Input,
        outcome: Rc<Outcome>,
    ) {
        let (session, source, name) = (Rc::clone(self), event.source, event.name);
        let flow = FlowNamed {
            name: bound.name.clone(),
            id: bound.id.clone(),
            version: bound.version.clone(),
            titles: titles(bound, &outcome),
            body: None,
        };
        (self.ports.spawn)(Box::pin(async move {
            session.ports.clock.delay(0).await;
            let record = Record::new(source, name, &input, flow, &outcome);
            session.keep(record).await;
        }));
    }

    async fn keep(&self, mut record: Record) {
        record.tab = self.journal.tab().to_owned();
        Redaction::default().apply(&mut record);
        self.log_run(&record);
        let mut text = serde_json::to_string(&record).unwrap_or_default();
        if text.len() > LONGEST {
            record.lighten();
            text = serde_json::to_string(&record).unwrap_or_default();
        }
        self.show_run(record);
        self.ports.archive.add(text).await;
    }

    /// The run, and what the day has come to by it where somebody looks.
    pub(super) fn show_run(&self, record: Record) {
        self.hub.apply(Change::Run(Rc::new(record)));
        let state = self.hub.state();
        if state.panel() == Panel::History && state.is_open() {
            self.hub.apply(Change::Days(self.journal.days().all()));
        }
    }

    /// Outcome, and what of it is nobody's business has been hidden.
    fn log_run(&self, record: &Record) {
        let (flow, status) = (&record.flow.name, &record.outcome.status);
        let contact = record.event.contact.get("contactId").and_then(Value::as_str).unwrap_or_default();
        let (took, path) = (record.ended - record.started, record.outcome.path.join(" "));
        let log = |level, text: &str| {
            self.ports.log.write_about(level, contact, &format!("[FLOW] [{flow}]: {text}"));
        };
        log(Level::Info, &format!("{status} in {took} ms: {path}"));
        if status != Status::Completed.as_str() {
            log(Level::Warn, record.outcome.message.as_deref().unwrap_or(status));
        }
    }

    /// Reads what this and other tabs have kept.
    pub async fn recall(&self) {
        self.hub.apply(Change::Days(self.journal.days().all()));
        let kept = self.ports.archive.all().await;
        // A record of a later version of this page is skipped, not lost.
        let records = kept.iter().filter_map(|text| Record::parse(text).ok()).map(Rc::new);
        self.hub.apply(Change::Runs(records.collect()));
    }
}

fn titles(bound: &BoundFlow, outcome: &Outcome) -> Map<String, Value> {
    let title = |id: &Rc<str>| Some((id.to_string(), bound.flow.title(id)?.into()));
    outcome.path.iter().filter_map(title).collect()
}
