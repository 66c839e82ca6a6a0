//! The org: records, Apex, and Connect's API through it.

use cti_flow::effect::Org;
use serde_json::Value;

use super::{Performing, done, fault, told};
use crate::session::Session;

pub(super) fn perform<'a>(session: &'a Session, effect: &'a Org) -> Performing<'a> {
    let org = &*session.ports.org;
    match effect {
        Org::Search { .. } => told(org.search(effect.args())),
        Org::Query(_) | Org::Soql(_) => told(org.query(effect.args())),
        Org::Retrieve { object, id, fields } => {
            let fields: Vec<_> = fields.iter().map(|field| field.as_str().to_owned()).collect();
            told(org.retrieve(object.as_str(), id, &fields))
        }
        Org::UpdateContactAttributes { contact_id, attributes } => {
            done(org.update_contact_attributes(contact_id, Value::Object(attributes.clone())))
        }
        Org::RunApex { apex_class, method_name, method_params } => {
            told(org.run_apex(apex_class, method_name, method_params))
        }
        Org::Recording { action, contact_id, initial_contact_id } => {
            let recorded = session.record(*action, contact_id, initial_contact_id);
            Box::pin(async { recorded.await.map(|()| Value::Null).map_err(fault) })
        }
    }
}
