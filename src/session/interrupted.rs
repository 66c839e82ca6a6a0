//! Runs that were cut off: a page that goes in the middle of a flow leaves behind how far it was.
//!
//! Whatever such a run has asked of the world may have happened, and nobody can take it back or ask again
//! without doing it twice. So it is never repeated: the next leading tab finds it, says where it stopped, and
//! leaves the rest to people.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::event::Event;
use cti_flow::Performed;
use cti_flow::effect::{Effect, Host};
use cti_flow::record::{Ending, Exchange, FORMAT, FlowNamed, Occasion, Record, VERSION};
use cti_ports::Level;
use serde_json::{Map, Value, json};

use super::binding::BoundFlow;
use super::reconciliation::Counted;
use super::{Session, run_notice};
use crate::state::Change;

/// What `status` of such a run says.
pub const INTERRUPTED: &str = "interrupted";

/// As many of a run's latest effects as are worth storing before each further one.
const EFFECTS_AT_MOST: usize = 20;

/// A run under way, as it stands in storage. Dropped in the ordinary way, the run is over.
#[derive(Debug)]
pub(super) struct Underway<'a> {
    session: &'a Session,
    event: &'a Event,
    bound: &'a BoundFlow,
    /// Tells this run from every other; the journal's key would do, were actions not run again and again.
    id: String,
    started: Millis,
    written: bool,
}

impl<'a> Underway<'a> {
    pub(super) fn new(session: &'a Session, event: &'a Event, bound: &'a BoundFlow) -> Self {
        let started = session.ports.clock.now();
        let id = format!("{}@{started}", event.key(&bound.id));
        Self { session, event, bound, id, started, written: false }
    }

    /// The last of these is about to be performed: from here on it counts as done.
    pub(super) fn asks(&mut self, effects: &[Performed]) {
        let latest = effects.get(effects.len().saturating_sub(EFFECTS_AT_MOST)..).unwrap_or_default();
        let title = |id: &Rc<str>| Some((id.to_string(), self.bound.flow.title(id)?.into()));
        let titles: Map<String, Value> =
            latest.iter().filter_map(|performed| title(&performed.block)).collect();
        // No arguments and no answers: nothing personal is stored here.
        let effects: Vec<_> = latest
            .iter()
            .map(|performed| {
                let went = performed.reply.as_ref().map(Result::is_ok);
                json!([performed.block.as_ref(), performed.effect.name(), went])
            })
            .collect();
        let contact = self.event.contact.as_ref().map(|contact| contact.contact_id.as_str());
        let entry = json!({
            "tab": self.session.journal.tab(),
            "started": self.started,
            "at": self.session.ports.clock.now(),
            "source": self.event.source.api_name(),
            "event": self.event.name,
            "contact": contact,
            "flow": [self.bound.name, self.bound.id, self.bound.version],
            "titles": titles,
            "effects": effects,
            "records": latest.iter().filter(|performed| saves(performed)).count(),
        });
        self.session.journal.run_goes_on(&self.id, &entry.to_string());
        self.written = true;
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        if self.written {
            self.session.journal.run_is_over(&self.id);
        }
    }
}

/// Whether the host has saved a record.
pub(super) fn saves(performed: &Performed) -> bool {
    matches!(&*performed.effect, Effect::Host(Host::SaveLog { .. }))
        && performed.reply.as_ref().is_some_and(Result::is_ok)
}

impl Session {
    /// Finds what tabs that are no longer there have left in the middle of.
    async fn find_interrupted(self: &Rc<Self>) {
        let left = self.journal.runs();
        if left.is_empty() {
            return;
        }
        let open = (self.ports.open_tabs)().await;
        for (id, entry) in left {
            let entry: Value = serde_json::from_str(&entry).unwrap_or_default();
            let tab = text(&entry, "tab");
            if tab == self.journal.tab() {
                continue;
            }
            if open.iter().any(|other| other == tab) {
                self.await_end_of(tab);
                continue;
            }
            // Taken away first: whoever comes between finds it told once at most.
            self.journal.run_is_over(&id);
            self.tell_interrupted(interrupted(&entry), &entry).await;
        }
    }

