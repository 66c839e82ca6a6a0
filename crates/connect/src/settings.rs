//! How the phone is started.

use cti_ports::{Level, TIME_LIMIT_MS};
use serde_json::{Value, json};

/// Everything that starting the phone needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneSettings {
    /// Where the CCP lives, such as `https://acme.my.connect.aws/ccp-v2`.
    pub ccp_url: String,
    /// AWS region; Streams finds it out by itself where it is empty.
    pub region: String,
    /// Where the agent signs in, where that is not the CCP itself.
    pub login_url: Option<String>,
    /// How much of Streams' own log reaches the console.
    pub log_level: Level,
    /// How long a command may take, in milliseconds.
    pub time_limit_ms: u32,
    /// How long the page of the CCP may take to speak, in milliseconds; also the pause between retries.
    pub load_limit_ms: u32,
    /// How often the CCP is asked for a sign of life, in milliseconds; ten times in vain are a loss.
    pub keepalive_ms: u32,
}

impl PhoneSettings {
    pub fn new(ccp_url: &str) -> Self {
        Self {
            ccp_url: ccp_url.to_owned(),
            region: String::new(),
            login_url: None,
            log_level: Level::Warn,
            time_limit_ms: TIME_LIMIT_MS,
            load_limit_ms: 5_000,
            keepalive_ms: 1_000,
        }
    }

    pub(crate) fn login_url(&self) -> &str {
        self.login_url.as_deref().filter(|url| !url.is_empty()).unwrap_or(&self.ccp_url)
    }

    /// What `initCCP` takes. There is no function in it: Streams would fail to pass one on, silently.
    /// Signing in and loading the page anew stay in our hands, since both can end a live call.
    pub(crate) fn init_params(&self) -> Value {
        let mut params = json!({
            "ccpUrl": self.ccp_url,
            "loginUrl": self.login_url(),
            "loginPopup": false,
            "loginOptions": { "disableAuthPopupAfterLogout": true },
            "ccpLoadTimeout": self.load_limit_ms,
            "ccpSynTimeout": self.keepalive_ms,
            "ccpAckTimeout": self.keepalive_ms.saturating_mul(3),
            "softphone": { "allowFramedSoftphone": true },
            "pageOptions": { "enableAudioDeviceSettings": true, "enablePhoneTypeSettings": true },
        });
        if let Some(params) = params.as_object_mut()
            && !self.region.is_empty()
        {
            params.insert("region".to_owned(), self.region.clone().into());
        }
        params
    }
}

/// Streams' name of a level.
pub fn echo_level(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warn => "WARN",
        Level::Info => "INFO",
        Level::Debug => "DEBUG",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_agent_signs_in_at_the_phone_unless_told_otherwise() {
        let mut settings = PhoneSettings::new("https://acme.example/ccp-v2");
        assert_eq!(settings.login_url(), "https://acme.example/ccp-v2");
        settings.login_url = Some(String::new());
        assert_eq!(settings.login_url(), "https://acme.example/ccp-v2");
        settings.login_url = Some("https://sso.example".to_owned());
        assert_eq!(settings.init_params()["loginUrl"], "https://sso.example");
    }

    #[test]
    fn an_unknown_region_is_left_to_streams() {
        let mut settings = PhoneSettings::new("https://acme.example/ccp-v2");
        assert_eq!(settings.init_params().get("region"), None);
        settings.region = "eu-central-1".to_owned();
        assert_eq!(settings.init_params()["region"], "eu-central-1");
    }
}
