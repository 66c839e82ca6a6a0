//! Flows that the agent starts by hand, at once or after filling in a form, and how they went.

mod form;
mod outcome;
mod voicemail;

use cti_core::ContactId;
use cti_core::action::{self, ActionRule, Form};
use yew::prelude::*;

use crate::browser::page;
use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::panels::View;
use crate::state::{ActionState, ActionWish, Actions as Shown, Open};
use form::ActionForm;
use outcome::{outcome, words};

/// So many are seen at a glance.
const ROWS_WITHOUT_SEARCH: usize = 12;
/// The element of the form or list in place of the rows that has the focus first.
const BACK: &str = "actions-back";

/// What the agent does here, about the contact that is shown.
type OnWish = Callback<ActionWish>;

#[component]
pub fn Actions(props: &View) -> Html {
    let state = &props.state;
    let locale = &state.locale;
    let typed = use_state(String::new);
    let contact = state.selected_id();
    let shown = state.actions.get(&contact).cloned().unwrap_or_default();
    let actions = state.configuration().map(|configuration| configuration.actions.as_slice());
    let actions = action::in_order(actions.unwrap_or_default());
    use_focus(contact.clone(), &shown, &actions);
    let on_wish: OnWish = {
        let contact = contact.clone();
        props.on_action.reform(move |wish| (contact.clone(), wish))
    };
    let leads = voicemail::is_offered(state);
    let key = contact.as_ref().map_or("", ContactId::as_str).to_owned();
    let content = match &shown.open {
        Some(Open::Drops) if leads => voicemail::drops(&shown, state, &on_wish),
        Some(Open::Form(name)) if actions.iter().any(|action| action.name == *name) => html! {
            for action in actions.iter().filter(|action| action.name == *name) {
                <ActionForm key={[&key, "/", name].concat()} action={(*action).clone()} shown={shown.clone()}
                    on_wish={on_wish.clone()} locale={locale.clone()} />
            }
        },
        _ if actions.is_empty() && !leads => html! { <p class="empty">{ locale.text("actions.empty") }</p> },
        _ => {
            let voicemail = leads.then(|| voicemail::row(&shown, state, &on_wish));
            let on_search = {
                let typed = typed.setter();
                Callback::from(move |text: String| typed.set(text))
            };
            list(&actions, &shown, &typed, on_search, voicemail, &on_wish, locale)
        }
    };
    html! {
        <div class="panel actions" key={key}>
            { content }
        </div>
    }
}

/// Moves the focus with what the agent opens and closes; never when the panel itself comes, or another contact.
#[hook]
fn use_focus(contact: Option<ContactId>, shown: &Shown, actions: &[&ActionRule]) {
    let was = use_mut_ref(|| (contact.clone(), shown.open.clone()));
    let place = |name: &String| actions.iter().position(|action| action.name == *name);
    let left = match &was.borrow().1 {
        Some(Open::Form(name)) => place(name).map(caret_id),
        Some(Open::Drops) => Some(voicemail::CARET.to_owned()),
        None => None,
    };
    use_effect_with((contact, shown.open.clone()), move |now| {
        let before = was.replace(now.clone());
        if before.0 == now.0 && before.1 != now.1 {
            match now.1 {
                Some(_) => page::focus_id(BACK),
                None => page::focus_id(&left.unwrap_or_default()),
            }
        }
    });
}

fn caret_id(place: usize) -> String {
    format!("action-{place}")
}

fn list(
    actions: &[&ActionRule],
    shown: &Shown,
    typed: &str,
    on_search: Callback<String>,
    voicemail: Option<Html>,
    on_wish: &OnWish,
    locale: &Locale,
) -> Html {
    let many = actions.len() > ROWS_WITHOUT_SEARCH;
    let wanted = if many { typed.trim().to_lowercase() } else { String::new() };
    let rows: Vec<_> = actions
        .iter()
        .enumerate()
        .filter(|(_, action)| action.name.to_lowercase().contains(&wanted))
        .collect();
    html! {
        <>
            if many {
                { search_field(typed, on_search, locale) }
            }
            // The region stays, and only what comes into it is read out.
            <p class="found weak" role="status">
                if rows.is_empty() && !actions.is_empty() {
                    { locale.text("actions.noneFound") }
                }
            </p>
            <ul class="list">
                { voicemail }
                { for rows.into_iter().map(|(place, action)| {
                    row(place, action, shown.runs.get(&action.name), on_wish, locale)
                }) }
            </ul>
            { said(shown, locale) }
        </>
    }
}

fn search_field(typed: &str, on_search: Callback<String>, locale: &Locale) -> Html {
    let label = AttrValue::from(locale.text("actions.search"));
    html! {
        <div class="search">
            { Icon::Search.draw() }
            <input type="search" value={typed.to_owned()} placeholder={label.clone()} aria-label={label}
                oninput={on_search.reform(|event: InputEvent| page::value(event.target()))} />
        </div>
    }
}

fn row(
    place: usize,
    action: &ActionRule,
    state: Option<&ActionState>,
    on_wish: &OnWish,
    locale: &Locale,
) -> Html {
    let name = action.name.clone();
    let button = if action.has_form() {
        let label = locale.fill("actions.open", &[("name", &name)]);
        let open = ActionWish::Open(Open::Form(name.clone()));
        caret(caret_id(place), label, on_wish.reform(move |_| open.clone()))
    } else {
        let label = locale.text("actions.execute");
        let spoken = format!("{label}: {name}");
        let run = ActionWish::Run(name.clone(), Form::new());
        html! {
            // Not switched off while it runs: it would lose the focus.
            <button type="button" class="button" aria-label={spoken} aria-disabled={is_running(state)}
                onclick={on_wish.reform(move |_| run.clone())}>
                { label }
            </button>
        }
    };
    html! {
        <li class="action" key={place}>
            <span class="name">{ name }</span>
            { button }
            { outcome(state, locale) }
        </li>
    }
}

fn caret(id: String, label: String, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="icon-button caret" {id} title={label.clone()} aria-label={label} {onclick}>
            { Icon::Chevron.draw() }
        </button>
    }
}

fn back(on_wish: &OnWish, locale: &Locale) -> Html {
    html! {
        <button type="button" class="back" id={BACK} onclick={on_wish.reform(|_| ActionWish::Back)}>
            { Icon::Chevron.draw() }{ locale.text("actions.back") }
        </button>
    }
}

/// Escape leads back to the list.
fn on_escape(on_wish: &OnWish) -> Callback<KeyboardEvent> {
    let on_wish = on_wish.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_wish.emit(ActionWish::Back);
        }
    })
}

/// `aria-disabled` of a button whose action runs.
fn is_running(state: Option<&ActionState>) -> Option<&'static str> {
    matches!(state, Some(ActionState::Running)).then_some("true")
}

/// What came of the action that was run last, for a screen reader, and which one that was.
fn said(shown: &Shown, locale: &Locale) -> Html {
    let latest = shown.latest.as_ref().and_then(|name| Some((name, shown.runs.get(name)?)));
    html! {
        <p class="said" role="status">
            { for latest.map(|(name, state)| format!("{name}: {}", words(state, locale))) }
        </p>
    }
}