    /// A tab that closes gives the lead away before it is gone, and one that is hidden may go at any time.
    fn await_end_of(self: &Rc<Self>, tab: &str) {
        let awaited = &mut self.inner.borrow_mut().awaited_tabs;
        if awaited.iter().any(|known| known == tab) {
            return;
        }
        awaited.push(tab.to_owned());
        let (session, tab, gone) = (Rc::clone(self), tab.to_owned(), (self.ports.tab_gone)(tab));
        (self.ports.spawn)(Box::pin(async move {
            gone.await;
            let leads = {
                let mut inner = session.inner.borrow_mut();
                inner.awaited_tabs.retain(|known| *known != tab);
                inner.dispatcher.leads()
            };
            // Whoever leads instead waits for it too.
            if leads {
                session.find_interrupted_later();
            }
        }));
    }

    /// Looks for runs that were cut off, beside everything else.
    pub(super) fn find_interrupted_later(self: &Rc<Self>) {
        let session = Rc::clone(self);
        (self.ports.spawn)(Box::pin(async move { session.find_interrupted().await }));
    }

    async fn tell_interrupted(&self, record: Record, entry: &Value) {
        let message = record.outcome.message.clone().unwrap_or_default();
        let contact = text(entry, "contact");
        let (flow, today) = (&record.flow.name, self.today());
        self.ports.log.write_about(Level::Warn, contact, &format!("[FLOW] [{flow}]: {message}"));
        self.journal.days().count(today, Counted::Interrupted, 1);
        let records = entry.get("records").and_then(Value::as_u64).unwrap_or_default();
        self.journal.days().count(today, Counted::Record, u32::try_from(records).unwrap_or_default());
        self.hub.apply(Change::Notices(vec![run_notice(flow, &message)]));
        let stored = serde_json::to_string(&record).unwrap_or_default();
        self.show_run(record);
        self.ports.archive.add(stored).await;
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What a run that was cut off looks like in the history.
fn interrupted(entry: &Value) -> Record {
    let time = |name: &str| entry.get(name).and_then(Value::as_f64).unwrap_or_default();
    let list = |name: &str| entry.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let at = |row: &Value, place: usize| {
        row.get(place).and_then(Value::as_str).map(str::to_owned).unwrap_or_default()
    };
    let flow = entry.get("flow").cloned().unwrap_or_default();
    let titles = entry.get("titles").and_then(Value::as_object).cloned().unwrap_or_default();
    let effects: Vec<_> = list("effects")
        .iter()
        .map(|row| Exchange {
            block: at(row, 0),
            effect: at(row, 1),
            args: Value::Null,
            reply: match row.get(2).and_then(Value::as_bool) {
                Some(true) => json!({"ok": null}),
                Some(false) => json!({"error": null}),
                None => Value::Null,
            },
            ms: None,
        })
        .collect();
    let mut path: Vec<_> = effects.iter().map(|effect| effect.block.clone()).collect();
    path.dedup();
    let message = effects.last().map(|last| {
        let title = titles.get(&last.block).and_then(Value::as_str).unwrap_or_default();
        format!(
            "its page went away while block `{}` ({title}) waited for `{}`; it is not run again",
            last.block, last.effect
        )
    });
    Record {
        format: FORMAT.to_owned(),
        version: VERSION,
        event: Occasion {
            source: text(entry, "source").to_owned(),
            event: text(entry, "event").to_owned(),
            contact: match entry.get("contact") {
                Some(Value::String(id)) => json!({ "contactId": id }),
                _ => Value::Null,
            },
            ..Occasion::default()
        },
        flow: FlowNamed {
            name: at(&flow, 0),
            id: at(&flow, 1),
            version: at(&flow, 2),
            titles,
            ..FlowNamed::default()
        },
        tab: text(entry, "tab").to_owned(),
        started: time("started"),
        ended: time("at"),
        effects,
        outcome: Ending { status: INTERRUPTED.to_owned(), path, actions: Map::new(), message },
    }
}
