//! The `agent::update` payload. Times are numbers here; the page makes them `Date`s.
//!
//! Null fields are absent, as the real worker leaves them out. The fields marked "alias" are the ones
//! that it adds to what the backend sends and that the library's getters read.

use serde_json::{Map, Value, json};

use super::contact::Contact;
use super::directory::Endpoint;
use super::leg::{Leg, LegKind, Media};
use super::{AgentState, Instance};

impl Instance {
    /// `{snapshot, configuration}`; the page adds `localTimestamp` and `skew`.
    pub fn update(&self) -> Value {
        json!({ "snapshot": self.snapshot(), "configuration": self.configuration() })
    }

    fn snapshot(&self) -> Value {
        let shown = &self.agent.shown;
        let state = present(json!({
            "agentStateARN": shown.arn, "type": shown.kind, "name": shown.name, "startTimestamp": shown.since,
        }));
        let mut contacts: Vec<&Contact> = self.contacts.iter().collect();
        contacts.sort_by(|a, b| a.since.total_cmp(&b.since));
        present(json!({
            "status": state, // alias
            "state": state,
            "nextState": self.agent.next.as_ref().map(next_state),
            "agentAvailabilityState": {
                "state": self.agent.chosen.name, "timeStamp": self.agent.chosen_at,
                "type": self.agent.chosen.kind, "agentStateARN": self.agent.chosen.arn,
            },
            "contacts": contacts.into_iter().map(|contact| self.contact_value(contact)).collect::<Vec<_>>(),
            "snapshotTimestamp": self.now,
        }))
    }

    fn contact_value(&self, contact: &Contact) -> Value {
        let state = json!({ "type": contact.state.name(), "timestamp": contact.since });
        let talked = contact.connected_at.map_or(0.0, |at| ((self.now - at) / 1000.0).max(0.0));
        let queue = contact.queue.as_ref();
        present(json!({
            "contactId": contact.id,
            "initialContactId": contact.initial_id.as_ref().unwrap_or(&contact.id),
            "relatedContactId": contact.related_id,
            "contactAssociationId": contact.id,
            "type": contact.channel.name(),
            "status": state, // alias
            "state": state,
            "queue": queue.map(|queue| json!({ "queueARN": queue.arn, "queueId": queue.arn, "name": queue.name })),
            "queueTimestamp": queue.map(|_| contact.queued_at),
            "connections": contact.legs.iter().map(|leg| leg_value(leg, contact)).collect::<Vec<_>>(),
            "attributes": attributes(contact),
            "segmentAttributes": segment_attributes(contact),
            "contactDuration": format!("{talked:.0}"),
            "name": contact.name,
            "description": contact.description,
            "references": (!contact.references.is_empty()).then_some(&contact.references),
            "initiationMethod": contact.initiation_method,
            "contactFeatures": {
                "attachmentsEnabled": false, "messagingMarkdownEnabled": false,
                "multiPartyConferenceEnabled": contact.channel.is_voice(), "screenRecordingEnabled": false,
            },
            "channelContext": contact.channel_context,
            "customerEndpoint": contact.customer_endpoint,
            "connectSystemEndpoint": contact.system_endpoint,
        }))
    }
}

fn next_state(state: &AgentState) -> Value {
    json!({ "agentStateARN": state.arn, "type": state.kind, "name": state.name })
}

/// Values are wrapped: `{key: {name, value}}`.
fn attributes(contact: &Contact) -> Value {
    let wrapped = contact.attributes.iter().map(|(key, value)| {
        let pair = json!({ "name": key, "value": value });
        (key.clone(), pair)
    });
    Value::Object(wrapped.collect())
}

fn segment_attributes(contact: &Contact) -> Value {
    let subtype = contact.subtype.as_deref().or(contact.channel.subtype());
    let pair = |subtype| (("connect:Subtype").to_owned(), json!({ "ValueString": subtype }));
    Value::Object(subtype.map(pair).into_iter().collect::<Map<_, _>>())
}

fn leg_value(leg: &Leg, contact: &Contact) -> Value {
    let state = json!({ "type": leg.state.name(), "timestamp": leg.since });
    let endpoint = leg.endpoint.as_ref().map(endpoint_value);
    let voice = contact.channel.is_voice();
    let (softphone, chat) = media(&leg.media);
    let watched = leg.kind == LegKind::Monitoring;
    present(json!({
        "connectionId": leg.id,
        "type": leg.kind.name(),
        "initial": leg.initial,
        "status": state, // alias
        "state": state,
        "address": endpoint, // alias
        "endpoint": endpoint,
        "softphoneMediaInfo": softphone,
        "chatMediaInfo": chat,
        "mute": voice.then_some(leg.mute),
        "forcedMute": voice.then_some(false),
        "quickConnectName": leg.quick_connect_name,
        "monitorCapabilities": watched.then(|| json!(["SILENT_MONITOR", "BARGE"])),
        "monitorStatus": leg.monitor_status,
    }))
}

fn media(media: &Media) -> (Option<Value>, Option<Value>) {
    match media {
        Media::None => (None, None),
        Media::Softphone { auto_accept } => {
            let info = json!({
                "callType": "audio_only", "autoAccept": auto_accept, "callConfigJson": "{}",
                "callContextToken": "sandbox", "mediaLegContextToken": "sandbox",
            });
            (Some(info), None)
        }
        Media::Chat { auto_accept, customer_name, token } => {
            let data = json!({ "ConnectionAuthenticationToken": token }).to_string();
            let info = json!({
                "chatAutoAccept": auto_accept, "connectionData": data, "customerName": customer_name,
            });
            (None, Some(info))
        }
    }
}

pub(super) fn endpoint_value(endpoint: &Endpoint) -> Value {
    // Plain data: it always has a JSON form.
    serde_json::to_value(endpoint).unwrap_or_default()
}

/// Leaves out what is null, at this level.
pub(super) fn present(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        other => other,
    }
}
