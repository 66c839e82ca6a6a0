//! How an action stands, in the agent's words.

use cti_core::action::ActionError;
use yew::prelude::*;

use crate::components::icon::Icon;
use crate::locale::Locale;
use crate::state::ActionState;

pub fn outcome(state: Option<&ActionState>, locale: &Locale) -> Html {
    let Some(state) = state else { return Html::default() };
    let (class, sign) = match state {
        ActionState::Running => ("outcome", spinner()),
        ActionState::Done => ("outcome", Icon::Done.draw()),
        ActionState::Failed(_) => ("outcome wrong", Icon::Warning.draw()),
    };
    html! { <div {class}>{ sign }<span>{ words(state, locale) }</span></div> }
}

pub fn spinner() -> Html {
    html! { <span class="spinner" aria-hidden="true"></span> }
}

pub fn words(state: &ActionState, locale: &Locale) -> String {
    match state {
        ActionState::Running => locale.text("actions.running"),
        ActionState::Done => locale.text("actions.done"),
        ActionState::Failed(error) => reason(error, locale),
    }
}

pub fn reason(error: &ActionError, locale: &Locale) -> String {
    match error {
        ActionError::NotReady => locale.text("actions.notReady"),
        ActionError::Running => locale.text("actions.running"),
        ActionError::ContactGone => locale.text("actions.contactGone"),
        ActionError::NoQuickConnect => locale.text("voicemail.noQuickConnect"),
        ActionError::TimedOut => locale.text("actions.timedOut"),
        ActionError::NoFlow(name) | ActionError::Unknown(name) => {
            locale.fill("actions.noFlow", &[("name", name)])
        }
        ActionError::MissingField(field) => locale.fill("actions.required", &[("field", field)]),
        ActionError::NoAnswer(command) => locale.fill("line.noAnswer", &[("command", &locale.text(command))]),
        ActionError::Refused { command, reason } => {
            locale.fill("line.refused", &[("command", &locale.text(command)), ("reason", reason)])
        }
        ActionError::Failed(reason) => locale.fill("actions.failed", &[("reason", reason)]),
    }
}
