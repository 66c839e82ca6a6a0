//! The contact flow behind the quick connect `Voicemail`: it looks up the drop that the call is written on, and
//! plays it. There is no sound; only what would be heard counts.

use serde_json::{Value, json};

use crate::world::{Region, World};

const QUICK_CONNECT: &str = "Voicemail";
const DROP: &str = "amazonconnect__AC_VoicemailDrop__c";

impl World {
    /// Somebody was called into a contact. Where that is the contact flow, it looks at once: a drop that is
    /// written later is written too late.
    pub fn called_in(&mut self, region: Region, contact_id: &str) {
        let Some(contact) = self.at(region).contact(contact_id) else { return };
        let called = contact.legs.last().and_then(|leg| leg.quick_connect_name.as_deref());
        if called != Some(QUICK_CONNECT) {
            return;
        }
        let call = contact.initial_id.as_ref().unwrap_or(&contact.id).clone();
        let mut active = self.org.of(DROP).filter(|drop| *drop.get("amazonconnect__Active__c") == true);
        let drop = active.find(|drop| drop.text("amazonconnect__ContactId__c") == call);
        let text = |field: &str| drop.map_or(Value::Null, |drop| drop.get(field).clone());
        let heard = json!({
            "contactId": call, "drop": text("Name"), "message": text("amazonconnect__Message__c"),
        });
        self.voicemails.push(heard);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls_in(write: bool) -> Value {
        let mut world = World::seeded(1);
        let call = serde_json::from_value(json!({ "channel": "voice" })).unwrap();
        let call = world.instance.arrive(call).unwrap();
        world.instance.step(&call, "accept", &json!({})).unwrap();
        let drop = world.org.of(DROP).nth(1).unwrap().id.to_string();
        if write {
            let fields = json!({ "amazonconnect__ContactId__c": call });
            world.org.update(&drop, fields.as_object().unwrap().clone()).unwrap();
        }
        let voicemail = world.instance.directory.quick_connects.iter();
        let arn =
            voicemail.clone().find(|one| one.name.as_deref() == Some(QUICK_CONNECT)).unwrap().arn.clone();
        let params = json!({ "contactId": call, "endpoint": { "endpointARN": arn, "type": "queue" } });
        world.instance.call("createAdditionalConnection", &params, 0).unwrap();
        world.called_in(Region::Home, &call);
        let [heard] = &world.voicemails[..] else { panic!("{:?}", world.voicemails) };
        heard["drop"].clone()
    }

    #[test]
    fn the_drop_that_the_call_is_written_on_is_played() {
        assert_eq!(calls_in(true), "Call back tomorrow");
        assert_eq!(calls_in(false), Value::Null);
    }
}
