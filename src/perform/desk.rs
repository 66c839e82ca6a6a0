//! Our own page.

use cti_flow::effect::Desk;
use serde_json::Value;

use super::{Performing, at_once, done, told};
use crate::session::Session;

pub(super) fn perform<'a>(session: &'a Session, effect: &'a Desk) -> Performing<'a> {
    let desk = &*session.ports.desk;
    match effect {
        Desk::ShowModal(_) => told(desk.ask(effect.args())),
        Desk::Alert { message } => done(desk.alert(message)),
        Desk::ShowData { contact_id, data } => {
            desk.show_data(contact_id.as_deref(), data.clone());
            at_once(Ok(Value::Null))
        }
        Desk::ShowAttributes { contact_id } => {
            desk.show_attributes(contact_id.as_deref());
            at_once(Ok(Value::Null))
        }
        Desk::OpenUrl { url } => done(desk.open_url(url)),
        Desk::CallElement { selector, method, args } => told(desk.call_element(selector, method, args)),
    }
}
