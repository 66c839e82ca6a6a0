//! How the phone is started.

mod read;
#[cfg(test)]
mod tests;

use cti_ports::{Level, TIME_LIMIT_MS};
use serde_json::{Map, Value, json};

/// Everything that starting the phone needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct PhoneSettings {
    /// Where the CCP lives, such as `https://acme.my.connect.aws/ccp-v2`.
    pub ccp_url: String,
    /// AWS region; Streams finds it out by itself where it is empty.
    pub region: String,
    /// Where the agent signs in, where that is not the CCP itself.
    pub login_url: Option<String>,
    /// The sound of calls is not in this page: agents have it in a window of its own, or in a CCP elsewhere.
    pub medialess: bool,
    /// The microphone is opened before a call arrives, which connects it sooner.
    pub early_media: bool,
    /// The CCP lets agents choose their sound devices.
    pub audio_device_settings: bool,
    /// The CCP lets agents choose between softphone and desk phone.
    pub phone_type_settings: bool,
    /// Streams' name of the virtual desktop that the browser runs in.
    pub vdi_platform: Option<String>,
    pub resilience: Option<Resilience>,
    /// Whether the CCP's page asks for access to its cookies before it loads.
    pub storage_access: bool,
    /// How much of Streams' own log reaches the console.
    pub log_level: Level,
    /// How long a command may take, in milliseconds.
    pub time_limit_ms: u32,
    /// How long the page of the CCP may take to speak, in milliseconds; also the pause between retries.
    pub load_limit_ms: u32,
    /// How long Connect may take to answer where its session is in doubt, in milliseconds. With the second
    /// until the next tick, an agent whose computer wakes up knows within five how it stands.
    pub doubt_limit_ms: u32,
    /// How often the CCP is asked for a sign of life, in milliseconds; ten times in vain are a loss.
    pub keepalive_ms: u32,
}

/// Connect's Global Resiliency: a second instance in another region that takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resilience {
    pub secondary_ccp_url: String,
    /// One sign-in for both regions.
    pub sign_in_url: String,
}

impl PhoneSettings {
    pub fn new(ccp_url: &str) -> Self {
        Self {
            ccp_url: ccp_url.to_owned(),
            region: String::new(),
            login_url: None,
            medialess: false,
            early_media: true,
            audio_device_settings: true,
            phone_type_settings: true,
            vdi_platform: None,
            resilience: None,
            storage_access: false,
            log_level: Level::Warn,
            time_limit_ms: TIME_LIMIT_MS,
            load_limit_ms: 5_000,
            doubt_limit_ms: 3_000,
            keepalive_ms: 1_000,
        }
    }

    /// Both regions have one address to sign in at, whatever else is set.
    pub(crate) fn login_url(&self) -> &str {
        let global = self.resilience.as_ref().map(|resilience| &resilience.sign_in_url);
        global.or(self.login_url.as_ref()).filter(|url| !url.is_empty()).unwrap_or(&self.ccp_url)
    }

    /// Where Connect ends the agent's session: beside the CCP.
    pub(crate) fn logout_url(&self) -> String {
        beside_ccp(&self.ccp_url, "/logout")
    }

    /// What `initCCP` takes, by the names that Streams documents. There is no function in it: Streams would
    /// fail to pass one on, silently. Signing in and loading the page anew stay in our hands, since both can
    /// end a live call. So does ringing: see `ring` of the page.
    pub(crate) fn init_params(&self) -> Value {
        let silent = json!({ "disableRingtone": true });
        let mut params = json!({
            "ccpUrl": self.ccp_url,
            "loginUrl": self.login_url(),
            "loginPopup": false,
            "loginOptions": { "disableAuthPopupAfterLogout": true },
            "ccpLoadTimeout": self.load_limit_ms,
            "ccpSynTimeout": self.keepalive_ms,
            "ccpAckTimeout": self.keepalive_ms.saturating_mul(3),
            "softphone": self.softphone(),
            "chat": silent,
            "task": silent,
            "pageOptions": {
                "enableAudioDeviceSettings": self.audio_device_settings,
                "enablePhoneTypeSettings": self.phone_type_settings,
            },
        });
        if let Value::Object(params) = &mut params {
            if !self.region.is_empty() {
                params.insert("region".to_owned(), self.region.clone().into());
            }
            if let Some(resilience) = &self.resilience {
                params.insert("enableGlobalResiliency".to_owned(), true.into());
                params.insert("secondaryCCPUrl".to_owned(), resilience.secondary_ccp_url.clone().into());
            }
        }
        if let Some(params) = params.as_object_mut()
            && self.storage_access
        {
            params.insert("storageAccess".to_owned(), json!({ "canRequest": true }));
        }
        params
    }

    fn softphone(&self) -> Value {
        let mut softphone = Map::new();
        softphone.insert("allowFramedSoftphone".to_owned(), (!self.medialess).into());
        softphone.insert("disableRingtone".to_owned(), true.into());
        softphone.insert("allowEarlyGum".to_owned(), self.early_media.into());
        if let Some(platform) = &self.vdi_platform {
            softphone.insert("VDIPlatform".to_owned(), platform.clone().into());
        }
        softphone.into()
    }
}

/// The address of another page of the same instance.
pub(crate) fn beside_ccp(ccp_url: &str, path: &str) -> String {
    let url = ccp_url.trim_end_matches('/');
    let base = url.strip_suffix("/ccp-v2").or_else(|| url.strip_suffix("/ccp")).unwrap_or(url);
    [base, path].concat()
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
