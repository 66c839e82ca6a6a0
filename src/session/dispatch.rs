//! Decides, for each event, whether its flows run in this tab, and holds what cannot run yet.

use std::collections::VecDeque;
use std::rc::Rc;

use cti_core::Millis;
use cti_core::event::{Event, Recurrence, Source};

use super::binding::{Bindings, BoundFlow};

/// An event and the flows to run for it, in order.
#[derive(Clone, Debug)]
pub struct Batch {
    pub event: Rc<Event>,
    pub flows: Vec<Rc<BoundFlow>>,
    /// Whether presence rules follow it.
    pub followed: bool,
    /// When it happened, where it had to wait for this tab.
    pub held_since: Option<Millis>,
}

/// More than an agent's contacts can raise while a page loads.
const HELD_AT_MOST: usize = 500;
/// How long an event waits for a tab that may run it; a click to dial is stale after that too.
const HELD_MS: Millis = 30_000.0;

/// Events come in; batches that are to run here and now come out.
#[derive(Debug, Default)]
pub struct Dispatcher {
    bindings: Option<Rc<Bindings>>,
    leads: bool,
    held: VecDeque<(Millis, Event)>,
    /// What has waited in vain.
    stale: Vec<Event>,
}

impl Dispatcher {
    /// Flows are compiled. `now` dates what waited for them, so that loading slowly loses no contact's event;
    /// a click that waited too long is not carried out any more.
    pub fn ready(&mut self, bindings: Rc<Bindings>, now: Millis) -> Vec<Batch> {
        self.bindings = Some(bindings);
        self.held.retain(|(at, event)| !passes(event) || now - at <= HELD_MS);
        self.held.iter_mut().filter(|(_, event)| !passes(event)).for_each(|(at, _)| *at = now);
        self.drain()
    }

    /// This tab leads, or no longer. What another tab saw but did not live to run is among the held.
    pub fn lead(&mut self, leads: bool) -> Vec<Batch> {
        self.leads = leads;
        if leads { self.drain() } else { Vec::new() }
    }

    pub fn leads(&self) -> bool {
        self.leads
    }

    pub fn offer(&mut self, event: Event, now: Millis) -> Option<Batch> {
        if self.bindings.is_some() {
            while self.held.front().is_some_and(|(at, _)| now - at > HELD_MS)
                && let Some((_, event)) = self.held.pop_front()
            {
                self.let_go(event);
            }
        }
        match self.batch(&event) {
            Verdict::Run(batch) => Some(batch),
            Verdict::Nothing => None,
            Verdict::Hold => {
                self.hold(event, now);
                None
            }
        }
    }

    fn hold(&mut self, event: Event, now: Millis) {
        if event.recurrence == Recurrence::LatestOccurrence {
            // Only the latest update of a contact or agent says anything.
            self.held.retain(|(_, held)| {
                held.name != event.name
                    || held.source != event.source
                    || contact_id(held) != contact_id(&event)
            });
        }
        if self.held.len() >= HELD_AT_MOST
            && let Some((_, event)) = self.held.pop_front()
        {
            self.let_go(event);
        }
        self.held.push_back((now, event));
    }

    /// Events that nobody waits for any more; another tab may have run them.
    pub fn stale(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.stale)
    }

    fn let_go(&mut self, event: Event) {
        if matches!(event.recurrence, Recurrence::OncePerContact | Recurrence::EachOccurrence) {
            self.stale.push(event);
        }
    }

    fn drain(&mut self) -> Vec<Batch> {
        let held = std::mem::take(&mut self.held);
        let mut batches = Vec::new();
        for (at, event) in held {
            match self.batch(&event) {
                Verdict::Run(batch) => batches.push(Batch { held_since: Some(at), ..batch }),
                Verdict::Nothing => {}
                Verdict::Hold => self.held.push_back((at, event)),
            }
        }
        batches
    }

    fn batch(&self, event: &Event) -> Verdict {
        let Some(bindings) = &self.bindings else { return Verdict::Hold };
        let flows = bindings.of(event.source, event.name);
        let followed = bindings.followed.contains(&(event.source, event.name));
        if (flows.is_empty() && !followed) || (is_monitors(event) && !bindings.monitoring) {
            return Verdict::Nothing;
        }
        if event.recurrence != Recurrence::InThisTab && !self.leads {
            return Verdict::Hold;
        }
        Verdict::Run(Batch { event: Rc::new(event.clone()), flows, followed, held_since: None })
    }
}

enum Verdict {
    Run(Batch),
    Hold,
    /// No flow is bound to it, no rule follows it.
    Nothing,
}

