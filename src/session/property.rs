//! What the adapter itself knows and flows may read as a property, but not change.

use serde_json::Value;

use super::Session;

impl Session {
    pub fn system_property(&self, key: &str) -> Option<Value> {
        let state = self.hub.state();
        let configuration = state.configuration()?;
        let value = match key {
            "userProfile" => &configuration.user.profile_id,
            "recordingNamedCredential" => &configuration.adapter.recording_named_credential,
            _ => return None,
        };
        Some(Value::String(value.clone()))
    }
}
