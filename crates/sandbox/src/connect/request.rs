//! What a CCP page passes on from its softphone, besides API calls: broadcasts and notices.

use serde_json::{Value, json};

use super::leg::Media;
use super::{Instance, Outgoing};

/// Device choices and what the CCP says once it has followed them.
const DEVICES: [(&str, &str); 3] = [
    ("configuration::set_speaker_device", "configuration::speaker_device_changed"),
    ("configuration::set_microphone_device", "configuration::microphone_device_changed"),
    ("configuration::set_ringer_device", "configuration::ringer_device_changed"),
];

impl Instance {
    /// Gives a broadcast back to all pages, the sender's included, and does what it asks for.
    pub fn broadcast(&mut self, event: &str, data: &Value) {
        let message = json!({ "post": { "event": event, "data": data } });
        self.outgoing.push(Outgoing::Message { after_ms: 0, message });
        if event == "mute" {
            match data.get("mute").and_then(Value::as_bool) {
                Some(mute) => self.mute(mute),
                // Without data it asks for the present state.
                None => self.post(0, "agent::mute_toggle", json!({ "muted": self.agent.muted })),
            }
        }
        let followed = DEVICES.iter().find(|(wish, _)| *wish == event);
        let microphone_idle = event == "configuration::set_microphone_device" && !self.has_sound();
        if let Some((_, changed)) = followed.filter(|_| !microphone_idle) {
            self.post(0, changed, data.clone());
        }
    }

    /// Mutes the agent's microphone; without a live softphone call nothing happens and nobody answers.
    pub fn mute(&mut self, mute: bool) {
        if self.has_sound() {
            self.agent.muted = mute;
            self.post(0, "agent::mute_toggle", json!({ "muted": mute }));
            let face = json!({ "face": self.face() });
            self.outgoing.push(Outgoing::Message { after_ms: 0, message: face });
        }
    }

    fn has_sound(&self) -> bool {
        self.contacts
            .iter()
            .filter(|contact| !contact.state.is_over())
            .any(|contact| contact.legs.iter().any(|leg| matches!(leg.media, Media::Softphone { .. })))
    }

    /// Keeps what the softphone told about itself, for tests to read.
    pub fn heard(&mut self, event: &str, data: &Value) {
        self.session.heard.insert(event.to_owned(), data.clone());
    }

    /// Everything, for `GET /api/state`.
    pub fn state(&self) -> Value {
        let update = self.update();
        let part = |half: &str, key: &str| update.get(half).and_then(|half| half.get(key)).cloned();
        json!({
            "agent": part("snapshot", "state"),
            "nextState": part("snapshot", "nextState"),
            "contacts": part("snapshot", "contacts"),
            "recordings": self.recordings(),
            "signedIn": self.session.token().is_some(),
            "silent": self.session.is_silent(),
            "tabs": self.session.tabs(),
            "heard": self.session.heard,
            "options": self.options,
            "quickConnects": self.directory.quick_connects,
            "configuration": update.get("configuration"),
            "face": self.face(),
        })
    }
}
