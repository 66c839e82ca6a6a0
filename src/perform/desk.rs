//! Our own page.

use cti_flow::Reply;
use cti_flow::effect::Desk;
use serde_json::Value;

use super::{done, told};
use crate::session::Session;

pub(super) async fn perform(session: &Session, effect: &Desk) -> Reply {
    let desk = &*session.ports.desk;
    match effect {
        Desk::ShowModal(_) => told(desk.ask(effect.args()).await),
        Desk::Alert { message } => done(desk.alert(message).await),
        Desk::ShowData { contact_id, data } => {
            desk.show_data(contact_id.as_deref(), data.clone());
            Ok(Value::Null)
        }
        Desk::ShowAttributes { contact_id } => {
            desk.show_attributes(contact_id.as_deref());
            Ok(Value::Null)
        }
        Desk::OpenUrl { url } => done(desk.open_url(url).await),
        Desk::CallElement { selector, method, args } => told(desk.call_element(selector, method, args).await),
    }
}
