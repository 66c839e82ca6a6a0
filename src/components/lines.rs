//! The lines between status and phone. They say what a command came to; a screen reader says it when it can.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::lines::{LineChange, Said, StateLine, Why, reading_ms};
use crate::locale::Locale;
use crate::state::{Change, State};

pub fn lines(state: &State, on_change: &Callback<Change>, on_wish: &Callback<Wish>) -> Html {
    let (locale, lines) = (&state.locale, &state.lines);
    let label = locale.text("line.dismiss");
    // The region stays, and only what comes into it is read out.
    html! {
        <div class="lines" role="status" aria-atomic="false" aria-label={locale.text("line.label")}>
            if lines.microphone_open {
                <div class="line severe alarm" role="alert" key="microphone">
                    { Icon::Warning.draw() }
                    <span class="text">{ locale.text("line.microphoneOpen") }</span>
                </div>
            }
            if let Some(number) = &lines.dialling {
                <div class="line" key="dialling">
                    <span class="spinner" aria-hidden="true"></span>
                    <span class="text">{ locale.fill("line.dialling", &[("number", number)]) }</span>
                    <button type="button" class="quiet" onclick={on_wish.reform(|_| Wish::CancelClick)}>
                        { locale.text("line.cancel") }
                    </button>
                </div>
            }
            if let Some(text) = status_words(&lines.state, locale) {
                <div class="line" key="state">
                    if lines.state.wished.is_some() {
                        <span class="spinner" aria-hidden="true"></span>
                    }
                    <span class="text">{ text }</span>
                </div>
            }
            { for lines.messages.iter().map(|message| {
                let id = message.id;
                let dismiss = on_change.reform(move |()| Change::Line(LineChange::Dismiss(id)));
                if message.said.passes() {
                    let text = words(&message.said, locale);
                    return html! { <Passing key={id} {text} label={label.clone()} onclick={dismiss} /> };
                }
                html! {
                    <div class="line severe" key={id}>
                        { Icon::Warning.draw() }
                        <span class="text">{ words(&message.said, locale) }</span>
                        <button type="button" class="icon-button" title={label.clone()} aria-label={label.clone()}
                            onclick={dismiss.reform(|_| ())}>
                            { Icon::Close.draw() }
                        </button>
                    </div>
                }
            }) }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct PassingProps {
    text: String,
    /// Of the button that takes it away.
    label: String,
    onclick: Callback<()>,
}

/// Goes by itself, and not while somebody points at it or has it in focus: then its time begins anew.
#[component]
fn Passing(props: &PassingProps) -> Html {
    let held = use_state(|| false);
    use_effect_with((*held, reading_ms(&props.text)), {
        let go = props.onclick.clone();
        move |(held, ms)| {
            let timer = (!*held).then(|| Timeout::new(*ms, move || go.emit(())));
            move || drop(timer)
        }
    });
    let hold = |holds: bool| {
        let held = held.setter();
        Callback::from(move |()| held.set(holds))
    };
    let (hold, free) = (hold(true), hold(false));
    html! {
        <div class="line passing" onmouseover={hold.reform(|_| ())} onmouseout={free.reform(|_| ())}
            onfocusin={hold.reform(|_| ())} onfocusout={free.reform(|_| ())}>
            { Icon::Done.draw() }
            <span class="text">{ &props.text }</span>
            <button type="button" class="icon-button" title={props.label.clone()} aria-label={props.label.clone()}
                onclick={props.onclick.reform(|_| ())}>
                { Icon::Close.draw() }
            </button>
        </div>
    }
}

/// What the phone itself does not say: it shows the status that is.
fn status_words(state: &StateLine, locale: &Locale) -> Option<String> {
    match (&state.wished, &state.next) {
        (Some(wished), _) => Some(locale.fill("line.stateWished", &[("wished", wished)])),
        (None, Some(next)) => Some(locale.fill("line.stateNext", &[("next", next)])),
        (None, None) => None,
    }
}

fn words(said: &Said, locale: &Locale) -> String {
    match said {
        Said::Failed { command, why } => {
            let command = locale.text(command);
            match why {
                Why::NoAnswer => locale.fill("line.noAnswer", &[("command", &command)]),
                Why::Refused(reason) => {
                    locale.fill("line.refused", &[("command", &command), ("reason", reason)])
                }
            }
        }
        Said::Copied { name } => locale.fill("attributes.copied", &[("name", name)]),
        Said::CopyFailed => locale.text("attributes.copyFailed"),
        Said::DiagnosticsSaved => locale.text("line.diagnosticsSaved"),
        Said::Unfinished { flow } => locale.fill("line.unfinished", &[("flow", flow)]),
        Said::ClickLate { number } => locale.fill("line.clickLate", &[("number", number)]),
        Said::ClickUnbound { number } => locale.fill("line.clickUnbound", &[("number", number)]),
        Said::StateLate { wished, current } => {
            locale.fill("line.stateLate", &[("wished", wished), ("current", current)])
        }
    }
}
