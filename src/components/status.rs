//! The line that says how we stand, only there while something is not as it should be.

use cti_ports::Link;
use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::state::{Settings, State};

/// What is wrong most, and what mends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trouble {
    text: &'static str,
    remedy: Option<(&'static str, Wish)>,
    severe: bool,
}

fn trouble(state: &State) -> Option<Trouble> {
    let severe = |text, remedy| Some(Trouble { text, remedy: Some(remedy), severe: true });
    match &state.link {
        Link::SignedOut => return severe("status.signedOut", ("status.signIn", Wish::SignIn)),
        Link::Lost => return severe("status.lost", ("status.reconnect", Wish::Reconnect)),
        Link::Failed(_) => return severe("status.failed", ("status.reconnect", Wish::Reconnect)),
        Link::Starting | Link::Up => {}
    }
    if state.sound_blocked {
        return severe("status.soundBlocked", ("status.enableSound", Wish::EnableSound));
    }
    if state.sound_window == Some(false) {
        return severe("status.soundWindow", ("status.openWindow", Wish::OpenSoundWindow));
    }
    if let Settings::Failed(_) = state.settings {
        return severe("status.settings", ("status.retry", Wish::ReloadSettings));
    }
    if state.host_silent.is_some() {
        return severe("status.host", ("status.retry", Wish::AskHost));
    }
    if state.configuration().is_some_and(|configuration| configuration.adapter.ccp_url.is_empty()) {
        return Some(Trouble { text: "status.noCcp", remedy: None, severe: true });
    }
    (!state.ready).then_some(Trouble { text: "status.starting", remedy: None, severe: false })
}

pub fn status_line(state: &State, on_wish: &Callback<Wish>) -> Html {
    let locale = &state.locale;
    let trouble = trouble(state);
    // The region stays, so that a screen reader hears what comes into it.
    html! {
        <div class="status" role="status">
            if let Some(trouble) = trouble {
                <div class={classes!("trouble", trouble.severe.then_some("severe"))}>
                    if trouble.severe {
                        { Icon::Warning.draw() }
                    } else {
                        <span class="spinner" aria-hidden="true"></span>
                    }
                    <span class="text">{ locale.text(trouble.text) }</span>
                    if let Some((label, wish)) = trouble.remedy {
                        <button type="button" class="remedy" onclick={on_wish.reform(move |_| wish)}>
                            { locale.text(label) }
                        </button>
                    }
                </div>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Change;

    fn check(changes: &[Change], expected: Option<&str>) {
        let mut state = State::default();
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
        check(&[Change::Link(Link::Lost), Change::SoundBlocked(true)], Some("status.lost"));
    }

    #[test]
    fn a_silent_host_is_named_until_it_answers() {
        check(&[Change::HostSilent("x".to_owned())], Some("status.host"));
        check(&[Change::HostSilent("x".to_owned()), Change::HostAnswered, Change::Ready], None);
    }
}
