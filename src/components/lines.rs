//! The lines between status and phone. They say what a command came to; a screen reader says it when it can.

use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::lines::{LineChange, Said, StateLine, Why};
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
                let onclick = on_change.reform(move |_| Change::Line(LineChange::Dismiss(id)));
                html! {
                    <div class="line severe" key={id}>
                        { Icon::Warning.draw() }
                        <span class="text">{ words(&message.said, locale) }</span>
                        <button type="button" class="icon-button" title={label.clone()} aria-label={label.clone()}
                            {onclick}>
                            { Icon::Close.draw() }
                        </button>
                    </div>
                }
            }) }
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
        Said::Unfinished { flow } => locale.fill("line.unfinished", &[("flow", flow)]),
        Said::ClickLate { number } => locale.fill("line.clickLate", &[("number", number)]),
        Said::ClickUnbound { number } => locale.fill("line.clickUnbound", &[("number", number)]),
        Said::StateLate { wished, current } => {
            locale.fill("line.stateLate", &[("wished", wished), ("current", current)])
        }
    }
}
