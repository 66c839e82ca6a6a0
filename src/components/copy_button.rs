//! Buttons that copy a text and say whether they did: one by itself, or many in a panel that hears for all.

use yew::prelude::*;

use crate::browser::{page, spawn};
use crate::components::icon::Icon;
use crate::locale::Locale;

/// What a button of a panel copies, among the panel's others.
pub const PLACE: &str = "data-copy";

/// What came of the last press.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    place: String,
    said: String,
    done: bool,
}

/// The copies of a panel. Its buttons have no listeners of their own: hundreds of them would be felt whenever
/// another contact is selected.
#[derive(Clone, Debug)]
pub struct Copies(UseStateHandle<Option<Outcome>>);

#[hook]
pub fn use_copies() -> Copies {
    Copies(use_state(|| None))
}

impl Copies {
    /// A button that copies what has this name.
    pub fn button(&self, place: impl Into<AttrValue>, name: &str, locale: &Locale) -> Html {
        self.icon_button(place.into(), locale.fill("attributes.copy", &[("name", name)]).into())
    }

    /// A button that copies all, where there is no room for a word.
    pub fn small_button_for_all(&self, label: String) -> Html {
        self.icon_button(AttrValue::default(), label.into())
    }

    fn icon_button(&self, place: AttrValue, label: AttrValue) -> Html {
        html! {
            <button type="button" class="icon-button" title={label.clone()} aria-label={label} data-copy={place.clone()}>
                { self.icon(&place) }
            </button>
        }
    }

    /// A button that copies all, and says so in a word.
    pub fn button_for_all(&self, label: String) -> Html {
        html! {
            <button type="button" class="quiet copy-all" data-copy="">{ self.icon("") }{ label }</button>
        }
    }

    fn icon(&self, place: &str) -> Html {
        match &*self.0 {
            Some(outcome) if outcome.place == place && outcome.done => Icon::Done.draw(),
            Some(outcome) if outcome.place == place => Icon::Warning.draw(),
            _ => Icon::Copy.draw(),
        }
    }

    /// Copies the text of a place. `said`: what a screen reader hears when it is done.
    pub fn copy(&self, place: String, text: String, said: String, locale: &Locale) {
        let (outcome, failed) = (self.0.setter(), locale.text("attributes.copyFailed"));
        spawn(Box::pin(async move {
            let done = page::copy(text).await;
            outcome.set(Some(Outcome { place, said: if done { said } else { failed }, done }));
        }));
    }

    /// A button that shows it worked may be pressed again: leaving it resets it.
    pub fn on_leave(&self) -> Callback<FocusEvent> {
        let outcome = self.0.clone();
        Callback::from(move |_| {
            if outcome.is_some() {
                outcome.set(None);
            }
        })
    }

    pub fn said(&self) -> Html {
        let said = self.0.as_ref().map(|outcome| outcome.said.clone());
        html! { <span class="said" role="status" key="said">{ said }</span> }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied, by the name a person knows it by.
    pub name: String,
    pub text: String,
    pub locale: Locale,
}

#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copies = use_copies();
    let onclick = {
        let (copies, props) = (copies.clone(), props.clone());
        Callback::from(move |_: MouseEvent| {
            let said = props.locale.fill("attributes.copied", &[("name", &props.name)]);
            copies.copy(String::new(), props.text.clone(), said, &props.locale);
        })
    };
    html! {
        <span class="copy" {onclick} onfocusout={copies.on_leave()}>
            { copies.button("", &props.name, &props.locale) }
            { copies.said() }
        </span>
    }
}
