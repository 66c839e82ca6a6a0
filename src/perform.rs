//! Performs what a flow asks: one exhaustive match from effect to port call to reply.

use cti_flow::effect::ScreenPop;
use cti_flow::{Effect, Fault, FaultKind, Reply};
use cti_ports::{Level, PortError};
use serde_json::{Map, Value};

use crate::session::{Mark, Ports, Session};

/// Does it and says what came of it. `contact` names whom a pop is for, for anyone who measures.
pub async fn perform(session: &Session, contact: Option<&str>, effect: &Effect) -> Reply {
    let ports = &session.ports;
    match effect {
        Effect::Dial { phone_number, queue_arn } => dial(session, phone_number, queue_arn.as_deref()).await,
        Effect::ScreenPop(pop) => screen_pop(ports, contact, pop).await,
        Effect::SearchAndScreenPop(_) => {
            let answer = ports.host.search_and_screen_pop(members(effect.args()));
            mark_pop(ports, contact);
            told(answer.await)
        }
        Effect::SaveLog { value } => told(ports.host.save_log(Value::Object(value.clone())).await),
        Effect::CompleteWork { work_id, .. } => {
            let attributes = members(effect.args()).remove("attributes").unwrap_or_default();
            done(ports.host.complete_work(work_id, attributes).await)
        }
        Effect::Search { .. } => told(ports.org.search(effect.args()).await),
        Effect::Query(_) => told(ports.org.query(effect.args()).await),
        Effect::Retrieve { object, id, fields } => {
            let fields: Vec<_> = fields.iter().map(|field| field.as_str().to_owned()).collect();
            told(ports.org.retrieve(object.as_str(), id, &fields).await)
        }
        Effect::UpdateContactAttributes { contact_id, attributes } => {
            done(ports.org.update_contact_attributes(contact_id, Value::Object(attributes.clone())).await)
        }
        Effect::StoreGet { key } => Ok(ports.store.get(key).unwrap_or_default()),
        Effect::StoreSet { key, value } => {
            ports.store.set(key, value);
            Ok(Value::Null)
        }
        Effect::Log { level, message } => {
            ports.log.write(Level::parse(level.as_str()), message);
            Ok(Value::Null)
        }
    }
}

/// Connect dials E.164 only; records hold numbers as people write them. What is no number is passed on as it is.
async fn dial(session: &Session, number: &str, queue_arn: Option<&str>) -> Reply {
    let ports = &session.ports;
    let Some(connect) = ports.connect.borrow().clone() else {
        return Err(Fault::new(FaultKind::Unavailable, "the phone has not started; sign in first"));
    };
    let parsed = ports.phone.borrow().parse(number, &session.region());
    let number = parsed.map_or_else(|| number.to_owned(), |parsed| parsed.number);
    done(connect.dial(&number, queue_arn).await)
}

async fn screen_pop(ports: &Ports, contact: Option<&str>, pop: &ScreenPop) -> Reply {
    let answer = ports.host.screen_pop(pop.kind(), pop.params());
    mark_pop(ports, contact);
    done(answer.await)
}

/// The host has been asked by now: port calls start before they are awaited.
fn mark_pop(ports: &Ports, contact: Option<&str>) {
    if let Some(contact) = contact {
        (ports.mark)(Mark::Pop(contact));
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

fn told(answer: Result<Value, PortError>) -> Reply {
    answer.map_err(|error| {
        let kind = match &error {
            PortError::Rejected { .. } => FaultKind::Rejected,
            PortError::TimedOut { .. } => FaultKind::TimedOut,
            PortError::Unavailable { .. } => FaultKind::Unavailable,
            PortError::Malformed { .. } => FaultKind::Malformed,
        };
        Fault::new(kind, error.to_string())
    })
}
