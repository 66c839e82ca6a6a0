//! The line that says how we stand: everything that can be wrong with phone, settings, host and sound.

use connect_cti::guide::Browser;
use connect_cti::session::health::{Facts, Unfit};
use connect_cti::state::{Change, Hint, Panel, Settings, State};
use cti_ports::{Audio, Link};

use super::made_up::{call, contact, up, viewing};
use crate::exhibit::Exhibit;

pub const STATES: &[Exhibit] = &[
    Exhibit::new("none", up),
    Exhibit::new("starting", State::default),
    Exhibit::new("checking", || link(Link::Checking)),
    Exhibit::new("signed-out", || link(Link::SignedOut)),
    Exhibit::new("not-let-in", || link(Link::NotLetIn)),
    Exhibit::new("consent-asked", || link(Link::ConsentAsked)),
    Exhibit::new("visit-wanted", || link(Link::VisitWanted)),
    Exhibit::new("consent-refused", || link(Link::ConsentRefused)),
    Exhibit::new("lost", || link(Link::Lost)),
    Exhibit::new("failed", || link(Link::Failed(String::new()))),
    Exhibit::new("window-blocked", || hint(Hint::WindowBlocked)),
    Exhibit::new("window-elsewhere", || hint(Hint::WindowElsewhere)),
    Exhibit::new("contact-live", || hint(Hint::ContactLive)),
    Exhibit::new("settings-failed", || State { settings: Settings::Failed(String::new()), ..up() }),
    Exhibit::new("host-silent", || after(Change::HostSilent(String::new()))),
    Exhibit::new("pops-reload", || after(Change::PopsReload(true))),
    Exhibit::new("no-phone-address", || State { settings: Settings::Loaded(Default::default()), ..up() }),
    Exhibit::new("sound-blocked", || after(Change::SoundBlocked(true))),
    Exhibit::new("sound-window-closed", || after(Change::SoundWindow(false))),
    Exhibit::new("microphone-denied", || unfit(Unfit::MicrophoneDenied)),
    Exhibit::new("microphone-forgotten", || unfit(Unfit::MicrophoneForgotten)),
    Exhibit::new("microphone-kept", || unfit(Unfit::MicrophoneKept)),
    Exhibit::new("microphone-in-edge", || State { browser: Browser::Edge, ..unfit(Unfit::MicrophoneDenied) }),
    Exhibit::new("cookies-in-chrome", || State { browser: Browser::Chrome, ..link(Link::ConsentRefused) }),
    Exhibit::new("window-in-firefox", || State { browser: Browser::Firefox, ..hint(Hint::WindowBlocked) }),
    Exhibit::new("no-microphone", || unfit(Unfit::NoMicrophone)),
    Exhibit::new("audio-here", || after(Change::Audio(Audio::Here, 2))),
    Exhibit::new("audio-elsewhere", || after(Change::Audio(Audio::Elsewhere, 3))),
    Exhibit::new("audio-gone", || {
        let mut state = viewing(Panel::Attributes, contact(call()), up());
        state.apply(Change::SoundGone("c-1".into()));
        state
    }),
];

fn link(link: Link) -> State {
    State { link, ..up() }
}

fn hint(hint: Hint) -> State {
    State { hint: Some(hint), ..link(Link::SignedOut) }
}

fn unfit(unfit: Unfit) -> State {
    after(Change::Health(Facts::default(), Some(unfit)))
}

fn after(change: Change) -> State {
    let mut state = up();
    state.apply(change);
    state
}
