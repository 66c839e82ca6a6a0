//! Runs the flows of one event in this tab, in order, each to its end.

use std::rc::Rc;

use cti_core::Millis;
use cti_core::event::{Event, Recurrence};
use cti_flow::effect::{Clock, Desk, Effect};
use cti_flow::{Input, Outcome, Reply, Run, Status, Step};
use cti_ports::TIME_LIMIT_MS;
use futures_util::future::{Either, select};
use serde_json::Value;

use super::binding::BoundFlow;
use super::dispatch::Batch;
use super::interrupted::{Underway, saves};
use super::presence::RULES;
use super::reconciliation::Counted;
use super::write_key::{keyed, run_id};
use super::{Session, run_notice};
use crate::perform::perform;
use crate::state::{Change, Notice};

/// One flow's failure never keeps the next from running.
pub async fn run_batch(session: Rc<Session>, batch: Batch) {
    tell_clicked_extension(&session, &batch.event);
    if batch.followed && claimed(&session, &batch, RULES) {
        session.follow(&batch.event);
    }
    for bound in &batch.flows {
        if claimed(&session, &batch, &bound.id) {
            run_flow(&session, &batch.event, bound).await;
        }
    }
    session.click_is_over(&batch.event);
}

/// For whom a run sends data to the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The contact's Data panel.
    Panel,
    /// A form that waits for it, and finds it in the outcome.
    Form,
}

/// Runs one flow to its end and says how it went, to the log and to people.
pub async fn run_flow(session: &Rc<Session>, event: &Event, bound: &BoundFlow) -> Rc<Outcome> {
    run_flow_for(session, event, bound, Audience::Panel).await
}

pub async fn run_flow_for(
    session: &Rc<Session>,
    event: &Event,
    bound: &BoundFlow,
    audience: Audience,
) -> Rc<Outcome> {
    let input = input(session, event);
    let run = Run::new(
        Rc::clone(&bound.flow),
        input.clone(),
        session.ports.phone.borrow().clone(),
        session.ports.clock.now(),
    );
    let (today, days) = (session.today(), session.journal.days());
    days.count(today, Counted::Run, 1);
    let (outcome, told) = drive(session, event, bound, run, audience).await;
    days.count(today, Counted::Ended, 1);
    if outcome.status != Status::Completed {
        days.count(today, Counted::Failed, 1);
    }
    let records = outcome.effects.iter().filter(|performed| saves(performed)).count();
    if records > 0 {
        days.count(today, Counted::Record, u32::try_from(records).unwrap_or_default());
    }
    report(session, &bound.name, &outcome);
    if outcome.status != Status::Completed && !told {
        session.run_unfinished(event, &bound.name);
    }
    session.write_down(event, bound, input, outcome.clone());
    outcome
}

/// Tabs hear of the same thing at almost the same time; a busy one is late.
const TABS_APART_MS: Millis = 1_000.0;

/// Flows dial a clicked number in its E.164 form, which has no extension.
fn tell_clicked_extension(session: &Session, event: &Event) {
    if event.name != "onClickToDial" {
        return;
    }
    let clicked = event.payload.get("number").and_then(Value::as_str);
    if let Some(number) = clicked.and_then(|number| session.parse_phone(number)) {
        session.tell_extension(&number);
    }
}

/// What happens in this tab alone needs no claim; everything else runs once for all tabs and reloads.
fn claimed(session: &Session, batch: &Batch, flow: &str) -> bool {
    let (key, now) = (batch.event.key(flow), session.ports.clock.now());
    let first = match batch.event.recurrence {
        Recurrence::InThisTab => return true,
        Recurrence::SeenByAll => {
            let since = batch.held_since.map(|at| at - TABS_APART_MS);
            session.journal.claim_anew(&key, batch.held_since.unwrap_or(now), since)
        }
        _ => session.journal.claim(&key, now),
    };
    if first && !session.journal.is_durable() {
        session.hub.apply(Change::Notices(vec![Notice::StorageDenied]));
    }
    first
}

fn input(session: &Session, event: &Event) -> Input {
    Input {
        payload: event.payload.clone(),
        contact: event.contact.clone(),
        agent: Some(Rc::new(session.agent())),
        region: session.region(),
        phone_number_format: session.phone_number_format(),
    }
}

/// Performs effect after effect, until the run is over or its time is. Answers whether the agent has been told
/// why it ended, where it did not complete.
async fn drive(
    session: &Rc<Session>,
    event: &Event,
    bound: &BoundFlow,
    mut run: Run,
    audience: Audience,
) -> (Rc<Outcome>, bool) {
    let contact = event.contact.as_ref().map(|contact| contact.contact_id.as_str());
    let ports = &session.ports;
    let mut underway = Underway::new(session, event, bound);
    let now = ports.clock.now();
    let run_id = run_id(event, &bound.id, &session.agent().username, now);
    let mut step = run.step(now);
    let mut told = false;
    loop {
        match step {
            Step::Done(outcome) => return (outcome, told),
            Step::Perform(effect) => {
                underway.asks(run.effects());
                let sent = keyed(&run_id, run.effects(), &effect);
                let reply = match (audience, &*effect) {
                    (Audience::Form, Effect::Desk(Desk::ShowData { .. })) => Some(Ok(Value::Null)),
                    _ => in_time(session, contact, &sent, run.deadline()).await,
                };
                let now = ports.clock.now();
                step = match reply {
                    Some(Ok(value)) => run.resume(Ok(value), now),
                    Some(Err(fault)) => {
                        let next = run.resume(Err(fault.clone()), now);
                        told = session.command_failed(event, &effect, &fault, &next);
                        next
                    }
                    None => Step::Done(run.expire(now)),
                };
            }
        }
    }
}

/// The reply, or nothing once the run has no more time. Only what can take that long is raced against it.
async fn in_time(
    session: &Rc<Session>,
    contact: Option<&str>,
    effect: &Effect,
    deadline: Millis,
) -> Option<Reply> {
    let reply = perform(session, contact, effect);
    let left = deadline - session.ports.clock.now();
    let longest = match effect {
        Effect::Clock(Clock::Delay { ms }) => *ms,
        _ => f64::from(TIME_LIMIT_MS),
    };
    if longest < left || left.is_infinite() {
        return Some(reply.await);
    }
    let over = session.ports.clock.delay(left.max(0.0) as u32);
    match select(reply, over).await {
        Either::Left((reply, _)) => Some(reply),
        Either::Right(_) => None,
    }
}

/// People see at once what went wrong, in whatever words; the log only once the record is without personal
/// data, see `history`.
fn report(session: &Session, flow: &str, outcome: &Outcome) {
    if outcome.status != Status::Completed {
        let message = outcome.message.as_deref().unwrap_or(outcome.status.as_str());
        session.hub.apply(Change::Notices(vec![run_notice(flow, message)]));
    }
}
