//! Copies a text and says whether it did.

use yew::prelude::*;

use crate::browser::{page, spawn};
use crate::components::icon::Icon;
use crate::locale::Locale;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied, by the name a person knows it by.
    pub name: String,
    pub text: String,
    pub locale: Locale,
}

#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let locale = &props.locale;
    let outcome = use_state(|| None::<bool>);
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, outcome) = (text.clone(), outcome.clone());
            spawn(Box::pin(async move { outcome.set(Some(page::copy(text).await)) }));
        })
    };
    // A button that shows it worked may be pressed again: leaving it resets it.
    let onblur = {
        let outcome = outcome.setter();
        Callback::from(move |_: FocusEvent| outcome.set(None))
    };
    let name = locale.fill("attributes.copy", &[("name", &props.name)]);
    let said = match *outcome {
        None => String::new(),
        Some(true) => locale.fill("attributes.copied", &[("name", &props.name)]),
        Some(false) => locale.text("attributes.copyFailed"),
    };
    let icon = match *outcome {
        None => Icon::Copy,
        Some(true) => Icon::Done,
        Some(false) => Icon::Warning,
    };
    html! {
        <>
            <button type="button" class="icon-button" title={name.clone()} aria-label={name} {onclick} {onblur}>
                { icon.draw() }
            </button>
            <span class="said" role="status">{ said }</span>
        </>
    }
}
