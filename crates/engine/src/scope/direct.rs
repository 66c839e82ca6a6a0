//! Texts of contact and agent that flows ask for most, without the JSON of all of it: to make that takes
//! longer than all the blocks of a usual flow.

use cti_core::{Agent, Contact};

use crate::reference::Segment;

/// The text, or none where there is none; no answer at all where only the JSON knows.
pub(super) fn contact<'c>(contact: &'c Contact, path: &[Segment]) -> Option<Option<&'c str>> {
    Some(match path {
        [Segment::Key(name)] => Some(match &**name {
            "contactId" => contact.contact_id.as_str(),
            "type" => contact.r#type.as_str(),
            "queueName" => &contact.queue_name,
            "queueARN" => &contact.queue_arn,
            "phoneNumber" => &contact.phone_number,
            "name" => &contact.name,
            "description" => &contact.description,
            _ => return None,
        }),
        [Segment::Key(name), Segment::Key(key)] if &**name == "attributes" => {
            contact.attributes.get(&**key).map(String::as_str)
        }
        _ => return None,
    })
}

/// As [`contact`].
pub(super) fn agent<'a>(agent: &'a Agent, path: &[Segment]) -> Option<Option<&'a str>> {
    let [Segment::Key(name)] = path else { return None };
    Some(Some(match &**name {
        "name" => &agent.name,
        "username" => &agent.username,
        "routingProfile" => &agent.routing_profile,
        "extension" => &agent.extension,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::walk;
    use std::borrow::Cow;

    use serde_json::{Value, from_value, json, to_value};

    /// Counts the paths of one and two names that are answered, each as the JSON answers it.
    fn answered(whole: &Value, ask: impl Fn(&[Segment]) -> Option<Option<String>>) -> usize {
        let keys = |value: &Value| -> Vec<Segment> {
            let members = value.as_object().into_iter().flat_map(|members| members.keys());
            members.map(|key| Segment::Key(key.as_str().into())).collect()
        };
        let mut paths: Vec<_> = keys(whole).into_iter().map(|key| vec![key]).collect();
        for path in paths.clone() {
            let below = walk(whole, &path).unwrap();
            paths.extend(keys(&below).into_iter().map(|key| [path.clone(), vec![key]].concat()));
        }
        let same = |path: &Vec<Segment>| {
            let found = ask(path)?;
            assert_eq!(found.map(Value::from), walk(whole, path).map(Cow::into_owned), "{path:?}");
            Some(())
        };
        let nothing = |name: &str| Segment::Key(name.into());
        paths.extend(["length", "x"].map(|name| vec![nothing("attributes"), nothing(name)]));
        paths.iter().filter_map(same).count()
    }

    #[test]
    fn a_contact_answers_as_its_json_does() {
        let subject: Contact = from_value(json!({
            "contactId": "c", "type": "x", "queueName": "q", "queueARN": "a", "phoneNumber": "p",
            "attributes": { "name": "1", "type": "2" }, "name": "n", "description": "d",
            "references": { "name": { "type": "URL", "value": "u" } }, "initialContactId": "i",
        }))
        .unwrap();
        let ask = |path: &[Segment]| contact(&subject, path).map(|text| text.map(ToOwned::to_owned));
        assert_eq!(answered(&to_value(&subject).unwrap(), ask), 11);
    }

    #[test]
    fn an_agent_answers_as_its_json_does() {
        let subject: Agent = from_value(json!({
            "name": "n", "username": "u", "routingProfile": "r", "extension": "e", "agentARN": "a",
            "state": { "name": "s", "type": "t" },
        }))
        .unwrap();
        let ask = |path: &[Segment]| agent(&subject, path).map(|text| text.map(ToOwned::to_owned));
        assert_eq!(answered(&to_value(&subject).unwrap(), ask), 4);
    }
}
