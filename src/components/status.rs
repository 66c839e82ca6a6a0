//! The line that says how we stand, only there while something is not as it should be.

use cti_core::Contact;
use cti_ports::{Audio, Link};
use yew::prelude::*;

use crate::app::Wish;
use crate::browser::page;
use crate::components::copy_button::CopyButton;
use crate::components::icon::Icon;
use crate::guide::Guide;
use crate::session::health::Unfit;
use crate::state::{Hint, Settings, State};

/// A button: its text and what it does.
type Remedy = (&'static str, Wish);

/// Addresses that a person has to enter somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Addresses {
    /// Those that Connect has to approve.
    Own,
    /// That of the phone.
    Phone,
}

/// What is wrong most, and what mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Trouble {
    text: &'static str,
    /// The first one most likely helps.
    remedies: Vec<Remedy>,
    addresses: Option<Addresses>,
    severe: bool,
    /// Something is under way and will be over by itself.
    passing: bool,
    /// What helps in the browser, whose menus differ.
    guide: Option<Guide>,
}

const SIGN_IN: Remedy = ("status.signIn", Wish::SignIn);
const RECONNECT: Remedy = ("status.reconnect", Wish::Reconnect);
const TRY_AGAIN: Remedy = ("status.retry", Wish::Reconnect);
const CHECK: Remedy = ("check.title", Wish::Check);
const ASK: Remedy = ("status.askConsent", Wish::AskConsent);

fn severe(text: &'static str, remedies: &[Remedy]) -> Option<Trouble> {
    Some(Trouble { remedies: remedies.to_vec(), severe: true, ..plain(text) })
}

/// As `severe`, and to be mended in the browser.
fn guided(text: &'static str, remedies: &[Remedy], guide: Guide) -> Option<Trouble> {
    severe(text, remedies).map(|trouble| Trouble { guide: Some(guide), ..trouble })
}

fn mild(text: &'static str) -> Option<Trouble> {
    Some(Trouble { passing: true, ..plain(text) })
}

fn told(text: &'static str) -> Option<Trouble> {
    Some(plain(text))
}

fn plain(text: &'static str) -> Trouble {
    Trouble { text, remedies: Vec::new(), addresses: None, severe: false, passing: false, guide: None }
}

fn trouble(state: &State) -> Option<Trouble> {
    of_hint(state.hint)
        .or_else(|| of_link(&state.link))
        .or_else(|| of_settings(state))
        .or_else(|| of_sound(state))
        .or_else(|| starting(state))
        .or_else(|| of_health(state))
        .or_else(|| of_audio(state))
}

fn of_hint(hint: Option<Hint>) -> Option<Trouble> {
    match hint? {
        Hint::WindowBlocked => guided("status.windowBlocked", &[SIGN_IN], Guide::Windows),
        Hint::WindowElsewhere => severe("status.windowElsewhere", &[("status.signInHere", Wish::SignInHere)]),
        Hint::ContactLive => severe(
            "status.contactLive",
            &[("status.wait", Wish::Wait), ("status.reconnectAnyway", Wish::ReconnectAnyway)],
        ),
    }
}

fn of_link(link: &Link) -> Option<Trouble> {
    let address = |trouble: Option<Trouble>, addresses| {
        trouble.map(|trouble| Trouble { addresses: Some(addresses), ..trouble })
    };
    match link {
        Link::Starting | Link::Up => None,
        Link::Checking => mild("status.checking"),
        Link::SignedOut => severe("status.signedOut", &[SIGN_IN]),
        Link::NotLetIn => {
            address(severe("status.notLetIn", &[SIGN_IN, RECONNECT, ASK, CHECK]), Addresses::Own)
        }
        Link::ConsentAsked => severe("status.consentAsked", &[]),
        Link::VisitWanted => severe("status.visitWanted", &[("status.openConnect", Wish::SignIn)]),
        Link::ConsentRefused => {
            let refused = guided("status.consentRefused", &[TRY_AGAIN, SIGN_IN, CHECK], Guide::Cookies);
            address(refused, Addresses::Phone)
        }
        Link::Lost => severe("status.lost", &[RECONNECT, CHECK]),
        Link::Failed(_) => severe("status.failed", &[RECONNECT, CHECK]),
    }
}

fn of_sound(state: &State) -> Option<Trouble> {
    if state.sound_blocked {
        return severe("status.soundBlocked", &[("status.enableSound", Wish::EnableSound)]);
    }
    if state.sound_window == Some(false) {
        return severe("status.soundWindow", &[("status.openWindow", Wish::OpenSoundWindow)]);
    }
    None
}

