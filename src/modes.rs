//! How this page is used: as the whole phone, as the mini adapter, or as the window that has the sound of calls.

use cti_connect::PhoneSettings;
use cti_core::merged::Merged;

/// `app` in the page's address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum App {
    /// The phone and everything around it.
    #[default]
    Phone,
    /// Flows and screen pops beside a phone that is open elsewhere; shows a message and the agent's state.
    Mini,
    /// The self-check beside a phone that it looks at. It runs no flows.
    Check,
    /// Only the phone, with the sound that the medialess page beside it lacks. It runs no flows.
    SoundWindow,
}

impl App {
    pub fn parse(app: Option<&str>) -> Self {
        match app {
            Some("mini") => Self::Mini,
            Some("check") => Self::Check,
            Some("sound") => Self::SoundWindow,
            _ => Self::Phone,
        }
    }

    /// Whether it is one of the agent's tabs: it runs flows, renews the lease, hears what is clicked.
    pub fn is_tab(self) -> bool {
        matches!(self, Self::Phone | Self::Mini)
    }

    /// For styles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mini => "mini",
            Self::Check => "check",
            Self::SoundWindow => "sound",
        }
    }
}

/// What of the merged settings concerns the page rather than the phone in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    pub app: App,
    /// Whether contacts that wait for the agent are heard in this page.
    pub rings: bool,
    /// Sounds in place of the standard ones.
    pub ringtone: Option<String>,
    pub chat_ringtone: Option<String>,
    /// Where the agent signs in, where that is not the phone itself, and where to go from there.
    pub sso_url: Option<String>,
    pub sso_relay_state: Option<String>,
    /// The sound of calls is in a window of its own, which the agent opens from here.
    pub sound_window: bool,
    /// What the mini adapter says, as plain text.
    pub mini_message: String,
}

impl Modes {
    /// Reads both; the page's part decides whether the sound is here.
    pub fn read(app: App, ccp_url: &str, merged: &mut Merged) -> (Self, PhoneSettings) {
        let mut phone = PhoneSettings::read(ccp_url, merged);
        let popout =
            merged.feature("EnableMedialessPopout").is_some_and(|feature| feature.flag("Enabled", false));
        let popout = merged.flag("softphonePopoutEnabled", false) || popout;
        let sound_window = phone.medialess && popout && app == App::Phone;
        let rings = match app {
            App::Phone => !phone.medialess,
            App::Mini => merged.flag("miniRingtone", false),
            App::Check => false,
            App::SoundWindow => true,
        };
        phone.medialess = match app {
            App::Phone => phone.medialess,
            App::Mini | App::Check => true,
            App::SoundWindow => false,
        };
        let modes = Self {
            app,
            rings,
            ringtone: merged.address("customRingtone"),
            chat_ringtone: merged.address("customChatRingtone"),
            sso_url: merged.text("ssoUrl"),
            sso_relay_state: merged.text("ssoRelayState"),
            sound_window,
            mini_message: merged
                .feature("MiniAdapterMessage")
                .map(|message| message.value.clone())
                .unwrap_or_default(),
        };
        (modes, phone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the page rings, whether it has the sound, whether it expects the sound in a window.
    fn check(app: Option<&str>, adapter: &str, popout: bool, expected: (bool, bool, bool)) {
        let feature =
            format!(r#"[{{"name": "EnableMedialessPopout", "value": "Enabled: {popout}", "active": true}}]"#);
        let mut merged = Merged::parse(&format!(r#"{{"adapter": {adapter}, "features": {feature}}}"#));
        let (modes, phone) = Modes::read(App::parse(app), "https://acme.example/ccp-v2", &mut merged);
        assert_eq!(
            (modes.rings, !phone.medialess, modes.sound_window),
            expected,
            "{app:?} {adapter} {popout}"
        );
    }

    #[test]
    fn the_page_that_has_the_sound_rings_and_no_other() {
        check(None, "{}", true, (true, true, false));
        check(Some("other"), "{}", false, (true, true, false));
        let medialess = r#"{"medialess": true}"#;
        check(None, medialess, false, (false, false, false));
        check(None, medialess, true, (false, false, true));
        check(Some("sound"), medialess, true, (true, true, false));
        check(None, r#"{"medialess": true, "softphonePopoutEnabled": true}"#, false, (false, false, true));
        check(Some("mini"), "{}", true, (false, false, false));
        check(Some("check"), "{}", true, (false, false, false));
        check(Some("mini"), r#"{"miniRingtone": true}"#, true, (true, false, false));
    }

    #[test]
    fn a_sound_from_an_unsafe_address_is_not_played() {
        let mut merged = Merged::parse(
            r#"{"adapter": {"customRingtone": "http://a.example/r.mp3", "customChatRingtone": "/resource/chat.mp3"}}"#,
        );
        let (modes, _) = Modes::read(App::Phone, "", &mut merged);
        assert_eq!((modes.ringtone, modes.chat_ringtone.as_deref()), (None, Some("/resource/chat.mp3")));
        assert_eq!(
            merged.problems,
            ["adapter: `customRingtone` is neither an https address nor a relative one"]
        );
    }
}
