//! Amazon Connect: the agent and the contacts.

use std::rc::Rc;

use cti_flow::effect::{Connect, StateChoice};
use cti_flow::{Fault, FaultKind, Reply};
use cti_ports::Answer;
use cti_ports::connect::{Softphone, StateChoice as PortState};
use serde_json::Value;

use super::{Performing, at_once, done, fault, told};
use crate::session::Session;

pub(super) fn perform<'a>(session: &'a Rc<Session>, effect: &'a Connect) -> Performing<'a> {
    let Some(port) = session.ports.connect.borrow().clone() else {
        let fault = Fault::new(FaultKind::Unavailable, "the phone has not started; sign in first");
        return at_once(Err(fault));
    };
    match effect {
        Connect::Dial { phone_number, queue_arn } => {
            Box::pin(dial(session, port, phone_number, queue_arn.as_deref()))
        }
        Connect::Mute => done(Box::pin(session.mute(port, true))),
        Connect::Unmute => done(Box::pin(session.mute(port, false))),
        Connect::GetAgentState => told(port.agent_state()),
        Connect::SetAgentState(state) => {
            let set = session.set_agent_state(chosen(state));
            Box::pin(async { set.await.map(|()| Value::Null).map_err(fault) })
        }
        Connect::GetConfiguration => told(port.agent_configuration()),
        Connect::SetConfiguration { softphone_enabled, extension } => {
            let softphone = if *softphone_enabled {
                Softphone::On
            } else {
                Softphone::Deskphone { extension: extension.clone().unwrap_or_default() }
            };
            done(port.set_softphone(softphone))
        }
        Connect::GetEndpoints { queue_arns } => told(port.endpoints(queue_arns.clone())),
        Connect::CreateTask(task) => told(port.create_task(task.to_json())),
        Connect::GetLog => told(port.log_text()),
        Connect::AddConnection { contact_id, quick_connect_name } => {
            let asked = port.add_connection(contact_id, quick_connect_name);
            Box::pin(calling_in(session, quick_connect_name, asked))
        }
        Connect::DestroyAgentConnection { contact_id } => done(port.destroy_agent_connection(contact_id)),
        Connect::ClearContact { contact_id } => done(Box::pin(session.clear_contact(port, contact_id))),
        Connect::GetChatMessage { contact_id } => {
            at_once(Ok(session.last_message(&contact_id.as_str().into()).unwrap_or(Value::Null)))
        }
    }
}

/// Connect dials E.164 only; records hold numbers as people write them. What is no number is passed on as it is.
async fn dial(
    session: &Session,
    port: Rc<dyn cti_ports::Connect>,
    number: &str,
    queue_arn: Option<&str>,
) -> Reply {
    let parsed = session.parse_phone(number);
    let number = parsed.as_ref().map_or(number, |parsed| &parsed.number);
    let reply = calling_in(session, number, port.dial(number, queue_arn)).await;
    if let (Some(parsed), Ok(_)) = (&parsed, &reply) {
        session.tell_extension(parsed);
    }
    reply
}

/// Remembers who is called into a call: Connect shows that somebody is, and not always who.
async fn calling_in(session: &Session, target: &str, asked: Answer<()>) -> Reply {
    session.calls_in(Some(target));
    let reply = done(asked).await;
    if reply.is_err() {
        session.calls_in(None);
    }
    reply
}

fn chosen(state: &StateChoice) -> PortState {
    match state {
        StateChoice::Named(name) => PortState::Named(name.clone()),
        StateChoice::Arn(arn) => PortState::Arn(arn.clone()),
        StateChoice::Routable => PortState::Routable,
    }
}