fn of_settings(state: &State) -> Option<Trouble> {
    if let Settings::Failed(_) = state.settings {
        return severe("status.settings", &[("status.retry", Wish::ReloadSettings), CHECK]);
    }
    if state.host_silent.is_some() {
        return severe("status.host", &[("status.retry", Wish::AskHost), CHECK]);
    }
    if state.pops_reload {
        return severe("status.popsReload", &[]);
    }
    if state.configuration().is_some_and(|configuration| configuration.adapter.ccp_url.is_empty()) {
        return severe("status.noCcp", &[CHECK]);
    }
    None
}

fn starting(state: &State) -> Option<Trouble> {
    // A phone that is loaded anew makes the page wait once more.
    if state.ready && state.link != Link::Starting { None } else { mild("status.starting") }
}

fn of_health(state: &State) -> Option<Trouble> {
    match state.unfit? {
        Unfit::MicrophoneDenied => guided("status.microphoneDenied", &[CHECK], Guide::Microphone),
        Unfit::MicrophoneKept => severe("status.microphoneKept", &[CHECK]),
        Unfit::MicrophoneForgotten => guided("status.microphoneForgotten", &[CHECK], Guide::Microphone),
        Unfit::NoMicrophone => severe("status.noMicrophone", &[CHECK]),
    }
}

fn of_audio(state: &State) -> Option<Trouble> {
    let gone = |contact: &Contact| state.sound_gone.as_ref() == Some(&contact.contact_id);
    match state.audio {
        _ if state.contacts.iter().any(|contact| gone(contact) && !contact.state.is_over()) => {
            severe("status.audioGone", &[])
        }
        _ if state.tabs < 2 => None,
        Audio::Here => told("status.audioHere"),
        Audio::Elsewhere => told("status.audioElsewhere"),
        Audio::Nowhere => None,
    }
}

pub fn status_line(state: &State, on_wish: &Callback<Wish>) -> Html {
    // The region stays, so that a screen reader hears what comes into it.
    html! {
        <div class="status" role="status">
            { trouble(state).map(|trouble| draw(&trouble, state, on_wish)) }
        </div>
    }
}

fn draw(trouble: &Trouble, state: &State, on_wish: &Callback<Wish>) -> Html {
    let button = |(at, (label, wish)): (usize, &Remedy)| {
        let wish = wish.clone();
        let class = if at == 0 { "remedy" } else { "quiet" };
        html! {
            <button type="button" {class} onclick={on_wish.reform(move |_| wish.clone())}>
                { state.locale.text(label) }
            </button>
        }
    };
    html! {
        <div class={classes!("trouble", trouble.severe.then_some("severe"))}>
            if trouble.severe {
                { Icon::Warning.draw() }
            } else if trouble.passing {
                <span class="spinner" aria-hidden="true"></span>
            }
            <span class="text">
                { state.locale.text(trouble.text) }
                if let Some(guide) = trouble.guide.and_then(|guide| guide.text(state.browser)) {
                    <span class="guide">{ state.locale.text(guide) }</span>
                }
            </span>
            if let Some(addresses) = trouble.addresses {
                <ul class="addresses">
                    { for addresses.list(state).into_iter().map(|address| draw_address(address, state)) }
                </ul>
            }
            if !trouble.remedies.is_empty() {
                <span class="remedies">{ for trouble.remedies.iter().enumerate().map(button) }</span>
            }
        </div>
    }
}

fn draw_address(address: String, state: &State) -> Html {
    html! {
        <li>
            <code>{ &address }</code>
            <CopyButton name={address.clone()} text={address} locale={state.locale.clone()} />
        </li>
    }
}

