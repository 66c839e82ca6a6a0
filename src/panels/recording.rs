//! The recording of the call: how it stands, and two buttons that say why where they do nothing.

use cti_core::{Recording, RecordingAction};
use yew::prelude::*;

use crate::app::Wish;
use crate::components::icon::Icon;
use crate::lines::Why;
use crate::locale::Locale;
use crate::panels::View;
use crate::state::{RecordingButton, RecordingView, Unable, buttons};

pub fn recording(view: &View) -> Html {
    let state = &view.state;
    let locale = &state.locale;
    let shown = state.recording();
    let buttons = buttons(state.selected().map(|contact| &**contact), &shown);
    let mut reasons: Vec<Unable> = buttons.iter().filter_map(|button| button.unable).collect();
    reasons.dedup();
    let is_final = matches!(shown.now, Recording::Running | Recording::Paused);
    html! {
        <div class="panel recording" key="recording">
            { standing(&shown, locale) }
            <div class="recording-buttons">
                { for buttons.iter().map(|button| draw_button(*button, &view.on_wish, locale)) }
            </div>
            { for reasons.into_iter().map(|why| html! {
                <p class="weak" id={reason_id(why)} key={reason_id(why)}>{ locale.text(reason(why)) }</p>
            }) }
            if is_final {
                <p class="weak" key="final">{ locale.text("recording.final") }</p>
            }
            // The region stays, so that a screen reader hears what comes into it.
            <div class="outcome wrong" role="status" key="failure">
                { for shown.failed.iter().map(|(action, why)| html! {
                    <>{ Icon::Warning.draw() }<span>{ failure(*action, why, locale) }</span></>
                }) }
            </div>
        </div>
    }
}

/// A sign and a word.
fn standing(shown: &RecordingView, locale: &Locale) -> Html {
    let (class, icon, text) = match shown.now {
        Recording::Idle => ("", Icon::Play, "recording.idle"),
        Recording::Running => ("error", Icon::Recording, "recording.running"),
        Recording::Paused => ("warning", Icon::Paused, "recording.paused"),
        Recording::Stopped => ("", Icon::Stop, "recording.stopped"),
    };
    html! {
        <p class={classes!("standing", "pill", class)} role="status" key="standing">
            { icon.draw() }<strong>{ locale.text(text) }</strong>
            if shown.under_way.is_some() {
                <span class="spinner" aria-hidden="true"></span>
            }
        </p>
    }
}

/// Never `disabled`: it keeps the focus and can be asked why it does nothing.
fn draw_button(button: RecordingButton, on_wish: &Callback<Wish>, locale: &Locale) -> Html {
    let RecordingButton { action, unable } = button;
    let is_first = matches!(action, RecordingAction::Start | RecordingAction::Stop);
    let onclick = match unable {
        None => on_wish.reform(move |_: MouseEvent| Wish::Record(action)),
        Some(_) => Callback::noop(),
    };
    html! {
        <button type="button" class={if is_first { "button brand" } else { "button" }}
            aria-disabled={unable.is_some().to_string()} aria-describedby={unable.map(reason_id)} {onclick}>
            { locale.text(label(action)) }
        </button>
    }
}

fn label(action: RecordingAction) -> &'static str {
    match action {
        RecordingAction::Start => "recording.start",
        RecordingAction::Stop => "recording.stop",
        RecordingAction::Suspend => "recording.pause",
        RecordingAction::Resume => "recording.resume",
    }
}

fn reason(why: Unable) -> &'static str {
    match why {
        Unable::NoContact => "recording.noContact",
        Unable::NoCall => "recording.noCall",
        Unable::NotConnected => "recording.notConnected",
        Unable::UnderWay => "recording.underWay",
        Unable::NotStarted => "recording.notStarted",
        Unable::Stopped => "recording.isFinal",
    }
}

fn reason_id(why: Unable) -> &'static str {
    match why {
        Unable::NotStarted => "recording-not-started",
        _ => "recording-unable",
    }
}

fn failure(action: RecordingAction, why: &Why, locale: &Locale) -> String {
    let action = locale.text(label(action));
    match why {
        Why::NoAnswer => locale.fill("recording.noAnswer", &[("action", &action)]),
        Why::Refused(reason) => locale.fill("line.refused", &[("command", &action), ("reason", reason)]),
    }
}
