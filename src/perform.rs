//! Performs what a flow asks: one exhaustive match a port, from effect to port call to reply.

mod clock;
mod connect;
mod desk;
mod host;
mod http;
mod org;
mod store;

use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;

use cti_flow::{Effect, Fault, FaultKind, Reply};
use cti_ports::{Answer, Level, PortError};
use serde_json::{Map, Value};

use crate::session::Session;

/// What is being done. Boxed, because one future that could wait for any of the calls is far more to download.
pub type Performing<'a> = Pin<Box<dyn Future<Output = Reply> + 'a>>;

/// Does it and says what came of it. `contact` names whom a pop is for, for anyone who measures.
pub fn perform<'a>(session: &'a Rc<Session>, contact: Option<&str>, effect: &'a Effect) -> Performing<'a> {
    match effect {
        Effect::Connect(connect) => connect::perform(session, connect),
        Effect::Host(host) => host::perform(session, contact, host),
        Effect::Org(org) => org::perform(session, org),
        Effect::Desk(desk) => desk::perform(session, desk),
        Effect::Store(store) => store::perform(session, store),
        Effect::Clock(clock) => Box::pin(clock::perform(session, clock)),
        Effect::Http(request) => Box::pin(http::perform(session, request)),
        Effect::Log(line) => {
            session.ports.log.say(Level::parse(line.level.as_str()), &line.message);
            at_once(Ok(Value::Null))
        }
    }
}

fn members(args: Value) -> Map<String, Value> {
    match args {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn at_once<'a>(reply: Reply) -> Performing<'a> {
    Box::pin(ready(reply))
}

/// The session itself carries out some commands; those live no longer than it.
fn done<'a>(answer: Pin<Box<dyn Future<Output = Result<(), PortError>> + 'a>>) -> Performing<'a> {
    Box::pin(async { answer.await.map(|()| Value::Null).map_err(fault) })
}

fn told<'a>(answer: Answer<impl Into<Value> + 'a>) -> Performing<'a> {
    Box::pin(async { answer.await.map(Into::into).map_err(fault) })
}

fn fault(error: PortError) -> Fault {
    let kind = match &error {
        PortError::Rejected { .. } => FaultKind::Rejected,
        PortError::TimedOut { .. } => FaultKind::TimedOut,
        PortError::Unavailable { .. } => FaultKind::Unavailable,
        PortError::Malformed { .. } => FaultKind::Malformed,
    };
    Fault::new(kind, error.to_string())
}