/// Of a contact that a supervisor listens in to: it is another agent's, and its flows run there.
fn is_monitors(event: &Event) -> bool {
    event
        .contact
        .as_ref()
        .is_some_and(|contact| contact.is_monitor && event.source == Source::of_channel(&contact.r#type))
}

/// Is soon nobody's business any more: a click to dial, a look at a chat.
fn passes(event: &Event) -> bool {
    matches!(event.recurrence, Recurrence::InThisTab | Recurrence::SeenByAll)
}

fn contact_id(event: &Event) -> Option<&str> {
    event.contact.as_ref().map(|contact| contact.contact_id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cti_core::Contact;
    use cti_core::lifecycle::contact_event;
    use cti_core::settings::FlowRecord;

    fn bindings() -> Rc<Bindings> {
        let body =
            r#"{"actions":[{"id":"0","type":"SE_Start","ports":{"done":"1"}},{"id":"1","type":"SE_End"}]}"#;
        let record = |source: &str, event: &str| FlowRecord {
            id: format!("{source}.{event}"),
            name: event.to_owned(),
            source: source.to_owned(),
            event: event.to_owned(),
            active: true,
            body: body.to_owned(),
        };
        let records = [record("voiceContact", "onConnecting"), record("salesforceUi", "onClickToDial")];
        Rc::new(Bindings::compile(&records).0)
    }

    fn ring(id: &str) -> Event {
        let contact = Contact { contact_id: id.into(), ..Contact::default() };
        contact_event("onConnecting", &Rc::new(contact)).unwrap()
    }

    fn click() -> Event {
        Event {
            source: Source::SalesforceUi,
            name: "onClickToDial",
            recurrence: Recurrence::InThisTab,
            ..ring("c")
        }
    }

    fn ids(batches: impl IntoIterator<Item = Batch>) -> Vec<String> {
        batches.into_iter().map(|batch| batch.event.occurrence.clone()).collect()
    }

    #[test]
    fn what_rings_before_ready_runs_when_ready_and_leading() {
        let mut dispatcher = Dispatcher::default();
        assert!(dispatcher.offer(ring("a"), 0.0).is_none());
        assert!(dispatcher.ready(bindings(), 60_000.0).is_empty());
        assert_eq!(ids(dispatcher.lead(true)), ["a"]);
        assert!(ids(dispatcher.lead(true)).is_empty());
    }

    #[test]
    fn the_leader_runs_at_once() {
        let mut dispatcher = Dispatcher::default();
        dispatcher.ready(bindings(), 0.0);
        dispatcher.lead(true);
        assert_eq!(ids(dispatcher.offer(ring("a"), 1.0)), ["a"]);
    }

    #[test]
    fn a_follower_takes_over_what_the_leader_may_have_left() {
        let mut dispatcher = Dispatcher::default();
        dispatcher.ready(bindings(), 0.0);
        assert!(dispatcher.offer(ring("a"), 1.0).is_none());
        assert_eq!(ids(dispatcher.lead(true)), ["a"]);
    }

    #[test]
    fn what_waited_too_long_is_stale() {
        let mut dispatcher = Dispatcher::default();
        dispatcher.ready(bindings(), 0.0);
        dispatcher.offer(ring("a"), 1.0);
        dispatcher.offer(ring("b"), 40_000.0);
        assert_eq!(ids(dispatcher.lead(true)), ["b"]);
    }

    #[test]
    fn what_a_supervisor_listens_in_to_has_flows_only_where_that_is_wanted() {
        for wanted in [false, true] {
            let mut dispatcher = Dispatcher::default();
            let mut bindings = Rc::into_inner(bindings()).unwrap();
            bindings.monitoring = wanted;
            dispatcher.ready(Rc::new(bindings), 0.0);
            dispatcher.lead(true);
            let monitored = |event: Event| {
                let contact = Contact { is_monitor: true, ..Contact::default() };
                Event { contact: Some(Rc::new(contact)), ..event }
            };
            assert_eq!(dispatcher.offer(monitored(ring("a")), 1.0).is_some(), wanted);
            assert!(dispatcher.held.is_empty());
            assert!(dispatcher.offer(monitored(click()), 1.0).is_some(), "a click is the supervisor's own");
        }
    }

    #[test]
    fn a_click_runs_where_it_happened() {
        let mut dispatcher = Dispatcher::default();
        dispatcher.ready(bindings(), 0.0);
        assert!(dispatcher.offer(click(), 1.0).is_some());
    }

    #[test]
    fn a_click_waits_for_the_page_but_not_forever() {
        for (ready, ids_then) in [(30_000.0, vec!["c"]), (30_001.0, vec![])] {
            let mut dispatcher = Dispatcher::default();
            dispatcher.offer(click(), 0.0);
            assert_eq!(ids(dispatcher.ready(bindings(), ready)), ids_then);
        }
    }

    #[test]
    fn an_event_without_flows_is_not_kept() {
        let mut dispatcher = Dispatcher::default();
        dispatcher.ready(bindings(), 0.0);
        let mut event = ring("a");
        event.name = "onConnected";
        dispatcher.offer(event, 1.0);
        assert!(dispatcher.held.is_empty());
    }

    #[test]
    fn a_flood_of_refreshes_is_held_once() {
        let mut dispatcher = Dispatcher::default();
        for at in 0..2_000 {
            let mut event = ring("a");
            event.name = "onRefresh";
            event.recurrence = Recurrence::LatestOccurrence;
            dispatcher.offer(event, f64::from(at));
        }
        assert_eq!(dispatcher.held.len(), 1);
    }

    #[test]
    fn of_messages_that_wait_none_is_lost() {
        let mut dispatcher = Dispatcher::default();
        for id in ["m-1", "m-2", "m-3"] {
            let mut event = ring("a");
            event.recurrence = Recurrence::EachOccurrence;
            event.occurrence = id.to_owned();
            dispatcher.offer(event, 0.0);
        }
        dispatcher.ready(bindings(), 1.0);
        assert_eq!(ids(dispatcher.lead(true)), ["m-1", "m-2", "m-3"]);
    }
}
