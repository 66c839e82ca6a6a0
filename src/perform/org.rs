//! The org: records, Apex, and Connect's API through it.

use cti_flow::Reply;
use cti_flow::effect::Org;
use serde_json::Value;

use super::{done, told};
use crate::session::Session;

pub(super) async fn perform(session: &Session, effect: &Org) -> Reply {
    let org = &*session.ports.org;
    match effect {
        Org::Search { .. } => told(org.search(effect.args()).await),
        Org::Query(_) | Org::Soql(_) => told(org.query(effect.args()).await),
        Org::Retrieve { object, id, fields } => {
            let fields: Vec<_> = fields.iter().map(|field| field.as_str().to_owned()).collect();
            told(org.retrieve(object.as_str(), id, &fields).await)
        }
        Org::UpdateContactAttributes { contact_id, attributes } => {
            done(org.update_contact_attributes(contact_id, Value::Object(attributes.clone())).await)
        }
        Org::RunApex { apex_class, method_name, method_params } => {
            told(org.run_apex(apex_class, method_name, method_params).await)
        }
        Org::Recording { action, contact_id, initial_contact_id } => {
            done(session.record(*action, contact_id, initial_contact_id).await)
        }
    }
}
