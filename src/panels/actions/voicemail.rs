//! The agent's voicemail drops: what each says, and leaving the call to one.

use cti_core::ContactState;
use yew::prelude::*;

use super::outcome::{outcome, reason, spinner, words};
use super::{OnWish, back, caret, is_running, on_escape};
use crate::browser::page;
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::session::voicemail::FEATURE;
use crate::state::{ActionState, ActionWish, Actions, Open, Search, State, VoicemailDrop};

pub const CARET: &str = "voicemail";

/// Whether the selected contact is a call, and the organization has voicemail drops.
pub fn is_offered(state: &State) -> bool {
    let active = state.configuration().is_some_and(|known| known.feature(FEATURE).is_some());
    active && state.selected().is_some_and(|contact| contact.r#type.is_phone())
}

fn is_live(state: &State) -> bool {
    state.selected().is_some_and(|contact| contact.state == ContactState::Connected)
}

/// The row that leads to the drops.
pub fn row(shown: &Actions, state: &State, on_wish: &OnWish) -> Html {
    let locale = &state.locale;
    let name = locale.text("voicemail.title");
    let label = locale.fill("actions.open", &[("name", &name)]);
    let open = on_wish.reform(|_| ActionWish::Open(Open::Drops));
    html! {
        <li class="action" key="voicemail">
            <span class="name">{ name }</span>
            { caret(CARET.to_owned(), label, open) }
            { outcome(shown.left.as_ref().map(|(_, state)| state), locale) }
        </li>
    }
}

pub fn drops(shown: &Actions, state: &State, on_wish: &OnWish) -> Html {
    let locale = &state.locale;
    let live = is_live(state);
    let content = match &shown.drops {
        None | Some(Search::Underway) => html! {
            <div class="outcome">{ spinner() }<span>{ locale.text("voicemail.searching") }</span></div>
        },
        Some(Search::Failed(error)) => html! {
            <div class="alert error">
                { Icon::Warning.draw() }
                <span class="text">{ reason(error, locale) }</span>
                <button type="button" class="quiet" onclick={on_wish.reform(|_| ActionWish::SearchAgain)}>
                    { locale.text("status.retry") }
                </button>
            </div>
        },
        Some(Search::Found(drops)) if drops.is_empty() => html! { <p>{ locale.text("voicemail.none") }</p> },
        Some(Search::Found(drops)) => html! {
            <ul class="drops list">
                { for drops.iter().enumerate().map(|(at, drop)| html! {
                    <DropRow key={at} {at} drop={drop.clone()} {live} left={shown.left.clone()}
                        on_wish={on_wish.clone()} locale={locale.clone()} />
                }) }
            </ul>
        },
    };
    html! {
        <section class="form" aria-label={locale.text("voicemail.title")} onkeydown={on_escape(on_wish)}>
            { back(on_wish, locale) }
            <h2>{ locale.text("voicemail.title") }</h2>
            <p>{ locale.text(if live { "voicemail.about" } else { "voicemail.noCall" }) }</p>
            { content }
            <p class="said" role="status">
                { match (&shown.drops, &shown.left) {
                    (Some(Search::Failed(error)), _) => reason(error, locale),
                    (Some(Search::Underway), _) => locale.text("voicemail.searching"),
                    (_, Some((name, state))) => format!("{name}: {}", words(state, locale)),
                    _ => String::new(),
                } }
            </p>
        </section>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct DropRowProps {
    at: usize,
    drop: VoicemailDrop,
    /// Whether there is a call to leave.
    live: bool,
    left: Option<(String, ActionState)>,
    on_wish: OnWish,
    locale: Locale,
}

/// A drop with its button, which asks once more: nobody comes back into a call that was left.
#[component]
fn DropRow(props: &DropRowProps) -> Html {
    let DropRowProps { at, drop, live, left, on_wish, locale } = props;
    let asks = use_state(|| false);
    let (leave_id, yes_id) = (format!("leave-{at}"), format!("leave-{at}-yes"));
    let was = use_mut_ref(|| false);
    {
        let (leave_id, yes_id) = (leave_id.clone(), yes_id.clone());
        use_effect_with(*asks, move |asks| {
            if was.replace(*asks) != *asks {
                page::focus_id(if *asks { &yes_id } else { &leave_id });
            }
        });
    }
    let running = left.as_ref().and_then(|(_, state)| is_running(Some(state)));
    let blocked = running.or((!live).then_some("true"));
    let ask = |to: bool| {
        let asks = asks.setter();
        Callback::from(move |_: MouseEvent| asks.set(to))
    };
    let on_yes = {
        let (asks, on_wish, name, live) = (asks.setter(), on_wish.clone(), drop.name.clone(), *live);
        Callback::from(move |_: MouseEvent| {
            asks.set(false);
            if live {
                on_wish.emit(ActionWish::Leave(name.clone()));
            }
        })
    };
    let onkeydown = {
        let asks = asks.clone();
        Callback::from(move |event: KeyboardEvent| {
            if *asks && event.key() == "Escape" {
                event.stop_propagation();
                asks.set(false);
            }
        })
    };
    let own = left.as_ref().filter(|(name, _)| *name == drop.name).map(|(_, state)| state);
    html! {
        <li class="drop" {onkeydown}>
            <div>
                <b>{ &drop.name }</b>{ " " }
                if !drop.language.is_empty() {
                    <span class="weak">{ &drop.language }</span>
                }
            </div>
            <p class="drop-message" title={drop.message.clone()}>{ &drop.message }</p>
            if *asks {
                <div class="buttons" role="group" aria-label={locale.fill("voicemail.sure", &[("name", &drop.name)])}>
                    <span>{ locale.fill("voicemail.sure", &[("name", &drop.name)]) }</span>
                    <button type="button" class="quiet" onclick={ask(false)}>{ locale.text("line.cancel") }</button>
                    <button type="button" class="remedy" id={yes_id} onclick={on_yes}>
                        { locale.text("voicemail.leave") }
                    </button>
                </div>
            } else {
                <button type="button" class="quiet" id={leave_id} aria-disabled={blocked}
                    aria-label={locale.fill("voicemail.leaveNamed", &[("name", &drop.name)])}
                    onclick={if blocked.is_some() { Callback::noop() } else { ask(true) }}>
                    { locale.text("voicemail.leave") }
                </button>
            }
            { outcome(own, locale) }
        </li>
    }
}
