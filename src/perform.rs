//! Performs what a flow asks: one exhaustive match a port, from effect to port call to reply.

mod clock;
mod connect;
mod desk;
mod host;
mod http;
mod org;
mod store;

use cti_flow::{Effect, Fault, FaultKind, Reply};
use cti_ports::{Level, PortError};
use serde_json::{Map, Value};

use crate::session::Session;

/// Does it and says what came of it. `contact` names whom a pop is for, for anyone who measures.
pub async fn perform(session: &Session, contact: Option<&str>, effect: &Effect) -> Reply {
    match effect {
        Effect::Connect(connect) => connect::perform(session, connect).await,
        Effect::Host(host) => host::perform(session, contact, host).await,
        Effect::Org(org) => org::perform(session, org).await,
        Effect::Desk(desk) => desk::perform(session, desk).await,
        Effect::Store(store) => store::perform(session, store).await,
        Effect::Clock(clock) => clock::perform(session, clock).await,
        Effect::Http(request) => http::perform(session, request).await,
        Effect::Log(line) => {
            session.ports.log.write(Level::parse(line.level.as_str()), &line.message);
            Ok(Value::Null)
        }
    }
}

fn members(args: Value) -> Map<String, Value> {
    match args {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn done(answer: Result<(), PortError>) -> Reply {
    told(answer.map(|()| Value::Null))
}

fn told(answer: Result<impl Into<Value>, PortError>) -> Reply {
    match answer {
        Ok(value) => Ok(value.into()),
        Err(error) => {
            let kind = match &error {
                PortError::Rejected { .. } => FaultKind::Rejected,
                PortError::TimedOut { .. } => FaultKind::TimedOut,
                PortError::Unavailable { .. } => FaultKind::Unavailable,
                PortError::Malformed { .. } => FaultKind::Malformed,
            };
            Err(Fault::new(kind, error.to_string()))
        }
    }
}