impl Addresses {
    fn list(self, state: &State) -> Vec<String> {
        match self {
            Self::Own => page::own_origins(),
            Self::Phone => {
                let set = state.configuration().map(|configuration| configuration.adapter.ccp_url.as_str());
                set.and_then(page::origin_of).into_iter().collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    use cti_core::ContactState;

    use crate::session::health::Facts;
    use crate::state::Change;

    fn check(changes: &[Change], expected: Option<&str>) {
        let mut state = State { link: Link::Up, ..State::default() };
        changes.iter().cloned().for_each(|change| state.apply(change));
        assert_eq!(trouble(&state).map(|trouble| trouble.text), expected);
    }

    #[test]
    fn a_page_that_starts_says_so_and_falls_silent_when_ready() {
        check(&[], Some("status.starting"));
        check(&[Change::Link(Link::Up), Change::Ready], None);
    }

    #[test]
    fn what_hurts_the_call_most_comes_first() {
        let failed = Change::Settings(Settings::Failed(String::new()));
        check(std::slice::from_ref(&failed), Some("status.settings"));
        check(&[failed, Change::Link(Link::Lost)], Some("status.lost"));
        check(&[Change::Ready, Change::Link(Link::SignedOut)], Some("status.signedOut"));
    }

    #[test]
    fn what_is_not_heard_is_seen() {
        check(&[Change::Ready, Change::SoundBlocked(true)], Some("status.soundBlocked"));
        check(&[Change::Ready, Change::SoundBlocked(true), Change::SoundBlocked(false)], None);
        check(&[Change::Ready, Change::SoundWindow(false)], Some("status.soundWindow"));
        check(&[Change::Ready, Change::SoundWindow(true)], None);
        let failed = Change::Settings(Settings::Failed(String::new()));
        check(&[failed, Change::SoundBlocked(true)], Some("status.settings"));
    }

    #[test]
    fn pops_that_would_load_the_page_anew_are_told_until_they_would_not() {
        check(&[Change::Ready, Change::PopsReload(true)], Some("status.popsReload"));
        check(&[Change::Ready, Change::PopsReload(true), Change::PopsReload(false)], None);
    }

    #[test]
    fn the_tab_with_the_sound_is_named_where_there_are_several() {
        let ready = [Change::Link(Link::Up), Change::Ready];
        let shown = |audio, tabs| [ready.clone().to_vec(), vec![Change::Audio(audio, tabs)]].concat();
        check(&shown(Audio::Here, 1), None);
        check(&shown(Audio::Here, 2), Some("status.audioHere"));
        check(&shown(Audio::Elsewhere, 2), Some("status.audioElsewhere"));
        check(&shown(Audio::Nowhere, 2), None);
    }

    #[test]
    fn a_call_whose_tab_with_the_sound_is_closed_says_so_until_it_is_over() {
        let call = |state| {
            let contact = Contact { contact_id: "a".into(), state, ..Contact::default() };
            Change::Contacts(vec![Rc::new(contact)])
        };
        let shown = |state| {
            let ready = [Change::Link(Link::Up), Change::Ready, call(state)];
            [ready.to_vec(), vec![Change::Audio(Audio::Here, 1), Change::SoundGone("a".into())]].concat()
        };
        check(&shown(ContactState::Connected), Some("status.audioGone"));
        check(&shown(ContactState::Ended), None);
        let back = vec![Change::Audio(Audio::Elsewhere, 1)];
        check(&[shown(ContactState::Connected), back].concat(), None);
    }

    #[test]
    fn a_call_without_sound_is_foreseen() {
        let unfit = Change::Health(Facts::default(), Some(Unfit::MicrophoneDenied));
        check(&[unfit.clone(), Change::Link(Link::Lost)], Some("status.lost"));
        check(&[unfit, Change::Ready, Change::Audio(Audio::Here, 2)], Some("status.microphoneDenied"));
    }

    #[test]
    fn a_silent_host_is_named_until_it_answers() {
        check(&[Change::HostSilent("x".to_owned())], Some("status.host"));
        let up = Change::Link(Link::Up);
        check(&[up, Change::HostSilent("x".to_owned()), Change::HostAnswered, Change::Ready], None);
    }

    #[test]
    fn a_phone_that_is_not_up_never_passes_for_ready() {
        use Link::*;
        let links = [
            Starting,
            Checking,
            SignedOut,
            NotLetIn,
            ConsentAsked,
            VisitWanted,
            ConsentRefused,
            Lost,
            Failed(String::new()),
        ];
        let mut texts: Vec<_> = links
            .map(|link| {
                let state = State { ready: true, link, ..State::default() };
                trouble(&state).map(|trouble| trouble.text)
            })
            .to_vec();
        assert!(texts.iter().all(Option::is_some), "{texts:?}");
        texts.dedup();
        assert_eq!(texts.len(), 9, "each says something of its own");
    }

    #[test]
    fn why_a_press_did_nothing_is_said_until_something_changes() {
        let lost = Change::Link(Link::Lost);
        let refused = Change::Hint(Some(Hint::ContactLive));
        check(&[lost.clone(), refused.clone()], Some("status.contactLive"));
        check(&[lost.clone(), refused.clone(), Change::Hint(None)], Some("status.lost"));
        check(&[lost, refused, Change::Link(Link::Up), Change::Ready], None);
    }
}
