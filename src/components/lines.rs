//! The lines between status and phone. They say what a command came to; a screen reader says it when it can.

use yew::prelude::*;

use crate::components::icon::Icon;
use crate::lines::{LineChange, Said, Why};
use crate::locale::Locale;
use crate::state::{Change, State};

pub fn lines(state: &State, on_change: &Callback<Change>) -> Html {
    let (locale, lines) = (&state.locale, &state.lines);
    let label = locale.text("line.dismiss");
    // The region stays, and only what comes into it is read out.
    html! {
        <div class="lines" role="status" aria-atomic="false" aria-label={locale.text("line.label")}>
            { for lines.messages.iter().map(|message| {
                let id = message.id;
                let onclick = on_change.reform(move |_| Change::Line(LineChange::Dismiss(id)));
                html! {
                    <div class="trouble severe" key={id}>
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
    }
}
